package dev.crema.tensor.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.Bins;
import dev.crema.tensor.backend.PoolingShape;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.storage.NativeMemory;
import java.util.EnumSet;
import java.util.function.LongConsumer;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What computes until the JIT compiler has come to the vector loops gives the same bits as they do.
class ScalarLoopsTest {
    private static final int[] COUNTS = {1, 7, 8, 15, 16, 17, 31, 33, 100, 4096, 5000};
    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.7f,
        88.8f,
        89.1f,
        -87.4f,
        -103.9f,
        -104.5f,
        0.6249f,
        0.625f,
        -0.626f,
        1e-20f,
        1e10f
    };

    @BeforeAll
    static void needsVectors() {
        assumeThat(VectorApi.obstacle()).as("why there are no vectors").isEmpty();
    }

    @Test
    void functionsOfOneNumber() {
        EnumSet<UnaryKernel> kernels = EnumSet.allOf(UnaryKernel.class);
        kernels.removeIf(kernel -> !ScalarLoops.handles(kernel));
        for (UnaryKernel kernel : kernels)
            for (int count : COUNTS)
                for (Tensor x : new Tensor[] {numbers(count, 1), numbers(count, 30), edges(count)})
                    check(
                            kernel + " of " + count,
                            count,
                            out -> ScalarLoops.unary(kernel, at(x), out, count),
                            out -> SimdLoops.unary(kernel, at(x), out, count));
    }

    @Test
    void functionsOfTwoNumbers() {
        EnumSet<BinaryKernel> kernels = EnumSet.allOf(BinaryKernel.class);
        kernels.removeIf(kernel -> !SimdLoops.handles(kernel));
        long step = FloatVector.SPECIES_PREFERRED.vectorByteSize();
        for (BinaryKernel kernel : kernels)
            for (int count : COUNTS) {
                Tensor a = edges(count);
                Tensor b = numbers(count, 1).mul(numbers(count, 1).gt(0).to(DType.FLOAT32)); // half of it zero
                Tensor other = numbers(count, 1e30);
                Tensor same = Tensor.full(1.7, 64);
                for (Tensor second : new Tensor[] {b, other})
                    check(
                            kernel + " of " + count,
                            count,
                            out -> ScalarLoops.binary(kernel, at(a), step, at(second), step, out, count),
                            out -> SimdLoops.binary(kernel, at(a), step, at(second), step, out, count));
                check(
                        kernel + " of a number and " + count,
                        count,
                        out -> ScalarLoops.binary(kernel, at(same), 0, at(b), step, out, count),
                        out -> SimdLoops.binary(kernel, at(same), 0, at(b), step, out, count));
                check(
                        kernel + " of " + count + " and a number",
                        count,
                        out -> ScalarLoops.binary(kernel, at(a), step, at(same), 0, out, count),
                        out -> SimdLoops.binary(kernel, at(a), step, at(same), 0, out, count));
            }
    }

    @Test
    void fillingAndAdding() {
        for (int count : COUNTS) {
            for (float value : new float[] {0, -0f, 2.5f})
                check(
                        "fill " + count,
                        count,
                        out -> ScalarLoops.fill(out, count, value),
                        out -> SimdLoops.fill(out, count, value));
            Tensor x = numbers(count, 1);
            check(
                    "add " + count,
                    count,
                    out -> ScalarLoops.addScaled(-0.3f, at(x), out, count),
                    out -> SimdLoops.addScaled(-0.3f, at(x), out, count));
        }
    }

    @Test
    void sumsAndExtremes() {
        for (int count : COUNTS)
            for (Tensor x : new Tensor[] {numbers(count, 3), edges(count), numbers(count, 0)}) {
                Tensor y = numbers(count, 1);
                assertThat(ScalarReductions.sum(at(x), count))
                        .isEqualTo(Double.valueOf(SimdReductions.sum(at(x), count)));
                assertThat(ScalarReductions.max(at(x), count))
                        .isEqualTo(Float.valueOf(SimdReductions.max(at(x), count)));
                assertThat(ScalarReductions.squaredDistance(at(x), at(y), count))
                        .isEqualTo(Double.valueOf(SimdReductions.squaredDistance(at(x), at(y), count)));
                for (float shift : new float[] {0, 5, Float.NEGATIVE_INFINITY, Float.NaN}) {
                    float[] sums = new float[2];
                    check(
                            "exponentials of " + count + " less " + shift,
                            count,
                            out -> sums[0] = ScalarReductions.exponentials(at(x), shift, out, count),
                            out -> sums[1] = SimdReductions.exponentials(at(x), shift, out, count));
                    assertThat(sums[0]).isEqualTo(Float.valueOf(sums[1]));
                }
                check(
                        "scale " + count,
                        count,
                        out -> ScalarReductions.scale(at(x), 0.7f, -0.1f, out, count),
                        out -> SimdReductions.scale(at(x), 0.7f, -0.1f, out, count));
            }
    }

    @Test
    void sumsOfRows() {
        for (int rows : new int[] {1, 2, 12, 100})
            for (int columns : new int[] {1, 10, 16, 17, 512}) {
                Tensor x = numbers(rows * (columns + 3), 1);
                long pitch = 4L * (columns + 3);
                check(
                        rows + " rows of " + columns,
                        columns,
                        out -> ScalarReductions.sumRows(at(x), pitch, rows, columns, out),
                        out -> SimdReductions.sumRows(at(x), pitch, rows, columns, out));
            }
    }

    @Test
    void sumsAndCombinationsOfDeviations() {
        for (int count : COUNTS)
            for (Tensor x : new Tensor[] {numbers(count, 3), edges(count), numbers(count, 0)})
                for (float mean : new float[] {0, 0.3f, Float.POSITIVE_INFINITY}) {
                    Tensor dy = Generator.of(1).randn(count);
                    assertThat(ScalarMoments.squaredDeviations(at(x), mean, count))
                            .isEqualTo(Double.valueOf(SimdMoments.squaredDeviations(at(x), mean, count)));
                    assertThat(ScalarMoments.deviationProducts(at(dy), at(x), mean, count))
                            .isEqualTo(Double.valueOf(SimdMoments.deviationProducts(at(dy), at(x), mean, count)));
                    check(
                            "combination of " + count,
                            count,
                            out -> ScalarMoments.combine(at(dy), 0.7f, at(x), -1.3f, mean, out, count),
                            out -> SimdMoments.combine(at(dy), 0.7f, at(x), -1.3f, mean, out, count));
                    check(
                            "each of " + count + " scaled",
                            count,
                            out -> ScalarMoments.scaleEach(at(x), 0.7f, mean, at(dy), out, count),
                            out -> SimdMoments.scaleEach(at(x), 0.7f, mean, at(dy), out, count));
                    check(
                            "products of " + count + " added",
                            count,
                            out -> ScalarMoments.addScaledProducts(at(x), 0.7f, mean, at(dy), out, count),
                            out -> SimdMoments.addScaledProducts(at(x), 0.7f, mean, at(dy), out, count));
                }
    }

    @Test
    void updates() {
        UpdateRule[] rules = {
            new UpdateRule.Momentum(0.1, 0.9, 0.2, 1e-3, false, false),
            new UpdateRule.Momentum(0.1, 0.9, 0, 0, true, true),
            new UpdateRule.Adam(0.001, 0.3, 0.9, 0.999, 1e-8, 1e-3, 0.99, false),
            new UpdateRule.RmsProp(0.01, 0.99, 1e-8, 1e-3, 0, false),
            new UpdateRule.Adagrad(0.01, 1e-10, 1e-3)
        };
        for (UpdateRule rule : rules)
            for (int count : COUNTS) {
                float[][] byFloats = updated(rule, count, ScalarUpdates::update);
                float[][] byVectors = updated(rule, count, SimdUpdates::update);
                for (int i = 0; i < byFloats.length; i++)
                    assertThat(byFloats[i]).as(rule + ", " + count).containsExactly(byVectors[i]);
            }
    }

    private interface Step {
        void run(UpdateRule rule, long count, long w, long g, long first, long second);
    }

    private static float[][] updated(UpdateRule rule, int count, Step step) {
        Generator random = Generator.of(count);
        Tensor w = random.randn(count);
        Tensor g = random.randn(count);
        Tensor first = random.randn(count);
        Tensor second = random.rand(count);
        if (rule.states() == 1) first = first.abs();
        step.run(rule, count, at(w), at(g), at(first), rule.states() == 2 ? at(second) : 0);
        return new float[][] {w.toFloats(), first.toFloats(), second.toFloats()};
    }

    @Test
    void productsOfGatheredPixels() {
        for (int lanes : new int[] {16, 32, 48, 64, 112})
            for (int rows : new int[] {1, 6, 25})
                for (int steps : new int[] {1, 9, 128, 130, 300})
                    for (boolean adds : new boolean[] {false, true}) gathered(lanes, rows, steps, adds);
    }

    private static void gathered(int lanes, int rows, int steps, boolean adds) {
        int room = GatheredProduct.wholeTiles(rows);
        Tensor a = numbers(1000, 1);
        Tensor b = numbers(steps * lanes, 1);
        Tensor tile = numbers(GatheredProduct.ROWS * 64, 1);
        Tensor rowTable = Tensor.arange(room).mul(12);
        Tensor stepTable = Tensor.arange(steps).mul(8);
        var product = new GatheredProduct(at(rowTable), rows, at(stepTable), steps, lanes);
        int count = rows * lanes;
        Tensor byFloats = numbers(room * lanes, 1);
        Tensor byVectors = byFloats.copy();
        new ScalarGather(product).multiply(at(a), at(b), at(byFloats), adds);
        product.multiplyCold(at(a), at(b), at(byVectors), adds, at(tile));
        assertThat(byFloats.narrow(0, 0, count).toFloats())
                .as("%d rows, %d steps, %d lanes, adds %s", rows, steps, lanes, adds)
                .containsExactly(byVectors.narrow(0, 0, count).toFloats());
    }

    @Test
    void maximaOfWindows() {
        int[][] shapes = {{26, 26, 2, 2}, {11, 11, 2, 2}, {7, 40, 3, 1}, {9, 50, 3, 3}, {8, 40, 2, 4}, {1, 1, 1, 1}};
        for (int[] s : shapes)
            for (boolean positions : new boolean[] {true, false}) {
                PoolingShape shape = new PoolingShape(DType.FLOAT32, 3, bins(s[0], s[2], s[3]), bins(s[1], s[2], s[3]));
                Tensor x = edges(3 * s[0] * s[1]);
                int count = 3 * shape.planeOut();
                Tensor places = Tensor.zeros(2, count + 1);
                long second = at(places) + 4L * (count + 1);
                check(
                        "windows of " + s[2] + " in " + s[0] + "x" + s[1],
                        count,
                        out -> SimdPooling.byFloats(shape, at(x), out, positions ? at(places) : 0),
                        out -> new SimdPooling().maximumCold(shape, at(x), out, positions ? second : 0));
                for (int i = 0; i < count; i++)
                    assertThat(NativeMemory.getInt(at(places) + 4L * i))
                            .isEqualTo(NativeMemory.getInt(second + 4L * i));
            }
    }

    private static Bins bins(int inputs, int size, int stride) {
        return Bins.sliding(inputs, new Window(size, stride, 0, 1), false, true);
    }

    private static Tensor numbers(int count, double scale) {
        return Generator.of(count).randn(count).mul(scale);
    }

    private static Tensor edges(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = EDGES[i % EDGES.length];
        return Tensor.of(values);
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }

    private static void check(String what, int count, LongConsumer floats, LongConsumer vectors) {
        assertThat(bits(count, floats)).as(what).containsExactly(bits(count, vectors));
    }

    /// With one number for all that is none.
    private static int[] bits(int count, LongConsumer loop) {
        Tensor out = Tensor.linspace(-1, 1, count + 1);
        loop.accept(at(out));
        int[] bits = new int[count + 1];
        for (int i = 0; i <= count; i++) bits[i] = Float.floatToIntBits(NativeMemory.getFloat(at(out) + 4L * i));
        return bits;
    }
}
