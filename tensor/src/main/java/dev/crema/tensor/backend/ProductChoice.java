package dev.crema.tensor.backend;

/// Which kernel is best for a float32 product of which shape, where `crema tune` has not measured it: measured on
/// our machines, and kept in one place. The choice depends on the shape alone, so that a seeded run gives the same
/// bits again.
final class ProductChoice {
    /// Up to so many rows of the batch our unpacked kernels are up to twice as fast; above, the library's packing
    /// pays.
    private static final int FEW_ROWS = 48;

    private ProductChoice() {}

    /// The best candidate. For `TN`, the update of a weight by few samples, OpenBLAS has small-matrix kernels that
    /// nothing of ours beats.
    static Candidate best(Product product) {
        boolean vectors = product.a().isRowMajor() && product.m() <= FEW_ROWS;
        return vectors ? Candidate.VECTORS : Candidate.OPENBLAS;
    }
}
