package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// Convolutions by the definition, accumulated in double precision: the oracle.
public final class ReferenceConvolution implements ConvolutionKernel {
    @Override
    public String name() {
        return "plain Java";
    }

    /// One product `y += x · w` of a convolution, by element numbers.
    private interface Term {
        void at(long x, long w, long y);
    }

    @Override
    public void forward(ConvolutionShape shape, long x, long w, long bias, long y) {
        double[] sums = new double[(int) (shape.batch() * shape.imageOut())];
        DType dtype = shape.dtype();
        forEachTerm(shape, (i, j, k) -> sums[(int) k] += get(dtype, x, i) * get(dtype, w, j));
        for (int k = 0; k < sums.length; k++) {
            int channel = k / shape.positions() % shape.outChannels();
            set(dtype, y, k, sums[k] + (bias == 0 ? 0 : get(dtype, bias, channel)));
        }
    }

    @Override
    public void inputGradient(ConvolutionShape shape, long dy, long w, long dx) {
        double[] sums = new double[(int) (shape.batch() * shape.imageIn())];
        DType dtype = shape.dtype();
        forEachTerm(shape, (i, j, k) -> sums[(int) i] += get(dtype, dy, k) * get(dtype, w, j));
        for (int i = 0; i < sums.length; i++) set(dtype, dx, i, sums[i]);
    }

    @Override
    public void weightGradient(ConvolutionShape shape, long x, long dy, long dw) {
        double[] sums = new double[(int) shape.weights()];
        DType dtype = shape.dtype();
        forEachTerm(shape, (i, j, k) -> sums[(int) j] += get(dtype, dy, k) * get(dtype, x, i));
        for (int j = 0; j < sums.length; j++) set(dtype, dw, j, sums[j]);
    }

    private static void forEachTerm(ConvolutionShape shape, Term term) {
        int outHeight = shape.outHeight();
        int outWidth = shape.outWidth();
        for (int b = 0; b < shape.batch(); b++)
            for (int o = 0; o < shape.outChannels(); o++)
                for (int i = 0; i < outHeight; i++)
                    for (int j = 0; j < outWidth; j++) {
                        long k = (((long) b * shape.outChannels() + o) * outHeight + i) * outWidth + j;
                        forEachTap(shape, b, o, i, j, (x, w, _) -> term.at(x, w, k));
                    }
    }

    private static void forEachTap(ConvolutionShape shape, int b, int o, int i, int j, Term term) {
        Window down = shape.down();
        Window across = shape.across();
        int firstChannel = o / shape.groupOut() * shape.groupIn();
        for (int c = 0; c < shape.groupIn(); c++)
            for (int u = 0; u < down.size(); u++)
                for (int v = 0; v < across.size(); v++) {
                    int row = i * down.stride() - down.padding() + u * down.dilation();
                    int column = j * across.stride() - across.padding() + v * across.dilation();
                    if (row < 0 || row >= shape.height() || column < 0 || column >= shape.width()) continue;
                    long plane = (long) b * shape.inChannels() + firstChannel + c;
                    long w = (((long) o * shape.groupIn() + c) * down.size() + u) * across.size() + v;
                    term.at((plane * shape.height() + row) * shape.width() + column, w, 0);
                }
    }

    private static double get(DType dtype, long base, long element) {
        return Elements.get(dtype, base + element * dtype.bytes());
    }

    private static void set(DType dtype, long base, long element, double value) {
        Elements.set(dtype, base + element * dtype.bytes(), value);
    }
}
