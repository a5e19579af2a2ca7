package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.NativeMemory;

/// Images unfolded to a matrix: a row for each tap of the kernel, a column for each position it takes ("im2col"),
/// so that a convolution becomes one product.
///
/// @param shape of the convolution
/// @param images side by side in the matrix
record UnfoldedImages(ConvolutionShape shape, int images) {
    private interface Row {
        void at(long image, long row);
    }

    private long columns() {
        return (long) images * shape.positions();
    }

    private int bytes() {
        return shape.dtype().bytes();
    }

    /// The bytes of the matrix.
    long matrixBytes() {
        return shape.taps() * columns() * bytes();
    }

    /// Fills the matrix from the channels of one group; `x` is the first of them in the first image.
    void unfold(long x, long matrix) {
        forEachPlane(x, matrix, (channel, rows) -> {
            long to = rows;
            for (int u = 0; u < shape.down().size(); u++)
                for (int v = 0; v < shape.across().size(); v++, to += columns() * bytes()) gather(channel, u, v, to);
        });
    }

    /// Adds every element of the matrix to where it came from.
    void foldInto(long dx, long matrix) {
        forEachPlane(dx, matrix, (channel, rows) -> {
            long from = rows;
            for (int u = 0; u < shape.down().size(); u++)
                for (int v = 0; v < shape.across().size(); v++, from += columns() * bytes())
                    scatter(channel, u, v, from);
        });
    }

    /// Each channel of each image, with where its part of the matrix begins.
    private void forEachPlane(long x, long matrix, Row action) {
        long plane = (long) shape.height() * shape.width() * bytes();
        long rows = (long) shape.down().size() * shape.across().size() * columns() * bytes();
        for (int image = 0; image < images; image++)
            for (int c = 0; c < shape.groupIn(); c++)
                action.at(
                        x + image * shape.imageIn() * bytes() + c * plane,
                        matrix + (long) image * shape.positions() * bytes() + c * rows);
    }

    private void gather(long channel, int u, int v, long to) {
        Window across = shape.across();
        int outWidth = shape.outWidth();
        int shift = v * across.dilation() - across.padding();
        int first = firstInside(shift);
        int end = endInside(shift);
        long target = to;
        for (int i = 0; i < shape.outHeight(); i++, target += (long) outWidth * bytes()) {
            int row = i * shape.down().stride()
                    - shape.down().padding()
                    + u * shape.down().dilation();
            if (row < 0 || row >= shape.height()) {
                zero(target, outWidth);
                continue;
            }
            long source = channel + ((long) row * shape.width() + (long) first * across.stride() + shift) * bytes();
            zero(target, first);
            copy(source, across.stride(), target + (long) first * bytes(), end - first);
            zero(target + (long) end * bytes(), outWidth - end);
        }
    }

    private void scatter(long channel, int u, int v, long from) {
        Window across = shape.across();
        int shift = v * across.dilation() - across.padding();
        int first = firstInside(shift);
        int count = endInside(shift) - first;
        long source = from + (long) first * bytes();
        for (int i = 0; i < shape.outHeight(); i++, source += (long) shape.outWidth() * bytes()) {
            int row = i * shape.down().stride()
                    - shape.down().padding()
                    + u * shape.down().dilation();
            if (row < 0 || row >= shape.height()) continue;
            long target = channel + ((long) row * shape.width() + (long) first * across.stride() + shift) * bytes();
            add(source, target, across.stride(), count);
        }
    }

    /// The first output column whose input column is not padding.
    private int firstInside(int shift) {
        return Math.clamp(-Math.floorDiv(shift, shape.across().stride()), 0, shape.outWidth());
    }

    /// The output column after the last whose input column is not padding.
    private int endInside(int shift) {
        int last = Math.floorDiv(shape.width() - 1 - shift, shape.across().stride());
        return Math.clamp(last + 1L, firstInside(shift), shape.outWidth());
    }

    private void zero(long target, int count) {
        for (int i = 0; i < count; i++) Elements.set(shape.dtype(), target + (long) i * bytes(), 0);
    }

    private void copy(long source, int stride, long target, int count) {
        if (stride == 1) {
            if (count > 0) NativeMemory.copy(source, target, (long) count * bytes());
        } else if (shape.dtype() == DType.FLOAT32) {
            for (int i = 0; i < count; i++)
                NativeMemory.setFloat(target + 4L * i, NativeMemory.getFloat(source + 4L * i * stride));
        } else {
            for (int i = 0; i < count; i++)
                NativeMemory.setDouble(target + 8L * i, NativeMemory.getDouble(source + 8L * i * stride));
        }
    }

    private void add(long source, long target, int stride, int count) {
        if (shape.dtype() == DType.FLOAT32) {
            for (int i = 0; i < count; i++) {
                long at = target + 4L * i * stride;
                NativeMemory.setFloat(at, NativeMemory.getFloat(at) + NativeMemory.getFloat(source + 4L * i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                long at = target + 8L * i * stride;
                NativeMemory.setDouble(at, NativeMemory.getDouble(at) + NativeMemory.getDouble(source + 8L * i));
            }
        }
    }
}
