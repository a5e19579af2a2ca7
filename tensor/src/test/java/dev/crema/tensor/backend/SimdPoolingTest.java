package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.simd.SimdPooling;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Vector pooling against the plain loops.
class SimdPoolingTest {
    private static final SimdPooling KERNEL = new SimdPooling();
    private static final PoolingKernel REFERENCE = new ReferencePooling();

    private static Bins bins(int inputs, int size, int stride, int padding, int dilation, boolean ceil) {
        return Bins.sliding(inputs, new Window(size, stride, padding, dilation), ceil, true);
    }

    private static List<PoolingShape> shapes() {
        DType f = DType.FLOAT32;
        return List.of(
                new PoolingShape(f, 6, bins(26, 2, 2, 0, 1, false), bins(26, 2, 2, 0, 1, false)),
                new PoolingShape(f, 5, bins(11, 2, 2, 0, 1, false), bins(11, 2, 2, 0, 1, false)),
                new PoolingShape(f, 3, bins(7, 3, 1, 0, 1, false), bins(40, 3, 1, 0, 1, false)),
                new PoolingShape(f, 3, bins(9, 3, 3, 0, 1, false), bins(50, 3, 3, 0, 1, false)),
                new PoolingShape(f, 3, bins(9, 3, 2, 1, 1, false), bins(10, 3, 2, 1, 1, true)),
                new PoolingShape(f, 3, bins(9, 2, 2, 1, 2, false), bins(10, 3, 1, 1, 2, true)),
                new PoolingShape(f, 2, bins(8, 2, 4, 0, 1, false), bins(40, 2, 4, 0, 1, false)),
                new PoolingShape(f, 2, bins(8, 8, 8, 0, 1, false), bins(7, 7, 7, 0, 1, false)),
                new PoolingShape(f, 1, bins(1, 1, 1, 0, 1, false), bins(1, 1, 1, 0, 1, false)),
                new PoolingShape(f, 2, Bins.adaptive(7, 3), Bins.adaptive(10, 4)),
                new PoolingShape(f, 70, Bins.adaptive(5, 1), Bins.adaptive(5, 1)));
    }

    private static Tensor allocate(DType dtype, int count) {
        return Tensor.wrap(Memory.allocateKept(dtype, count, "test"), Layout.contiguous(count));
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }

    private interface Maximum {
        void of(PoolingShape shape, long x, long y, long positions);
    }

    @TestFactory
    Stream<DynamicTest> maximaPositionsAndTheirGradientsAgree() {
        return shapes().stream()
                .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> {
                    agrees(shape, KERNEL::maximum);
                    agrees(shape, KERNEL::maximumCold);
                }));
    }

    private static void agrees(PoolingShape shape, Maximum kernel) {
        Tensor x = Generator.of(1).randn(shape.planes() * shape.planeIn());
        x.assign(x.mul(2).round().add(0)); // many equal ones, and no negative zero
        int outputs = shape.planes() * shape.planeOut();
        Tensor got = Tensor.full(99, outputs + 16).to(DType.FLOAT32);
        Tensor wanted = Tensor.zeros(outputs);
        Tensor where = allocate(DType.INT32, outputs);
        Tensor expected = allocate(DType.INT32, outputs);
        kernel.of(shape, at(x), at(got), at(where));
        REFERENCE.maximum(shape, at(x), at(wanted), at(expected));
        assertThat(got.at(":" + outputs).toFloats()).isEqualTo(wanted.toFloats());
        assertThat(got.at(outputs + ":").min().item()).isEqualTo(99);
        assertThat(where.toInts()).isEqualTo(expected.toInts());
        Tensor alone = Tensor.zeros(outputs);
        kernel.of(shape, at(x), at(alone), 0);
        assertThat(alone.toFloats()).isEqualTo(wanted.toFloats());
        Tensor dx = Tensor.onesLike(x);
        Tensor slow = Tensor.onesLike(x);
        KERNEL.maximumGradient(shape, at(got), at(where), at(dx));
        REFERENCE.maximumGradient(shape, at(wanted), at(expected), at(slow));
        assertThat(dx.toFloats()).isEqualTo(slow.toFloats());
    }

    @Test
    void notANumberIsTheLargest() {
        Tensor x = Tensor.of(1.0, Double.NaN, 3, 4, 5, 6, 7, 8);
        PoolingShape shape = new PoolingShape(DType.FLOAT32, 1, bins(2, 2, 2, 0, 1, false), bins(4, 2, 2, 0, 1, false));
        Tensor y = Tensor.zeros(2);
        Tensor where = allocate(DType.INT32, 2);
        for (Maximum kernel : new Maximum[] {KERNEL::maximum, KERNEL::maximumCold}) {
            kernel.of(shape, at(x), at(y), at(where));
            assertThat(y.toDoubles()).containsExactly(Double.NaN, 8);
            assertThat(where.toInts()).containsExactly(1, 7);
        }
    }

    @TestFactory
    Stream<DynamicTest> meansAndTheirGradientsAgree() {
        return shapes().stream()
                .filter(shape -> shape.down().step() == 1)
                .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> {
                    Tensor x = Generator.of(1).randn(shape.planes() * shape.planeIn());
                    Tensor got = Tensor.zeros(shape.planes() * shape.planeOut());
                    Tensor wanted = Tensor.zerosLike(got);
                    KERNEL.average(shape, at(x), at(got));
                    REFERENCE.average(shape, at(x), at(wanted));
                    assertThat(got.sub(wanted).abs().max().item()).isEqualTo(0, within(1e-6));
                    Tensor dx = Tensor.onesLike(x);
                    Tensor slow = Tensor.onesLike(x);
                    KERNEL.averageGradient(shape, at(wanted), at(dx));
                    REFERENCE.averageGradient(shape, at(wanted), at(slow));
                    assertThat(dx.sub(slow).abs().max().item()).isEqualTo(0, within(1e-6));
                }));
    }
}
