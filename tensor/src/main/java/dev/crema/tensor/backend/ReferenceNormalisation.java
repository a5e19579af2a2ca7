package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// Normalisation by plain loops, in double precision.
public class ReferenceNormalisation implements NormalisationKernel {
    private static double get(DType dtype, long base, long element) {
        return Elements.get(dtype, base + element * dtype.bytes());
    }

    private static void set(DType dtype, long base, long element, double value) {
        Elements.set(dtype, base + element * dtype.bytes(), value);
    }

    private interface Element {
        /// @param at its number in the tensor
        void at(int channel, long at);
    }

    private static void forEach(Channels shape, Element action) {
        long at = 0;
        for (int position = 0; position < shape.outer(); position++)
            for (int c = 0; c < shape.channels(); c++) for (int i = 0; i < shape.inner(); i++) action.at(c, at++);
    }

    @Override
    public void statistics(Channels shape, long x, double[] mean, double[] variance) {
        forEach(shape, (c, at) -> mean[c] += get(shape.dtype(), x, at) / shape.count());
        forEach(shape, (c, at) -> {
            double deviation = get(shape.dtype(), x, at) - mean[c];
            variance[c] += deviation * deviation / shape.count();
        });
    }

    @Override
    public void scale(Channels shape, long x, double[] scale, double[] shift, long y) {
        forEach(shape, (c, at) -> set(shape.dtype(), y, at, get(shape.dtype(), x, at) * scale[c] + shift[c]));
    }

    @Override
    public void gradientSums(Channels shape, long dy, long x, double[] mean, double[] sums, double[] products) {
        forEach(shape, (c, at) -> {
            double upstream = get(shape.dtype(), dy, at);
            sums[c] += upstream;
            products[c] += upstream * (get(shape.dtype(), x, at) - mean[c]);
        });
    }

    @Override
    public void gradient(Channels shape, long dy, double[] scale, long x, double[] slope, double[] shift, long dx) {
        DType dtype = shape.dtype();
        forEach(
                shape,
                (c, at) -> set(dtype, dx, at, get(dtype, dy, at) * scale[c] + get(dtype, x, at) * slope[c] + shift[c]));
    }

    @Override
    public void normalise(Rows rows, long x, long weight, long bias, long y) {
        DType dtype = rows.dtype();
        for (int row = 0; row < rows.mean().length; row++)
            for (int j = 0; j < rows.n(); j++) {
                double value = standard(rows, x, row, j) * (weight == 0 ? 1 : get(dtype, weight, j));
                set(dtype, y, (long) row * rows.n() + j, value + (bias == 0 ? 0 : get(dtype, bias, j)));
            }
    }

    private static double standard(Rows rows, long x, int row, int j) {
        return (get(rows.dtype(), x, (long) row * rows.n() + j) - rows.mean()[row]) * rows.inverse()[row];
    }

    @Override
    public void inputGradient(Rows rows, long dy, long x, long weight, long dx) {
        DType dtype = rows.dtype();
        int n = rows.n();
        double[] upstream = new double[n];
        for (int row = 0; row < rows.mean().length; row++) {
            double sum = 0;
            double product = 0;
            for (int j = 0; j < n; j++) {
                upstream[j] = get(dtype, dy, (long) row * n + j) * (weight == 0 ? 1 : get(dtype, weight, j));
                sum += upstream[j];
                product += upstream[j] * standard(rows, x, row, j);
            }
            for (int j = 0; j < n; j++) {
                double value = upstream[j] - sum / n - standard(rows, x, row, j) * product / n;
                set(dtype, dx, (long) row * n + j, value * rows.inverse()[row]);
            }
        }
    }

    @Override
    public void weightGradient(Rows rows, long dy, long x, long dw) {
        for (int j = 0; j < rows.n(); j++) {
            double sum = 0;
            for (int row = 0; row < rows.mean().length; row++)
                sum += get(rows.dtype(), dy, (long) row * rows.n() + j) * standard(rows, x, row, j);
            set(rows.dtype(), dw, j, sum);
        }
    }
}
