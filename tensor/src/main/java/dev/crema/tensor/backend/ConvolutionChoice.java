package dev.crema.tensor.backend;

/// Which kernel is best for a convolution of which shape: measured, and kept in one place.
final class ConvolutionChoice {
    /// With fewer taps, as in a first layer, moving the results where they belong costs more than unfolding.
    private static final int FEW_TAPS = 32;

    /// Vectors of channels would be mostly empty.
    private static final int FEW_CHANNELS = 8;

    private ConvolutionChoice() {}

    /// Whether gathering beats unfolding.
    static boolean prefersGathering(ConvolutionShape shape) {
        return shape.taps() >= FEW_TAPS && shape.groupOut() >= FEW_CHANNELS && shape.groupIn() >= FEW_CHANNELS;
    }
}
