package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.NativeMemory;

/// The convolutions of another kernel, divided among threads by images.
final class SplitConvolution implements ConvolutionKernel {
    private final ConvolutionKernel kernel;
    private final ThreadLocal<Scratch> sums = ThreadLocal.withInitial(Scratch::new);

    SplitConvolution(ConvolutionKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    private static int parts(ConvolutionShape shape) {
        return Workers.parts(2L * shape.batch() * shape.imageOut() * shape.taps(), shape.batch());
    }

    private interface Work {
        void on(ConvolutionShape images, long inputBytes, long outputBytes, int part);
    }

    /// Some images of the batch, with how far the first of them lies from that of the batch.
    private static void divide(ConvolutionShape shape, int parts, Work work) {
        Workers.run(parts, part -> {
            int from = Workers.start(part, parts, shape.batch(), 1);
            int to = Workers.start(part + 1, parts, shape.batch(), 1);
            long bytes = (long) from * shape.dtype().bytes();
            work.on(shape.images(to - from), bytes * shape.imageIn(), bytes * shape.imageOut(), part);
        });
    }

    @Override
    public void forward(ConvolutionShape shape, long x, long w, long bias, long y) {
        int parts = parts(shape);
        if (parts == 1) kernel.forward(shape, x, w, bias, y);
        else divide(shape, parts, (images, in, out, part) -> kernel.forward(images, x + in, w, bias, y + out));
    }

    @Override
    public void inputGradient(ConvolutionShape shape, long dy, long w, long dx) {
        int parts = parts(shape);
        if (parts == 1) kernel.inputGradient(shape, dy, w, dx);
        else divide(shape, parts, (images, in, out, part) -> kernel.inputGradient(images, dy + out, w, dx + in));
    }

    @Override
    public void weightGradient(ConvolutionShape shape, long x, long dy, long dw) {
        int parts = parts(shape);
        if (parts == 1) kernel.weightGradient(shape, x, dy, dw);
        else addUp(shape, parts, dw, (images, in, out, sum) -> kernel.weightGradient(images, x + in, dy + out, sum));
    }

    @Override
    public void gradients(ConvolutionShape shape, long x, long w, long dy, long dx, long dw) {
        int parts = parts(shape);
        if (parts == 1) kernel.gradients(shape, x, w, dy, dx, dw);
        else
            addUp(
                    shape,
                    parts,
                    dw,
                    (images, in, out, sum) -> kernel.gradients(images, x + in, w, dy + out, dx + in, sum));
    }

    private interface Summand {
        void on(ConvolutionShape images, long inputBytes, long outputBytes, long sum);
    }

    /// The gradient of the weight is the sum of those for the images of each part.
    private void addUp(ConvolutionShape shape, int parts, long dw, Summand summand) {
        long bytes = shape.weights() * shape.dtype().bytes();
        long others = sums.get().bytes((parts - 1) * bytes);
        divide(
                shape,
                parts,
                (images, in, out, part) -> summand.on(images, in, out, part == 0 ? dw : others + (part - 1) * bytes));
        for (int part = 1; part < parts; part++) add(shape, others + (part - 1) * bytes, dw);
    }

    private static void add(ConvolutionShape shape, long from, long to) {
        boolean single = shape.dtype() == DType.FLOAT32;
        for (long i = 0; i < shape.weights(); i++) {
            if (single)
                NativeMemory.setFloat(
                        to + 4 * i, NativeMemory.getFloat(to + 4 * i) + NativeMemory.getFloat(from + 4 * i));
            else
                NativeMemory.setDouble(
                        to + 8 * i, NativeMemory.getDouble(to + 8 * i) + NativeMemory.getDouble(from + 8 * i));
        }
    }
}
