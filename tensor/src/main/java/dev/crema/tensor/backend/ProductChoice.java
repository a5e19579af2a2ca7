package dev.crema.tensor.backend;

/// Which kernel is best for a float32 product of which shape, where `crema tune` has not measured it: measured on
/// our machines, and kept in one place. The choice depends on the shape alone, so that a seeded run gives the same
/// bits again.
final class ProductChoice {
    /// Up to so many rows of the batch our unpacked kernels are up to twice as fast; above, the library's packing
    /// pays.
    private static final int FEW_ROWS = 48;
    /// The same for vectors of 256 bits.
    private static final int FEW_ROWS_256 = 64;
    /// With vectors of 256 bits OpenBLAS is as fast for less work, and need not be warm.
    private static final int FEW_FLOPS_256 = 10_000;
    /// Up to so many rows, terms and columns a row-major right operand stays in the second-level cache as it is,
    /// and packing it takes longer than it gains; on vectors of 512 bits.
    private static final int ROWS = 256;

    private static final int TERMS = 512;
    private static final int COLUMNS = 1024;

    private ProductChoice() {}

    /// The best candidate. For `TN`, the update of a weight by few samples, OpenBLAS has small-matrix kernels that
    /// nothing of ours beats.
    ///
    /// @param bits of the vectors
    static Candidate best(Product product, int bits) {
        boolean vectors = product.a().isRowMajor() && (bits > 256 ? isFor512(product) : isFor256(product));
        return vectors ? Candidate.VECTORS : Candidate.OPENBLAS;
    }

    private static boolean isFor512(Product product) {
        return product.m() <= FEW_ROWS || product.b().isRowMajor() && isUnpacked(product);
    }

    private static boolean isFor256(Product product) {
        return product.m() <= FEW_ROWS_256 && product.flops() >= FEW_FLOPS_256;
    }

    private static boolean isUnpacked(Product product) {
        return product.m() <= ROWS && product.k() <= TERMS && product.n() <= COLUMNS;
    }
}
