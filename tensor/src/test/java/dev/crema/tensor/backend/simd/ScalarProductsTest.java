package dev.crema.tensor.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What computes until the vector kernels are compiled gives the same bits as they do, also those for other
/// processors, whose vectors are slow here.
class ScalarProductsTest {
    private static final Tiling[] TILINGS = {new Tiling256(), new Tiling512()};

    @Test
    void scalarsAndVectorsGiveTheSameBits() {
        for (String form : new String[] {"NN", "NT", "TN"})
            for (int m : new int[] {1, 3, 4, 12, 33})
                for (int k : new int[] {1, 15, 16, 17, 64, 65, 100})
                    for (int n : new int[] {1, 5, 16, 33, 97, 130})
                        for (double[] factors : new double[][] {{1, 0}, {1, 1}, {-0.3, 1}})
                            check(form, m, k, n, factors);
    }

    /// More than wait for their sums at once.
    @Test
    void soDoProductsOfManyRows() {
        for (int m : new int[] {96, 97, 130})
            for (int n : new int[] {1, 16, 17})
                for (double[] factors : new double[][] {{1, 0}, {-0.3, 1}}) check("NT", m, 33, n, factors);
    }

    /// So many that rows of a are taken again and again, not those of b.
    @Test
    void soDoProductsOfManyTerms() {
        for (int m : new int[] {4, 13, 17})
            for (int k : new int[] {511, 512, 515})
                for (double[] factors : new double[][] {{1, 0}, {1, 1}, {-0.3, 1}}) check("NT", m, k, 37, factors);
    }

    @Test
    void soDoProductsOfWhichAFewRowsAndColumnsAreTakenAtATime() {
        for (String form : new String[] {"NN", "NT"}) check(form, 2, 70_000, 40, 1, 0);
        for (String form : new String[] {"NN", "NT", "TN"}) check(form, 40, 70_000, 3, 1, 1);
    }

    /// Of the arrays that are used again none may become as large as both shapes together.
    @Test
    void twoLargeShapesAfterOneAnotherDoNotAddUp() {
        for (int i = 0; i < 2; i++) {
            check("NT", 2, 16, 65_536, 1, 0);
            check("NN", 2, 65_536, 16, 1, 0);
        }
    }

    private void check(String form, int m, int k, int n, double... factors) {
        Generator random = Generator.of(m * 1000L + k * 10L + n);
        Tensor a = random.randn(m * k + 16);
        Tensor b = random.randn(k * n + 16);
        Tensor c = random.randn(m * (n + 2));
        Matrix left = form.charAt(0) == 'N' ? new Matrix(at(a), k, 1) : new Matrix(at(a), 1, m);
        Matrix right = form.charAt(1) == 'N' ? new Matrix(at(b), n, 1) : new Matrix(at(b), 1, k);
        Product shape =
                new Product(DType.FLOAT32, m, n, k, left, right, new Matrix(at(c), n + 2, 1), factors[0], factors[1]);
        for (Tiling tiling : TILINGS)
            assertThat(result(product -> ScalarProducts.multiply(product, tiling.lanes()), shape, c))
                    .as(
                            "%s %dx%dx%d, alpha %s, beta %s, %s lanes",
                            form, m, k, n, factors[0], factors[1], tiling.lanes())
                    .containsExactly(result(new SimdProducts(tiling)::multiplyCold, shape, c));
    }

    private static double[] result(Consumer<Product> kernel, Product shape, Tensor c) {
        Tensor place = c.copy();
        kernel.accept(new Product(
                shape.dtype(),
                shape.m(),
                shape.n(),
                shape.k(),
                shape.a(),
                shape.b(),
                new Matrix(at(place), shape.c().rowStride(), 1),
                shape.alpha(),
                shape.beta()));
        return place.toDoubles();
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }
}
