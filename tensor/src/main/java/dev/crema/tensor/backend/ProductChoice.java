package dev.crema.tensor.backend;

/// Which kernel is best for a product of which shape: measured, and kept in one place. The choice depends on the
/// shape alone, so that a seeded run gives the same bits again.
final class ProductChoice {
    /// Up to so many rows of the batch our unpacked kernels are up to twice as fast; above, the library's packing
    /// pays.
    private static final int FEW_ROWS = 48;

    private ProductChoice() {}

    /// Whether the Vector API is the better choice. For `TN`, the update of a weight by few samples, OpenBLAS has
    /// small-matrix kernels that nothing of ours beats.
    static boolean prefersVectors(Product product) {
        return switch (product.form()) {
            case "NT", "NN" -> product.m() <= FEW_ROWS;
            default -> false;
        };
    }
}
