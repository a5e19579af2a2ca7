package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// The sizes of a convolution of images x `[batch, inChannels, height, width]` with a weight `[outChannels,
/// inChannels / groups, down.size, across.size]`. Everything is dense.
///
/// @param down how the kernel slides along the height
/// @param across how the kernel slides along the width
/// @param groups in so many parts both kinds of channels are divided, which do not mix
public record ConvolutionShape(
        DType dtype,
        int batch,
        int inChannels,
        int outChannels,
        int height,
        int width,
        Window down,
        Window across,
        int groups) {

    /// The height of the result.
    public int outHeight() {
        return down.outputs(height);
    }

    /// The width of the result.
    public int outWidth() {
        return across.outputs(width);
    }

    /// The pixels of an image of the result.
    public int positions() {
        return outHeight() * outWidth();
    }

    /// The input channels of one group.
    public int groupIn() {
        return inChannels / groups;
    }

    /// The output channels of one group.
    public int groupOut() {
        return outChannels / groups;
    }

    /// How many products are added up for one output.
    public int taps() {
        return groupIn() * down.size() * across.size();
    }

    /// The elements of an image of x.
    public long imageIn() {
        return (long) inChannels * height * width;
    }

    /// The elements of an image of the result.
    public long imageOut() {
        return (long) outChannels * positions();
    }

    /// The elements of the weight.
    public long weights() {
        return (long) outChannels * taps();
    }

    /// The same convolution of another number of images.
    ConvolutionShape images(int count) {
        return new ConvolutionShape(dtype, count, inChannels, outChannels, height, width, down, across, groups);
    }
}
