package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every backend must do: the same as the reference backend, at awkward sizes, on transposed, broadcast and
/// sliced operands, and with NaN and infinities.
abstract class BackendContract {
    private static final Backend REFERENCE = new ReferenceBackend();
    private static final List<BinaryKernel> PREDICATES = Arrays.stream(BinaryKernel.values())
            .filter(BinaryKernel::isPredicate)
            .toList();
    private static final List<UnaryKernel> FLAGS = List.of(UnaryKernel.NOT, UnaryKernel.IS_NAN, UnaryKernel.IS_FINITE);
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -3.25,
        88,
        -88,
        200,
        -200,
        1e-20,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e30,
        7,
        2
    };

    abstract Backend backend();

    /// Tensors of every layout a kernel may meet: dense at sizes around the width of vectors, transposed, sliced,
    /// repeated.
    private static List<Tensor> layouts(Generator random) {
        return List.of(
                random.randn(),
                random.randn(0),
                random.randn(1),
                random.randn(15),
                random.randn(16),
                random.randn(17),
                random.randn(31, 3),
                random.randn(4099),
                random.randn(5, 7).t(),
                random.randn(9, 40).narrow(1, 3, 33),
                random.randn(2, 3, 4).permute(2, 0, 1),
                random.randn(1, 19).expand(6, 19),
                random.randn(6, 1).expand(6, 19),
                random.randn(10, 10).at("::3, 1::2"),
                Tensor.of(SPECIAL));
    }

    @TestFactory
    Stream<DynamicTest> functionsOfOneElementAgree() {
        return Stream.of(UnaryKernel.values())
                .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> {
                    for (Tensor x : layouts(Generator.of(1))) {
                        Tensor got = target(x, FLAGS.contains(kernel) ? DType.BOOL : DType.FLOAT32);
                        Tensor wanted = target(x, got.dtype());
                        backend().unary(kernel, x.storage(), x.layout(), got.storage(), got.layout());
                        REFERENCE.unary(kernel, x.storage(), x.layout(), wanted.storage(), wanted.layout());
                        assertSame(kernel.name(), got, wanted, 4e-7);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> functionsOfTwoElementsAgree() {
        return Stream.of(BinaryKernel.values())
                .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> {
                    List<Tensor> first = layouts(Generator.of(1));
                    List<Tensor> second = layouts(Generator.of(2));
                    for (int i = 0; i < first.size(); i++) {
                        Tensor a = kernel == BinaryKernel.POW ? first.get(i).abs() : first.get(i);
                        Tensor b = second.get(i).copy();
                        checkBinary(kernel, a, b);
                        checkBinary(kernel, b.abs(), first.get(i));
                    }
                }));
    }

    private void checkBinary(BinaryKernel kernel, Tensor a, Tensor b) {
        Tensor got = target(a, PREDICATES.contains(kernel) ? DType.BOOL : DType.FLOAT32);
        Tensor wanted = target(a, got.dtype());
        backend().binary(kernel, a.storage(), a.layout(), b.storage(), b.layout(), got.storage(), got.layout());
        REFERENCE.binary(kernel, a.storage(), a.layout(), b.storage(), b.layout(), wanted.storage(), wanted.layout());
        assertSame(kernel.name(), got, wanted, 4e-7);
    }

    @TestFactory
    Stream<DynamicTest> functionsOfAnElementAndANumberAgree() {
        return Stream.of(BinaryKernel.values())
                .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> {
                    for (Tensor x : layouts(Generator.of(1))) {
                        Tensor a = kernel == BinaryKernel.POW ? x.abs() : x;
                        Tensor got = target(a, PREDICATES.contains(kernel) ? DType.BOOL : DType.FLOAT32);
                        Tensor wanted = target(a, got.dtype());
                        backend().scalar(kernel, a.storage(), a.layout(), 0.75, got.storage(), got.layout());
                        REFERENCE.scalar(kernel, a.storage(), a.layout(), 0.75, wanted.storage(), wanted.layout());
                        assertSame(kernel.name(), got, wanted, 4e-7);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> conversionsAgree() {
        return Stream.of(DType.values())
                .flatMap(from -> Stream.of(DType.values())
                        .map(to -> DynamicTest.dynamicTest(from + " to " + to, () -> {
                            Tensor x =
                                    Tensor.of(from, 0, 1, 2, 3, 100, 0, 255, 7).view(2, 4);
                            for (Tensor view : List.of(x, x.t(), x.at(":, 1::2"))) {
                                Tensor got = target(view, to);
                                Tensor wanted = target(view, to);
                                backend()
                                        .unary(
                                                UnaryKernel.COPY,
                                                view.storage(),
                                                view.layout(),
                                                got.storage(),
                                                got.layout());
                                REFERENCE.unary(
                                        UnaryKernel.COPY,
                                        view.storage(),
                                        view.layout(),
                                        wanted.storage(),
                                        wanted.layout());
                                assertSame("copy", got, wanted, 0);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> reductionsAgree() {
        return Stream.of(ReductionKernel.values())
                .map(kernel -> DynamicTest.dynamicTest(kernel.name(), () -> {
                    for (Tensor x : layouts(Generator.of(1)))
                        for (int kept = 0; kept <= x.dim(); kept++) {
                            int[] sizes = Arrays.copyOf(x.shape().toInts(), kept);
                            Tensor got = Tensor.zeros(sizes);
                            Tensor wanted = Tensor.zeros(sizes);
                            backend().reduce(kernel, x.storage(), x.layout(), kept, got.storage());
                            REFERENCE.reduce(kernel, x.storage(), x.layout(), kept, wanted.storage());
                            assertSame(kernel + " keeping " + kept, got, wanted, 2e-6);
                        }
                }));
    }

    @Test
    void positionsAgree() {
        for (Tensor x : layouts(Generator.of(1))) {
            if (x.dim() == 0 || x.size(-1) == 0) continue;
            int[] sizes = Arrays.copyOf(x.shape().toInts(), x.dim() - 1);
            for (ReductionKernel kernel : List.of(ReductionKernel.MAX, ReductionKernel.MIN)) {
                Tensor got = Tensor.zeros(sizes).to(DType.INT64);
                Tensor wanted = Tensor.zeros(sizes).to(DType.INT64);
                backend().position(kernel, x.storage(), x.layout(), got.storage());
                REFERENCE.position(kernel, x.storage(), x.layout(), wanted.storage());
                assertSame(kernel.name(), got, wanted, 0);
            }
        }
    }

    @Test
    void softmaxAgrees() {
        for (Tensor x : layouts(Generator.of(1))) {
            if (x.dim() == 0) continue;
            for (boolean logarithm : new boolean[] {false, true}) {
                Tensor got = target(x, DType.FLOAT32);
                Tensor wanted = target(x, DType.FLOAT32);
                backend().softmax(logarithm, x.storage(), x.layout(), got.storage());
                REFERENCE.softmax(logarithm, x.storage(), x.layout(), wanted.storage());
                assertSame("softmax", got, wanted, 2e-6);
            }
        }
    }

    @Test
    void crossEntropyAgrees() {
        for (int classes : new int[] {1, 2, 10, 16, 17, 1000}) {
            Tensor logits = Generator.of(5).normal(0, 3, 7, classes);
            Tensor targets = Generator.of(6).randint(0, classes, 7);
            Tensor losses = Tensor.zeros(7);
            Tensor gradient = Tensor.zeros(7, classes);
            Tensor wantedLosses = Tensor.zeros(7);
            Tensor wanted = Tensor.zeros(7, classes);
            backend()
                    .crossEntropy(
                            logits.storage(),
                            7,
                            classes,
                            targets.storage(),
                            1 / 7.0,
                            losses.storage(),
                            gradient.storage());
            REFERENCE.crossEntropy(
                    logits.storage(), 7, classes, targets.storage(), 1 / 7.0, wantedLosses.storage(), wanted.storage());
            assertSame("losses", losses, wantedLosses, 2e-6);
            assertSame("gradient", gradient, wanted, 2e-6);
        }
    }

    @Test
    void squaredErrorAgrees() {
        for (int n : new int[] {0, 1, 7, 16, 17, 40, 1000, 100_003}) {
            Tensor x = Generator.of(5).normal(0, 3, n + 3).narrow(0, 3, n);
            Tensor y = Generator.of(6).normal(1, 2, n);
            Tensor got = Tensor.zeros();
            Tensor wanted = Tensor.zeros();
            backend().squaredError(x.storage(), x.layout(), y.storage(), y.layout(), got.storage());
            REFERENCE.squaredError(x.storage(), x.layout(), y.storage(), y.layout(), wanted.storage());
            assertSame("squared error", got, wanted, 2e-6);
        }
    }

    @Test
    void selectFillAndAddScaledAgree() {
        for (Tensor x : layouts(Generator.of(1))) {
            Tensor other = x.neg();
            Tensor mask = x.gt(0);
            Tensor got = target(x, DType.FLOAT32);
            Tensor wanted = target(x, DType.FLOAT32);
            backend()
                    .select(
                            mask.storage(),
                            mask.layout(),
                            x.storage(),
                            x.layout(),
                            other.storage(),
                            other.layout(),
                            got.storage(),
                            got.layout());
            REFERENCE.select(
                    mask.storage(),
                    mask.layout(),
                    x.storage(),
                    x.layout(),
                    other.storage(),
                    other.layout(),
                    wanted.storage(),
                    wanted.layout());
            assertSame("select", got, wanted, 0);
            backend().addScaled(-0.25, x.storage(), x.layout(), got.storage(), got.layout());
            REFERENCE.addScaled(-0.25, x.storage(), x.layout(), wanted.storage(), wanted.layout());
            assertSame("addScaled", got, wanted, 4e-7);
            backend().fill(got.storage(), got.layout(), 3.5);
            REFERENCE.fill(wanted.storage(), wanted.layout(), 3.5);
            assertSame("fill", got, wanted, 0);
        }
    }

    private static Tensor target(Tensor like, DType dtype) {
        return Tensor.zeros(like.shape().toInts()).to(dtype);
    }

    private static void assertSame(String what, Tensor got, Tensor wanted, double tolerance) {
        double[] a = got.toDoubles();
        double[] b = wanted.toDoubles();
        for (int i = 0; i < a.length; i++) {
            String where = what + " of " + got.shape() + ", element " + i;
            if (Double.isNaN(b[i]) || Double.isInfinite(b[i]))
                assertThat(Double.valueOf(a[i])).as(where).isEqualTo(Double.valueOf(b[i]));
            else assertThat(a[i]).as(where).isCloseTo(b[i], within(tolerance * Math.max(1, Math.abs(b[i]))));
        }
    }

    @TestFactory
    Stream<DynamicTest> updatesAreThoseOfTheirDefinition() {
        List<UpdateRule> rules = List.of(
                new UpdateRule.Momentum(0.1, 0.9, 0.2, 0.01, false, false),
                new UpdateRule.Momentum(0.1, 0.9, 0, 0.01, true, true),
                new UpdateRule.Adam(0.01, 0.3, 0.9, 0.999, 1e-8, 0.1, 0.99, false),
                new UpdateRule.Adam(0.01, 0.3, 0.9, 0.999, 1e-8, 0, 1, true),
                new UpdateRule.RmsProp(0.1, 0.9, 1e-8, 0.01, 0, false),
                new UpdateRule.RmsProp(0.1, 0.9, 1e-8, 0, 0.5, true),
                new UpdateRule.Adagrad(0.1, 1e-10, 0.01));
        return rules.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> {
                    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64))
                        for (int size : new int[] {0, 1, 15, 16, 17, 1009}) update(rule, dtype, size);
                }));
    }

    private void update(UpdateRule rule, DType dtype, int size) {
        Generator random = Generator.of(size);
        Tensor gradient = random.randn(size).to(dtype);
        Tensor[] expected = new Tensor[rule.states() + 1];
        Tensor[] actual = new Tensor[expected.length];
        for (int i = 0; i < expected.length; i++) {
            // squares are positive, and larger than the square of their mean
            expected[i] = (i == 0 ? random.randn(size) : random.rand(size).add(1)).to(dtype);
            actual[i] = expected[i].copy();
        }
        run(REFERENCE, rule, gradient, expected);
        run(backend(), rule, gradient, actual);
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i].toDoubles())
                    .as("%s, %s, %d elements, operand %d", rule, dtype, size, i)
                    .containsExactly(expected[i].toDoubles(), within(2e-5));
    }

    private static void run(Backend backend, UpdateRule rule, Tensor gradient, Tensor... operands) {
        var state =
                Arrays.stream(operands).skip(1).map(Tensor::storage).toArray(dev.crema.tensor.storage.Storage[]::new);
        backend.update(rule, operands[0].storage(), gradient.storage(), state);
    }
}
