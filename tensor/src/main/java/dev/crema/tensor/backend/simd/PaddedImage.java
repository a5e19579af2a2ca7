package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Scratch;
import dev.crema.tensor.storage.NativeMemory;

/// One image after the other with zeros around every plane: itself where there is no padding, else a copy.
final class PaddedImage {
    private final ConvolutionShape shape;
    private final boolean padded;
    private final int height;
    private final int width;
    private final long copy;

    PaddedImage(ConvolutionShape shape, Scratch scratch) {
        this.shape = shape;
        padded = shape.down().padding() > 0 || shape.across().padding() > 0;
        height = GatherTables.paddedHeight(shape);
        width = GatherTables.paddedWidth(shape);
        long bytes = 4L * shape.inChannels() * height * width;
        copy = padded ? scratch.bytes(bytes) : 0;
        if (padded) NativeMemory.clear(copy, bytes);
    }

    /// The bytes of the channels of one group.
    long groupBytes() {
        return 4L * shape.groupIn() * height * width;
    }

    /// Where an image lies, padded, until the next one is asked for.
    long of(long x, int image) {
        long from = x + 4L * image * shape.imageIn();
        if (!padded) return from;
        long plane = 4L * shape.height() * shape.width();
        long to = copy
                + 4 * ((long) shape.down().padding() * width + shape.across().padding());
        for (int c = 0; c < shape.inChannels(); c++) copyPlane(from + c * plane, to + 4L * c * height * width);
        return copy;
    }

    private void copyPlane(long from, long to) {
        for (int row = 0; row < shape.height(); row++)
            NativeMemory.copy(from + 4L * row * shape.width(), to + 4L * row * width, 4L * shape.width());
    }
}
