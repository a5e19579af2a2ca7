package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.ConvolutionShape;

/// The gradient of one padded image while it is added up, as rows of channels `[padded height, padded width,
/// lanes]`.
record InputGradientImage(ConvolutionShape shape, int lanes) {
    /// The bytes it takes.
    long bytes() {
        return 4L * GatherTables.paddedHeight(shape) * GatherTables.paddedWidth(shape) * lanes;
    }

    /// Adds what one tap of the kernel passes back, `[positions, lanes]`.
    void add(long part, int u, int v, long image) {
        int outWidth = shape.outWidth();
        int stride = shape.across().stride();
        int width = GatherTables.paddedWidth(shape);
        long from = part;
        for (int i = 0; i < shape.outHeight(); i++) {
            long row =
                    (long) i * shape.down().stride() + (long) u * shape.down().dilation();
            long column = (long) v * shape.across().dilation();
            long to = image + 4 * (row * width + column) * lanes;
            if (stride == 1) WarmLoops.addScaled(1, from, to, (long) outWidth * lanes);
            else
                for (int j = 0; j < outWidth; j++)
                    WarmLoops.addScaled(1, from + 4L * j * lanes, to + 4L * j * stride * lanes, lanes);
            from += 4L * outWidth * lanes;
        }
    }

    /// Writes the part within the padding as planes.
    void crop(long image, long dx) {
        int width = GatherTables.paddedWidth(shape);
        long plane = 4L * shape.height() * shape.width();
        if (shape.across().padding() == 0) {
            long first = 4L * shape.down().padding() * width * lanes;
            int pixels = shape.height() * shape.width();
            ChannelsLast.toPlanes(image + first, lanes, pixels, dx, plane, shape.groupIn(), 0);
            return;
        }
        for (int row = 0; row < shape.height(); row++) {
            long first = (long) (row + shape.down().padding()) * width
                    + shape.across().padding();
            ChannelsLast.toPlanes(
                    image + 4 * first * lanes,
                    lanes,
                    shape.width(),
                    dx + 4L * row * shape.width(),
                    plane,
                    shape.groupIn(),
                    0);
        }
    }
}
