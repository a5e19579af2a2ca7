package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every kernel for matrix products must do: the same as the definition, at awkward sizes and in every layout.
abstract class ProductContract {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 12, 17, 33};
    private static final int[] INNER = {1, 3, 15, 16, 17, 31, 100};
    private static final int[] COLUMNS = {1, 2, 5, 10, 16, 17, 33, 96, 97, 130};

    abstract ProductKernel kernel();

    /// Whether the kernel takes a product of this layout and these factors.
    boolean handles(Product product) {
        return true;
    }

    @TestFactory
    Stream<DynamicTest> agreesWithTheDefinition() {
        return Stream.of("NN", "NT", "TN", "TT")
                .flatMap(form -> Stream.of(new double[][] {{1, 0}, {1, 1}, {-0.5, 1}})
                        .map(factors -> DynamicTest.dynamicTest(
                                form + ", alpha " + factors[0] + ", beta " + factors[1],
                                () -> atAllSizes(form, factors[0], factors[1]))));
    }

    @Test
    void aTransposedColumnIsARow() {
        Generator random = Generator.of(1);
        Tensor column = random.randn(4, 1);
        Tensor x = random.randn(4, 2);
        Tensor got = Tensor.zeros(1, 2);
        Tensor wanted = Tensor.zeros(1, 2);
        Product product = new Product(DType.FLOAT32, 1, 2, 4, matrix(column).transpose(), matrix(x), matrix(got), 1, 0);
        if (!handles(product)) return;
        kernel().multiply(product);
        new ReferenceProducts().multiply(product(column.t(), x, wanted, 1, 0));
        assertThat(got.toDoubles()).containsExactly(wanted.toDoubles(), within(1e-6));
    }

    private void atAllSizes(String form, double alpha, double beta) {
        for (int m : ROWS) for (int k : INNER) for (int n : COLUMNS) at(form, m, k, n, alpha, beta);
    }

    private void at(String form, int m, int k, int n, double alpha, double beta) {
        Generator random = Generator.of(m * 1000L + k * 10L + n);
        Tensor a = operand(random, form.charAt(0) == 'T', m, k);
        Tensor b = operand(random, form.charAt(1) == 'T', k, n);
        // wider than needed, so that a kernel that writes past a row is caught
        Tensor wide = random.randn(m, n + 3);
        Tensor expected = wide.copy();
        Product product = product(a, b, wide.narrow(1, 0, n), alpha, beta);
        if (!handles(product)) return;
        new ReferenceProducts().multiply(product(a, b, expected.narrow(1, 0, n), alpha, beta));
        kernel().multiply(product);
        double[] got = wide.toDoubles();
        double[] wanted = expected.toDoubles();
        double tolerance = 4e-7 * Math.sqrt(k + 1.0) * 4;
        for (int i : IntStream.range(0, got.length).toArray())
            assertThat(got[i])
                    .as("%s %dx%dx%d, element %d", form, m, k, n, i)
                    .isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
    }

    private static Tensor operand(Generator random, boolean transposed, int rows, int columns) {
        return transposed
                ? random.randn(columns, rows + 2).narrow(1, 0, rows).t()
                : random.randn(rows, columns + 1).narrow(1, 0, columns);
    }

    private static Product product(Tensor a, Tensor b, Tensor c, double alpha, double beta) {
        return new Product(
                DType.FLOAT32, a.size(0), b.size(1), a.size(1), matrix(a), matrix(b), matrix(c), alpha, beta);
    }

    private static Matrix matrix(Tensor tensor) {
        long address = tensor.storage().address() + 4 * tensor.layout().offset();
        return new Matrix(address, tensor.layout().stride(0), tensor.layout().stride(1));
    }
}
