package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every public method of this package that returns a tensor has a gradient that finite differences confirm, or a
/// reason why there is none.
class GradientCoverageTest {
    private static final Generator RANDOM = Generator.of(11);
    private static final Map<String, UnaryOperator<Tensor>> CHECKED = new LinkedHashMap<>();
    private static final Map<String, String> EMPTY_REFUSED = new LinkedHashMap<>();
    private static final Map<String, String> WITHOUT = new LinkedHashMap<>();

    private static void check(String method, UnaryOperator<Tensor> function) {
        CHECKED.put("Tensor." + method, function);
    }

    /// @param refusal what the message says when there are no elements
    private static void checkUnlessEmpty(String method, String refusal, UnaryOperator<Tensor> function) {
        check(method, function);
        EMPTY_REFUSED.put("Tensor." + method, refusal);
    }

    private static void without(String reason, String... methods) {
        for (String method : methods) WITHOUT.put(method.contains(".") ? method : "Tensor." + method, reason);
    }

    /// The functions that have a gradient, by name.
    static Map<String, UnaryOperator<Tensor>> checked() {
        return CHECKED;
    }

    // x has the sizes [3, 4] or [0, 4], and values from 0.2 to 1.7, no two alike

    static {
        elements();
        functions();
        reductions();
        products();
        shapes();
        picking();
        reasons();
    }

    private static Tensor other(Tensor x) {
        return x.sin().add(1.5);
    }

    private static void elements() {
        check("add(Tensor)", x -> x.add(other(x)));
        check("add(Number)", x -> x.add(2.5));
        check("sub(Tensor)", x -> x.sub(other(x)));
        check("sub(Number)", x -> x.sub(2.5));
        check("mul(Tensor)", x -> x.mul(other(x)));
        check("mul(Number)", x -> x.mul(-2.5));
        check("div(Tensor)", x -> x.div(other(x)));
        check("div(Number)", x -> x.div(-2.5));
        check("floorDiv(Tensor)", x -> x.mul(7.1).floorDiv(other(x)));
        check("floorDiv(Number)", x -> x.floorDiv(0.313));
        check("remainder(Tensor)", x -> x.mul(7.1).remainder(other(x)));
        check("remainder(Number)", x -> x.remainder(0.313));
        check("pow(Tensor)", x -> x.pow(other(x)));
        check("pow(Number)", x -> x.pow(2).add(x.pow(3)).add(x.pow(-0.5)));
        check("maximum(Tensor)", x -> x.maximum(other(x).sub(1)));
        check("maximum(Number)", x -> x.maximum(0.9));
        check("minimum(Tensor)", x -> x.minimum(other(x).sub(1)));
        check("minimum(Number)", x -> x.minimum(0.9));
        check("clamp(Number, Number)", x -> x.clamp(0.5, 1.2));
    }

    private static void functions() {
        check("neg()", Tensor::neg);
        check("abs()", x -> x.sub(0.9).abs());
        check("sign()", x -> x.sub(0.9).sign());
        check("reciprocal()", Tensor::reciprocal);
        check("sqrt()", Tensor::sqrt);
        check("exp()", Tensor::exp);
        check("log()", Tensor::log);
        check("sin()", Tensor::sin);
        check("cos()", Tensor::cos);
        check("tanh()", Tensor::tanh);
        check("sigmoid()", Tensor::sigmoid);
        check("relu()", x -> x.sub(0.9).relu());
        check("gelu()", x -> x.sub(0.9).gelu());
        check("floor()", Tensor::floor);
        check("ceil()", Tensor::ceil);
        check("round()", Tensor::round);
    }

    private static void reductions() {
        check("sum(int[])", x -> x.exp().sum(0).sum().add(x.sum(0, 1)));
        check("sum(int, boolean)", x -> x.sum(1, true).exp());
        check("sum(int[], boolean)", x -> x.sum(new int[] {0, 1}, true).exp());
        check("mean(int[])", x -> x.mean(1));
        check("mean(int, boolean)", x -> x.mean(1, true));
        check("mean(int[], boolean)", x -> x.mean(new int[] {1}, false));
        check("var(int[])", x -> x.var(1));
        check("var(boolean)", x -> x.t().matmul(x).var(false));
        check("var(int, boolean, boolean)", x -> x.var(1, false, true));
        check("std(int[])", x -> x.std(1));
        check(
                "std(boolean)",
                x -> x.t().matmul(x).add(Tensor.eye(4).to(DType.FLOAT64)).std(false));
        check("std(int, boolean, boolean)", x -> x.std(1, true, true));
        check("prod()", Tensor::prod);
        check("prod(int)", x -> x.prod(1));
        check("prod(int, boolean)", x -> x.prod(0, true));
        checkUnlessEmpty("max()", "has no elements", Tensor::max);
        check("max(int)", x -> x.max(1).values());
        checkUnlessEmpty(
                "max(int, boolean)",
                "there is no largest of nothing",
                x -> x.max(0, true).values());
        checkUnlessEmpty("min()", "has no elements", Tensor::min);
        check("min(int)", x -> x.min(1).values());
        checkUnlessEmpty("min(int, boolean)", "of nothing", x -> x.min(0, true).values());
        check("norm()", x -> x.t().matmul(x).add(1).norm());
        check("norm(Number)", x -> x.norm(1).add(x.add(0.1).pow(3).sum()));
        check("norm(Number, int, boolean)", x -> x.norm(3, 1, true));
        check("logsumexp(int)", x -> x.logsumexp(1));
        check("logsumexp(int, boolean)", x -> x.logsumexp(1, true));
        check("softmax(int)", x -> x.softmax(1));
        check("logSoftmax(int)", x -> x.logSoftmax(0));
        check("cumsum(int)", x -> x.cumsum(0).exp());
        check("sort()", x -> x.sort().values().exp().cumsum(1));
        check("sort(int, boolean)", x -> x.sort(0, true).values().exp().cumsum(0));
        check("topk(int)", x -> x.topk(2).values().exp());
        check("topk(int, int)", x -> x.topk(3, 1).values().exp());
    }

    private static void products() {
        check("matmul(Tensor)", x -> x.matmul(x.t()));
        check("mm(Tensor)", x -> x.t().mm(x));
        check("bmm(Tensor)", x -> x.unsqueeze(0).bmm(x.t().unsqueeze(0)));
        check("mv(Tensor)", x -> x.mv(x.exp().sum(0)));
        check("dot(Tensor)", x -> x.flatten().dot(other(x).flatten()));
        check("outer(Tensor)", x -> x.flatten().outer(x.exp().flatten()));
        check("addmm(Tensor, Tensor)", x -> x.exp().addmm(x, x.t().mm(x)));
        check("addmv(Tensor, Tensor)", x -> x.sum(1).addmv(x, x.sum(0)));
        check(
                "addbmm(Tensor, Tensor)",
                x -> x.exp().addbmm(x.unsqueeze(0), x.t().mm(x).unsqueeze(0)));
        check("inverse()", x -> x.t().mm(x).add(Tensor.eye(4).to(DType.FLOAT64)).inverse());
        check("diag()", x -> x.diag().exp().diag());
    }

    private static void shapes() {
        check("view(int[])", x -> x.copy().view(2, 2, -1).exp());
        check("viewAs(Tensor)", x -> x.copy().viewAs(x.t().contiguous()).exp());
        check("reshape(int[])", x -> x.reshape(2, -1, 2).exp());
        check("flatten()", x -> x.flatten().exp());
        check("flatten(int)", x -> x.unsqueeze(0).flatten(1).exp());
        check("flatten(int, int)", x -> x.unsqueeze(0).flatten(0, 1).exp());
        check("permute(int[])", x -> x.permute(1, 0).exp());
        check("transpose(int, int)", x -> x.transpose(-1, 0).exp());
        check("t()", x -> x.t().exp());
        check("squeeze()", x -> x.unsqueeze(1).squeeze().exp());
        check("squeeze(int)", x -> x.unsqueeze(1).squeeze(1).exp());
        check("unsqueeze(int)", x -> x.unsqueeze(1).mul(x.unsqueeze(0)));
        check("expand(int[])", x -> x.unsqueeze(0).expand(3, -1, -1).exp());
        check(
                "expandAs(Tensor)",
                x -> x.unsqueeze(0).expandAs(Tensor.stack(0, x, x)).exp());
        check("repeat(int[])", x -> x.repeat(2, 3).exp());
        check("narrow(int, int, int)", x -> x.narrow(1, 1, 2).exp());
        check(
                "split(int, int)",
                x -> Tensor.cat(1, x.exp().split(3, 1).reversed().toArray(Tensor[]::new)));
        check(
                "chunk(int, int)",
                x -> Tensor.cat(1, x.exp().chunk(3, 1).reversed().toArray(Tensor[]::new)));
        check("contiguous()", x -> x.contiguous().exp());
        check("copy()", x -> x.copy().exp());
        check("to(DType)", x -> x.exp().to(DType.FLOAT64));
        check("to(Device)", x -> x.to(x.device()).exp());
        check("cat(int, Tensor[])", x -> Tensor.cat(0, x, x.exp()));
        check("cat(int, List)", x -> Tensor.cat(0, List.of(x, x.exp())));
        check("stack(int, Tensor[])", x -> Tensor.stack(1, x, x.exp()));
        check("stack(int, List)", x -> Tensor.stack(1, List.of(x, x.exp())));
        check("where(Tensor, Tensor, Tensor)", x -> Tensor.where(x.gt(1), x.mul(3), x.exp()));
        check("where(Tensor, Tensor, Number)", x -> Tensor.where(x.gt(1), x.exp(), 2));
        check("where(Tensor, Number, Tensor)", x -> Tensor.where(x.gt(1), 0.5, x.exp()));
    }

    private static void picking() {
        check(
                "at(Object[])",
                x -> x.at("..., ::2").exp().sum().add(x.at(x.gt(1)).exp().sum()));
        check(
                "indexSelect(int, Tensor)",
                x -> x.indexSelect(1, Tensor.of(1, 1, 0)).exp());
        check("gather(int, Tensor)", x -> x.gather(1, x.argmax(1, true)).exp());
        check("maskedFill(Tensor, Number)", x -> x.maskedFill(x.gt(1), 0.5).exp());
    }

    private static void reasons() {
        without(
                "true or false: comparisons are flat",
                "eq(Tensor)",
                "eq(Number)",
                "ne(Tensor)",
                "ne(Number)",
                "lt(Tensor)",
                "lt(Number)",
                "le(Tensor)",
                "le(Number)",
                "gt(Tensor)",
                "gt(Number)",
                "ge(Tensor)",
                "ge(Number)",
                "and(Tensor)",
                "or(Tensor)",
                "not()",
                "isNaN()",
                "isFinite()",
                "all()",
                "any()",
                "all(int)",
                "any(int)");
        without(
                "positions are integers",
                "argmax()",
                "argmax(int)",
                "argmax(int, boolean)",
                "argmin()",
                "argmin(int)",
                "argmin(int, boolean)",
                "oneHot(int)");
        without(
                "a new leaf: nothing it depends on",
                "of(int[])",
                "of(long[])",
                "of(float[])",
                "of(double[])",
                "of(boolean[])",
                "of(Object[])",
                "of(List)",
                "of(DType, int[])",
                "of(DType, long[])",
                "of(DType, float[])",
                "of(DType, double[])",
                "of(DType, Object[])",
                "of(DType, List)",
                "scalar(Number)",
                "zeros(int[])",
                "ones(int[])",
                "full(Number, int[])",
                "zerosLike(Tensor)",
                "onesLike(Tensor)",
                "eye(int)",
                "arange(Number)",
                "arange(Number, Number)",
                "arange(Number, Number, Number)",
                "linspace(double, double, int)",
                "wrap(Storage, Layout)");
        without(
                "random numbers depend on a seed only",
                "rand(int[])",
                "randn(int[])",
                "normal(double, double, int[])",
                "randint(long, long, int[])",
                "randperm(int)",
                "randLike(Tensor)",
                "randnLike(Tensor)",
                "Generator.rand(int[])",
                "Generator.uniform(double, double, int[])",
                "Generator.randn(int[])",
                "Generator.normal(double, double, int[])",
                "Generator.randint(long, long, int[])",
                "Generator.randperm(int)",
                "Generator.bernoulli(double, int[])");
        without(
                "from outside, where no graph is",
                "load(String)",
                "Arrow.read(String, String[])",
                "Arrow.tensor(ValueVector)",
                "Arrow.matrix(VectorSchemaRoot, String[])",
                "Arrow.tensor(ArrowBuf, DType, int[])",
                "Npz.read(String)",
                "Safetensors.read(String)");
        without("a choice between numbers", "where(Tensor, Number, Number)");
        without("this tensor itself", "requiresGrad(boolean)", "asIndexedCopy()");
        without("changes in place, refused where a gradient would be lost", "assign(Tensor)", "assign(Number)");
        without("cuts the graph, which is its purpose", "detach()", "keep()");
        without("a gradient, not a function of one", "grad()", "peekGrad()", "ownGrad()", "gradientArrived(Tensor)");
        without("slices, as at(int) gives them", "iterator()");
        without("parts of a result that is checked where it is made", "Indexed.values()", "Indexed.indices()");
    }

    /// The public methods that return tensors, alone or in lists, maps and records.
    private static Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (Class<?> type : publicClasses())
            for (Method method : type.getDeclaredMethods())
                if (Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && (method.getGenericReturnType().getTypeName().contains("dev.crema.tensor.Tensor")
                                || method.getReturnType() == Indexed.class))
                    methods.add(type.getSimpleName() + "." + method.getName() + "("
                            + Arrays.stream(method.getParameterTypes())
                                    .map(Class::getSimpleName)
                                    .collect(Collectors.joining(", "))
                            + ")");
        return methods;
    }

    private static List<Class<?>> publicClasses() {
        List<Class<?>> classes = new ArrayList<>();
        try {
            Path folder = Path.of(Objects.requireNonNull(Tensor.class.getResource("Tensor.class"))
                            .toURI())
                    .getParent();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (!name.endsWith(".class") || name.contains("-")) continue;
                    Class<?> type = Class.forName("dev.crema.tensor." + name.replace(".class", ""));
                    if (Modifier.isPublic(type.getModifiers())) classes.add(type);
                }
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException failed) {
            throw new IllegalStateException(failed);
        }
        return classes;
    }

    @Test
    void everyMethodThatReturnsATensorIsCheckedOrHasAReason() {
        Set<String> methods = methods();
        Set<String> known = new TreeSet<>(CHECKED.keySet());
        known.addAll(WITHOUT.keySet());
        assertThat(methods).as("every method is checked or has a reason").isSubsetOf(known);
        assertThat(known).as("every entry is a method").isSubsetOf(methods);
        assertThat(Path.of("..", "README.md"))
                .content()
                .as("what the README says of gradients")
                .contains(
                        methods.size() + " public methods that return tensors, " + CHECKED.size() + " have gradients");
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithFiniteDifferences() {
        return CHECKED.entrySet().stream().flatMap(entry -> {
            String name = entry.getKey();
            UnaryOperator<Tensor> function = entry.getValue();
            return Stream.of(
                    agrees(name + ", dense", function, random(3, 4)),
                    agrees(name + ", transposed", x -> function.apply(x.t()), random(4, 3)),
                    agrees(name + ", broadcast", x -> function.apply(spread(x)), random(1, 4)),
                    empty(name, function));
        });
    }

    private static Tensor random(int... sizes) {
        return RANDOM.uniform(0.2, 1.7, sizes).to(DType.FLOAT64);
    }

    /// Stride 0, and different values all the same, so that no two elements are equal.
    private static Tensor spread(Tensor row) {
        return row.expand(3, 4)
                .add(Tensor.of(DType.FLOAT64, 0, 0.0011, 0.0023).unsqueeze(1).expand(3, 4));
    }

    private static DynamicTest agrees(String name, UnaryOperator<Tensor> function, Tensor x) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(Gradcheck.check(function, x)).isTrue());
    }

    private static DynamicTest empty(String name, UnaryOperator<Tensor> function) {
        String refusal = EMPTY_REFUSED.get(name);
        if (refusal == null) return agrees(name + ", empty", function, random(0, 4));
        return DynamicTest.dynamicTest(
                name + ", empty, refused",
                () -> assertThatThrownBy(() -> function.apply(random(0, 4))).hasMessageContaining(refusal));
    }
}
