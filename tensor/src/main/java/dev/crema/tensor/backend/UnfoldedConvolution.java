package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.NativeMemory;

/// Convolutions as matrix products of the weight with unfolded images: for every type, stride and dilation, as fast
/// as the products are.
public final class UnfoldedConvolution implements ConvolutionKernel {
    /// So many columns make a product worth while; small images are taken together.
    private static final int COLUMNS = 256;

    private final ProductKernel products;
    private final ThreadLocal<Scratch> unfolded = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<Scratch> gathered = ThreadLocal.withInitial(Scratch::new);

    /// Convolutions by these products.
    public UnfoldedConvolution(ProductKernel products) {
        this.products = products;
    }

    @Override
    public String name() {
        return "unfolded images times weight";
    }

    /// The part of a convolution that one product computes.
    ///
    /// @param first image
    /// @param images taken together
    private record Part(ConvolutionShape shape, int group, int first, int images) {
        int columns() {
            return images * shape.positions();
        }

        long x(long base) {
            long element = first * shape.imageIn() + (long) group * shape.groupIn() * shape.height() * shape.width();
            return base + element * shape.dtype().bytes();
        }

        long y(long base) {
            long element = first * shape.imageOut() + (long) group * shape.groupOut() * shape.positions();
            return base + element * shape.dtype().bytes();
        }

        long w(long base) {
            return base
                    + (long) group
                            * shape.groupOut()
                            * shape.taps()
                            * shape.dtype().bytes();
        }
    }

    private interface Work {
        void on(Part part);
    }

    private static void forEachPart(ConvolutionShape shape, Work work) {
        int together = Math.clamp(COLUMNS / shape.positions(), 1, shape.batch());
        for (int group = 0; group < shape.groups(); group++)
            for (int first = 0; first < shape.batch(); first += together)
                work.on(new Part(shape, group, first, Math.min(together, shape.batch() - first)));
    }

    @Override
    public void forward(ConvolutionShape shape, long x, long w, long bias, long y) {
        forEachPart(shape, part -> {
            boolean direct = part.images == 1;
            long out = direct ? part.y(y) : scratch(gathered, (long) shape.groupOut() * part.columns(), shape.dtype());
            if (bias != 0) fillWithBias(part, bias, out);
            int beta = bias == 0 ? 0 : 1;
            multiply(
                    part, shape.groupOut(), part.columns(), shape.taps(), weight(part, w), columns(part, x), out, beta);
            if (!direct) exchange(part, out, part.y(y), false);
        });
    }

    @Override
    public void inputGradient(ConvolutionShape shape, long dy, long w, long dx) {
        NativeMemory.clear(dx, shape.batch() * shape.imageIn() * shape.dtype().bytes());
        forEachPart(shape, part -> {
            UnfoldedImages images = new UnfoldedImages(shape, part.images);
            long matrix = unfolded.get().bytes(images.matrixBytes());
            Matrix upstream = upstream(part, dy);
            multiply(
                    part,
                    shape.taps(),
                    part.columns(),
                    shape.groupOut(),
                    weight(part, w).transpose(),
                    upstream,
                    matrix,
                    0);
            images.foldInto(part.x(dx), matrix);
        });
    }

    @Override
    public void weightGradient(ConvolutionShape shape, long x, long dy, long dw) {
        forEachPart(shape, part -> {
            Matrix columns = columns(part, x).transpose();
            int beta = part.first == 0 ? 0 : 1;
            multiply(
                    part,
                    shape.groupOut(),
                    shape.taps(),
                    part.columns(),
                    upstream(part, dy),
                    columns,
                    part.w(dw),
                    beta);
        });
    }

    private void multiply(Part part, int m, int n, int k, Matrix a, Matrix b, long c, int beta) {
        products.multiply(
                new Product(part.shape.dtype(), m, n, k, wide(a, k), wide(b, n), new Matrix(c, n, 1), 1, beta));
    }

    /// A column lies as its transpose, a row, does: then the distance between rows is free, but libraries want it
    /// to be at least the number of columns.
    private static Matrix wide(Matrix matrix, int columns) {
        if (!matrix.isRowMajor() || matrix.rowStride() >= columns) return matrix;
        return new Matrix(matrix.address(), columns, 1);
    }

    private static Matrix weight(Part part, long w) {
        return new Matrix(part.w(w), part.shape.taps(), 1);
    }

    /// The unfolded images, `[taps, columns]`; for a kernel of one pixel they are that already.
    private Matrix columns(Part part, long x) {
        ConvolutionShape shape = part.shape;
        Window one = new Window(1, 1, 0, shape.down().dilation());
        boolean pointwise = shape.down().equals(one) && shape.across().size() == 1;
        pointwise &= shape.across().stride() == 1 && shape.across().padding() == 0;
        if (pointwise && part.images == 1) return new Matrix(part.x(x), part.columns(), 1);
        UnfoldedImages images = new UnfoldedImages(shape, part.images);
        long matrix = unfolded.get().bytes(images.matrixBytes());
        images.unfold(part.x(x), matrix);
        return new Matrix(matrix, part.columns(), 1);
    }

    /// The upstream gradient, `[outChannels, columns]`.
    private Matrix upstream(Part part, long dy) {
        if (part.images == 1) return new Matrix(part.y(dy), part.columns(), 1);
        ConvolutionShape shape = part.shape;
        long matrix = scratch(gathered, (long) shape.groupOut() * part.columns(), shape.dtype());
        exchange(part, matrix, part.y(dy), true);
        return new Matrix(matrix, part.columns(), 1);
    }

    /// Copies between `[channels, images, positions]` and `[images, channels, positions]`.
    private static void exchange(Part part, long matrix, long images, boolean toMatrix) {
        ConvolutionShape shape = part.shape;
        long run = (long) shape.positions() * shape.dtype().bytes();
        for (int image = 0; image < part.images; image++)
            for (int o = 0; o < shape.groupOut(); o++) {
                long inMatrix = matrix + ((long) o * part.images + image) * run;
                long inImages = images + ((long) image * shape.outChannels() + o) * run;
                NativeMemory.copy(toMatrix ? inImages : inMatrix, toMatrix ? inMatrix : inImages, run);
            }
    }

    /// A row of equal numbers for each output channel.
    private static void fillWithBias(Part part, long bias, long out) {
        ConvolutionShape shape = part.shape;
        int bytes = shape.dtype().bytes();
        long row = (long) part.columns() * bytes;
        for (int o = 0; o < shape.groupOut(); o++) {
            double value = Elements.get(shape.dtype(), bias + ((long) part.group * shape.groupOut() + o) * bytes);
            fill(shape.dtype(), out + o * row, part.columns(), value);
        }
    }

    /// Writes the number once, and then twice as much each time.
    private static void fill(DType dtype, long out, int count, double value) {
        if (dtype == DType.FLOAT32) NativeMemory.setFloat(out, (float) value);
        else NativeMemory.setDouble(out, value);
        long bytes = (long) count * dtype.bytes();
        for (long done = dtype.bytes(); done < bytes; done *= 2)
            NativeMemory.copy(out, out + done, Math.min(done, bytes - done));
    }

    private static long scratch(ThreadLocal<Scratch> scratch, long elements, DType dtype) {
        return scratch.get().bytes(elements * dtype.bytes());
    }
}
