package dev.crema.tensor.backend;

/// Which kernel is best for a convolution of which shape: measured, and kept in one place.
final class ConvolutionChoice {
    private ConvolutionChoice() {}

    /// Whether gathering beats unfolding.
    static boolean prefersGathering(ConvolutionShape shape) {
        return shape.groupOut() >= 4;
    }
}
