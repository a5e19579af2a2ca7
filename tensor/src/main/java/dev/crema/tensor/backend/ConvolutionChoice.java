package dev.crema.tensor.backend;

/// Which kernel is best for a float32 convolution of which shape, where `crema tune` has not measured it: measured
/// on our machines, and kept in one place.
final class ConvolutionChoice {
    /// With fewer taps, as in a first layer, and on vectors of 512 bits, moving the results where they belong costs
    /// more
    /// than unfolding.
    private static final int FEW_TAPS = 32;

    /// Vectors of channels would be mostly empty.
    private static final int FEW_CHANNELS = 8;

    /// The same for vectors of 256 bits.
    private static final int FEW_CHANNELS_256 = 6;

    /// Whole vectors of channels, which oneDNN's blocks are made of.
    private static final int VECTOR = 16;

    /// Bringing the results of more channels from oneDNN's layout into ours costs more than a first layer itself.
    private static final int FIRST_LAYER_CHANNELS = 64;

    /// A kernel of one pixel on images of this size is a plain product of what lies there anyway.
    private static final int PRODUCT_POSITIONS = 64;

    private ConvolutionChoice() {}

    /// The best candidate.
    ///
    /// @param hasOneDnn whether its library was found
    /// @param bits of the vectors
    static Candidate best(ConvolutionShape shape, ConvolutionPass pass, boolean hasOneDnn, int bits) {
        if (pass != ConvolutionPass.INPUT_GRADIENT && isProduct(shape)) return Candidate.UNFOLDING;
        if (hasOneDnn && prefersOneDnn(shape, pass)) return Candidate.ONEDNN;
        boolean gathers = bits > 256 ? isFor512(shape) : channels(shape, pass) >= FEW_CHANNELS_256;
        return gathers ? Candidate.VECTORS : Candidate.UNFOLDING;
    }

    private static boolean isFor512(ConvolutionShape shape) {
        return shape.taps() >= FEW_TAPS && shape.groupOut() >= FEW_CHANNELS && shape.groupIn() >= FEW_CHANNELS;
    }

    /// The channels along which vectors lie; where they are those of the images, it takes terms of the result, too.
    private static int channels(ConvolutionShape shape, ConvolutionPass pass) {
        return pass == ConvolutionPass.INPUT_GRADIENT ? Math.min(shape.groupIn(), shape.groupOut()) : shape.groupOut();
    }

    private static boolean isProduct(ConvolutionShape shape) {
        return shape.down().size() == 1
                && shape.across().size() == 1
                && shape.down().stride() == 1
                && shape.across().stride() == 1
                && shape.positions() >= PRODUCT_POSITIONS;
    }

    private static boolean prefersOneDnn(ConvolutionShape shape, ConvolutionPass pass) {
        if (shape.groupIn() >= VECTOR) return true;
        boolean fewResults = shape.groupOut() < FIRST_LAYER_CHANNELS;
        return switch (pass) {
            case FORWARD -> fewResults && shape.groupIn() > 1;
            case INPUT_GRADIENT -> false;
            case WEIGHT_GRADIENT -> fewResults;
        };
    }
}
