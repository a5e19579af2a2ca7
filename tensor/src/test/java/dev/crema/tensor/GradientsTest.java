package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.tensor.op.SquaredError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every operation with a gradient, against finite differences, on dense, transposed, broadcast, sliced and empty
/// tensors.
class GradientsTest {
    private static final Generator RANDOM = Generator.of(3);

    private static Tensor random(int... sizes) {
        return RANDOM.uniform(0.2, 1.7, sizes).to(DType.FLOAT64);
    }

    private static Map<String, UnaryOperator<Tensor>> unary() {
        Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
        all.put("neg", Tensor::neg);
        all.put("abs", x -> x.sub(1).abs());
        all.put("sign", Tensor::sign);
        all.put("reciprocal", Tensor::reciprocal);
        all.put("sqrt", Tensor::sqrt);
        all.put("exp", Tensor::exp);
        all.put("log", Tensor::log);
        all.put("sin", Tensor::sin);
        all.put("cos", Tensor::cos);
        all.put("tanh", Tensor::tanh);
        all.put("sigmoid", Tensor::sigmoid);
        all.put("relu", x -> x.sub(0.9).relu());
        all.put("gelu", Tensor::gelu);
        all.put("floor", Tensor::floor);
        all.put("ceil", Tensor::ceil);
        all.put("round", Tensor::round);
        all.put("square", x -> x.pow(2));
        all.put("cube", x -> x.pow(3));
        all.put("power of a decimal", x -> x.pow(0.7));
        all.put("add a number", x -> x.add(2.5));
        all.put("sub a number", x -> x.sub(2.5));
        all.put("mul a number", x -> x.mul(-2.5));
        all.put("div by a number", x -> x.div(-2.5));
        all.put("maximum with a number", x -> x.maximum(0.9));
        all.put("minimum with a number", x -> x.minimum(0.9));
        all.put("remainder of a number", x -> x.remainder(0.35));
        all.put("clamp", x -> x.clamp(0.5, 1.2));
        all.put("sum", x -> x.sum());
        all.put("sum over a dimension", x -> x.sum(0));
        all.put("sum over the last, kept", x -> x.sum(-1, true));
        all.put("sum over two", x -> x.sum(0, 1));
        all.put("mean", x -> x.mean());
        all.put("mean over a dimension", x -> x.mean(1));
        all.put("copy", Tensor::copy);
        all.put("to another type", x -> x.to(DType.FLOAT64).mul(x));
        all.put("contiguous", Tensor::contiguous);
        all.put("reshape", x -> x.reshape(-1));
        all.put("flatten", x -> x.flatten(0));
        all.put("transpose", x -> x.transpose(0, 1).mul(2));
        all.put("permute", x -> x.permute(1, 0).exp());
        all.put("unsqueeze", x -> x.unsqueeze(1).mul(x.unsqueeze(0)));
        all.put("squeeze", x -> x.unsqueeze(0).squeeze(0).exp());
        all.put("expand", x -> x.unsqueeze(0).expand(3, -1, -1).exp());
        all.put("repeat", x -> x.repeat(2, 3));
        all.put("softmax", x -> x.softmax(1));
        all.put("softmax over the first", x -> x.softmax(0));
        all.put("logSoftmax", x -> x.logSoftmax(-1));
        all.put("cumsum", x -> x.cumsum(0));
        all.put("matmul with itself", x -> x.matmul(x.t()));
        all.put("masked fill", x -> x.maskedFill(x.gt(1), 0.5));
        return all;
    }

    private static Map<String, UnaryOperator<Tensor>> unaryOfSomething() {
        Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
        all.put("var", x -> x.var());
        all.put("std over a dimension", x -> x.std(1));
        all.put("prod", x -> x.prod());
        all.put("prod along a dimension", x -> x.prod(1));
        all.put(
                "prod with one zero",
                x -> x.mul(Tensor.of(DType.FLOAT64, 0, 1, 1, 1, 1)).prod(1));
        all.put("max", x -> x.max());
        all.put("min", x -> x.min());
        all.put("max along a dimension", x -> x.max(1).values());
        all.put("min along a dimension, kept", x -> x.min(0, true).values());
        all.put("norm", x -> x.norm());
        all.put("1-norm", x -> x.norm(1));
        all.put("3-norm along a dimension", x -> x.norm(3, 1, false));
        all.put("logsumexp", x -> x.logsumexp(1));
        all.put("sort", x -> x.sort(1, true).values());
        all.put("topk", x -> x.topk(2).values());
        all.put("pick a row", x -> x.at(1).exp());
        all.put("slice", x -> x.at("1:, ::2").exp());
        all.put("new dimension", x -> x.at("None, 0").exp());
        all.put("narrow", x -> x.narrow(1, 1, 2).exp());
        all.put("split", x -> x.split(2, 1).get(1).exp());
        all.put("chunk", x -> x.chunk(2, 0).get(1).exp());
        all.put("index list", x -> x.at(new int[] {2, 0, 2}).exp());
        all.put("mask", x -> x.at(x.gt(1)).exp());
        all.put("indexSelect", x -> x.indexSelect(1, Tensor.of(1, 1, 0)).exp());
        all.put(
                "gather",
                x -> x.gather(1, Tensor.of(new int[][] {{0, 0}, {1, 2}, {2, 0}}))
                        .exp());
        all.put("diagonal", x -> x.diag().exp());
        all.put("diagonal matrix", x -> x.at(0).diag().mul(2));
        all.put("cat", x -> Tensor.cat(1, x, x.mul(2)));
        all.put("stack", x -> Tensor.stack(0, x, x.exp()));
        all.put("where", x -> Tensor.where(x.gt(1), x.mul(3), x.exp()));
        all.put("dot", x -> x.at(0).dot(x.at(1)));
        all.put("mv", x -> x.mv(x.at(0)));
        all.put("outer", x -> x.at(0).outer(x.at(1)));
        all.put(
                "inverse",
                x -> x.t().matmul(x).add(Tensor.eye(5).to(DType.FLOAT64)).inverse());
        return all;
    }

    private static Map<String, Function<Tensor[], Tensor>> binary() {
        Map<String, Function<Tensor[], Tensor>> all = new LinkedHashMap<>();
        all.put("add", t -> t[0].add(t[1]));
        all.put("sub", t -> t[0].sub(t[1]));
        all.put("mul", t -> t[0].mul(t[1]));
        all.put("div", t -> t[0].div(t[1]));
        all.put("pow", t -> t[0].pow(t[1]));
        all.put("maximum", t -> t[0].maximum(t[1]));
        all.put("minimum", t -> t[0].minimum(t[1]));
        all.put("remainder", t -> t[0].mul(3).remainder(t[1]));
        all.put("floorDiv", t -> t[0].mul(3).floorDiv(t[1]));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> unaryGradientsAgreeWithFiniteDifferences() {
        return unary().entrySet().stream()
                .flatMap(entry -> Stream.of(
                        check(entry.getKey() + ", dense", entry.getValue(), random(3, 4)),
                        check(
                                entry.getKey() + ", transposed",
                                x -> entry.getValue().apply(x.t()),
                                random(4, 3)),
                        check(
                                entry.getKey() + ", broadcast",
                                x -> entry.getValue().apply(x.expand(3, 4)),
                                random(1, 4)),
                        check(entry.getKey() + ", empty", entry.getValue(), random(0, 4))));
    }

    @TestFactory
    Stream<DynamicTest> gradientsThatNeedElementsAgreeWithFiniteDifferences() {
        return unaryOfSomething().entrySet().stream()
                .flatMap(entry -> Stream.of(
                        check(entry.getKey() + ", dense", entry.getValue(), random(3, 5)),
                        check(
                                entry.getKey() + ", transposed",
                                x -> entry.getValue().apply(x.t()),
                                random(5, 3))));
    }

    @TestFactory
    Stream<DynamicTest> binaryGradientsAgreeWithFiniteDifferences() {
        int[][][] shapes = {
            {{3, 4}, {3, 4}}, {{3, 4}, {4}}, {{3, 1}, {1, 4}}, {{2, 3, 4}, {3, 1}}, {{}, {2, 2}}, {{0, 3}, {3}}
        };
        return binary().entrySet().stream()
                .flatMap(entry -> Stream.of(shapes)
                        .map(pair -> DynamicTest.dynamicTest(
                                entry.getKey() + " " + Shape.of(pair[0]) + " " + Shape.of(pair[1]),
                                () -> assertThat(Gradcheck.checkAll(entry.getValue(), random(pair[0]), random(pair[1])))
                                        .isTrue())));
    }

    @Test
    void theSquaredErrorHasItsGradients() {
        for (int[] sizes : new int[][] {{}, {5}, {4, 3}})
            assertThat(Gradcheck.checkAll(t -> SquaredError.mean(t[0], t[1]), random(sizes), random(sizes)))
                    .isTrue();
        assertThat(Gradcheck.checkAll(
                        t -> SquaredError.mean(t[0].transpose(0, 1), t[1]).mul(3), random(4, 3), random(3, 4)))
                .isTrue();
        assertThat(SquaredError.mean(Tensor.zeros(0), Tensor.zeros(0)).item()).isNaN();
    }

    @TestFactory
    Stream<DynamicTest> productGradientsAgreeWithFiniteDifferences() {
        int[][][] shapes = {
            {{2, 3}, {3, 4}},
            {{3}, {3, 4}},
            {{2, 3}, {3}},
            {{3}, {3}},
            {{5, 2, 3}, {5, 3, 4}},
            {{5, 2, 3}, {3, 4}},
            {{2, 3}, {5, 3, 4}},
            {{2, 1, 2, 3}, {5, 3, 4}},
            {{0, 3}, {3, 4}},
            {{2, 0}, {0, 4}}
        };
        return Stream.of(shapes)
                .map(pair -> DynamicTest.dynamicTest(
                        "matmul " + Shape.of(pair[0]) + " x " + Shape.of(pair[1]),
                        () -> assertThat(Gradcheck.checkAll(t -> t[0].matmul(t[1]), random(pair[0]), random(pair[1])))
                                .isTrue()));
    }

    private static DynamicTest check(String name, UnaryOperator<Tensor> function, Tensor x) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(Gradcheck.check(function, x)).isTrue());
    }
}
