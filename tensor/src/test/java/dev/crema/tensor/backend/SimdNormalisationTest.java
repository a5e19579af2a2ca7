package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.NormalisationKernel.Rows;
import dev.crema.tensor.backend.simd.SimdNormalisation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Vector normalisation against the plain loops.
class SimdNormalisationTest {
    private static final NormalisationKernel KERNEL = new SimdNormalisation();
    private static final NormalisationKernel REFERENCE = new ReferenceNormalisation();

    private static Stream<Channels> shapes() {
        return Stream.of(
                new Channels(DType.FLOAT32, 1, 3, 1),
                new Channels(DType.FLOAT32, 4, 3, 15),
                new Channels(DType.FLOAT32, 2, 5, 16),
                new Channels(DType.FLOAT32, 3, 2, 49),
                new Channels(DType.FLOAT32, 1, 2, 5001),
                new Channels(DType.FLOAT64, 3, 2, 7));
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }

    private static void assertSame(double[] got, double[] wanted) {
        for (int i = 0; i < wanted.length; i++)
            assertThat(got[i]).as("element %d", i).isEqualTo(wanted[i], within(2e-5 + 2e-6 * Math.abs(wanted[i])));
    }

    private static Tensor random(int seed, Channels shape) {
        int count = (int) (shape.count() * shape.channels());
        return Generator.of(seed).randn(count).add(3).to(shape.dtype());
    }

    @TestFactory
    Stream<DynamicTest> channelsAgree() {
        return shapes().map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> {
            Tensor x = random(1, shape);
            Tensor dy = random(2, shape);
            double[][] results = new double[2][];
            for (NormalisationKernel kernel : List.of(KERNEL, REFERENCE)) {
                int n = shape.channels();
                double[] mean = new double[n];
                double[] variance = new double[n];
                double[] sums = new double[n];
                double[] products = new double[n];
                kernel.statistics(shape, at(x), mean, variance);
                kernel.gradientSums(shape, at(dy), at(x), mean, sums, products);
                Tensor y = Tensor.zerosLike(x);
                Tensor dx = Tensor.zerosLike(x);
                kernel.scale(shape, at(x), variance, mean, at(y));
                kernel.gradient(shape, at(dy), mean, at(x), variance, mean, at(dx));
                double[][] all = {mean, variance, sums, products, y.toDoubles(), dx.toDoubles()};
                results[kernel.equals(KERNEL) ? 0 : 1] =
                        Stream.of(all).flatMapToDouble(java.util.Arrays::stream).toArray();
            }
            double scale = Math.sqrt((double) shape.count());
            for (int i = 0; i < results[1].length; i++)
                assertThat(results[0][i]).isEqualTo(results[1][i], within(5e-5 * scale));
        }));
    }

    @TestFactory
    Stream<DynamicTest> rowsAgree() {
        return shapes().map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> {
            int count = shape.outer() * shape.channels();
            int n = shape.inner();
            Tensor x = random(1, shape);
            Tensor dy = random(2, shape);
            Tensor weight = Generator.of(3).randn(n).to(shape.dtype());
            Tensor bias = Generator.of(4).randn(n).to(shape.dtype());
            double[] mean = Generator.of(5).randn(count).toDoubles();
            double[] inverse = Generator.of(6).randn(count).abs().toDoubles();
            Rows rows = new Rows(shape.dtype(), mean, inverse, n);
            for (long w : new long[] {0, at(weight)}) {
                Tensor got = Tensor.zerosLike(x);
                Tensor wanted = Tensor.zerosLike(x);
                KERNEL.normalise(rows, at(x), w, w == 0 ? 0 : at(bias), at(got));
                REFERENCE.normalise(rows, at(x), w, w == 0 ? 0 : at(bias), at(wanted));
                assertSame(got.toDoubles(), wanted.toDoubles());
                KERNEL.inputGradient(rows, at(dy), at(x), w, at(got));
                REFERENCE.inputGradient(rows, at(dy), at(x), w, at(wanted));
                assertSame(got.toDoubles(), wanted.toDoubles());
            }
            Tensor got = Tensor.zerosLike(weight);
            Tensor wanted = Tensor.zerosLike(weight);
            KERNEL.weightGradient(rows, at(dy), at(x), at(got));
            REFERENCE.weightGradient(rows, at(dy), at(x), at(wanted));
            assertSame(got.toDoubles(), wanted.toDoubles());
        }));
    }
}
