package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// `c = alpha · a · b + beta · c`, all row- or column-major, `c` row-major.
///
/// @param m rows of a and c
/// @param n columns of b and c
/// @param k columns of a, rows of b
public record Product(DType dtype, int m, int n, int k, Matrix a, Matrix b, Matrix c, double alpha, double beta) {

    /// Multiplications and additions.
    public long flops() {
        return 2L * m * n * k;
    }

    /// How the operands lie, as BLAS says it: `NN`, `NT`, `TN` or `TT`.
    public String form() {
        return (a.isRowMajor() ? "N" : "T") + (b.isRowMajor() ? "N" : "T");
    }

    /// The part of the product that makes these rows of c.
    public Product rows(int from, int to) {
        return new Product(
                dtype, to - from, n, k, a.from(from, 0, dtype.bytes()), b, c.from(from, 0, dtype.bytes()), alpha, beta);
    }

    /// The part of the product that makes these columns of c.
    public Product columns(int from, int to) {
        return new Product(
                dtype, m, to - from, k, a, b.from(0, from, dtype.bytes()), c.from(0, from, dtype.bytes()), alpha, beta);
    }
}
