package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Channels;
import dev.crema.tensor.backend.ReferenceNormalisation;

/// Normalisation of float32 tensors, a run of vectors at a time; sums are kept in double precision from run to run.
public final class SimdNormalisation extends ReferenceNormalisation {
    private interface Run {
        /// @param offset bytes from the start of the tensor
        void at(int channel, long offset);
    }

    private static void forEachRun(Channels shape, Run action) {
        for (int position = 0; position < shape.outer(); position++)
            for (int c = 0; c < shape.channels(); c++) action.at(c, shape.offset(position, c));
    }

    private static boolean handles(DType dtype) {
        return dtype == DType.FLOAT32;
    }

    @Override
    public void statistics(Channels shape, long x, double[] mean, double[] variance) {
        if (!handles(shape.dtype())) {
            super.statistics(shape, x, mean, variance);
            return;
        }
        int n = shape.inner();
        double count = shape.count();
        forEachRun(shape, (c, at) -> mean[c] += WarmLoops.sum(x + at, n));
        for (int c = 0; c < mean.length; c++) mean[c] /= count;
        forEachRun(shape, (c, at) -> variance[c] += WarmMoments.squaredDeviations(x + at, (float) mean[c], n));
        for (int c = 0; c < mean.length; c++) {
            // the deviations were taken from the rounded mean
            double rounding = mean[c] - (float) mean[c];
            variance[c] = Math.max(0, variance[c] / count - rounding * rounding);
        }
    }

    @Override
    public void scale(Channels shape, long x, double[] scale, double[] shift, long y) {
        if (!handles(shape.dtype())) super.scale(shape, x, scale, shift, y);
        else
            forEachRun(
                    shape,
                    (c, at) -> WarmLoops.scale(x + at, (float) scale[c], (float) shift[c], y + at, shape.inner()));
    }

    @Override
    public void gradientSums(Channels shape, long dy, long x, double[] mean, double[] sums, double[] products) {
        if (!handles(shape.dtype())) {
            super.gradientSums(shape, dy, x, mean, sums, products);
            return;
        }
        int n = shape.inner();
        forEachRun(shape, (c, at) -> {
            sums[c] += WarmLoops.sum(dy + at, n);
            products[c] += WarmMoments.deviationProducts(dy + at, x + at, (float) mean[c], n);
        });
        // the deviations were taken from the rounded mean
        for (int c = 0; c < mean.length; c++) products[c] -= (mean[c] - (float) mean[c]) * sums[c];
    }

    @Override
    public void gradient(Channels shape, long dy, double[] scale, long x, double[] slope, double[] shift, long dx) {
        if (!handles(shape.dtype())) super.gradient(shape, dy, scale, x, slope, shift, dx);
        else
            forEachRun(
                    shape,
                    (c, at) -> WarmMoments.combine(
                            dy + at,
                            (float) scale[c],
                            x + at,
                            (float) slope[c],
                            (float) shift[c],
                            dx + at,
                            shape.inner()));
    }

    @Override
    public void normalise(Rows rows, long x, long weight, long bias, long y) {
        if (!handles(rows.dtype())) {
            super.normalise(rows, x, weight, bias, y);
            return;
        }
        long at = 0;
        for (int row = 0; row < rows.mean().length; row++, at += rows.bytes()) {
            // the mean goes first: a row of equal numbers becomes 0, not what rounding leaves of their scaled values
            float mean = (float) rows.mean()[row];
            WarmLoops.scale(x + at, 1, -mean, y + at, rows.n());
            float scale = (float) rows.inverse()[row];
            float shift = (float) ((mean - rows.mean()[row]) * rows.inverse()[row]);
            if (weight == 0) WarmLoops.scale(y + at, scale, shift, y + at, rows.n());
            else WarmMoments.scaleEach(y + at, scale, shift, weight, y + at, rows.n());
            if (bias != 0) WarmLoops.addScaled(1, bias, y + at, rows.n());
        }
    }

    @Override
    public void inputGradient(Rows rows, long dy, long x, long weight, long dx) {
        if (!handles(rows.dtype())) {
            super.inputGradient(rows, dy, x, weight, dx);
            return;
        }
        int n = rows.n();
        long at = 0;
        for (int row = 0; row < rows.mean().length; row++, at += rows.bytes()) {
            double inverse = rows.inverse()[row];
            double mean = rows.mean()[row];
            long upstream = dy + at;
            if (weight != 0) { // dy · weight, in the place of the result
                WarmMoments.scaleEach(dy + at, 1, 0, weight, dx + at, n);
                upstream = dx + at;
            }
            double sum = WarmLoops.sum(upstream, n);
            double product = WarmMoments.deviationProducts(upstream, x + at, (float) mean, n) * inverse;
            double slope = -inverse * inverse * product / n;
            double shift = -inverse * sum / n - slope * mean;
            WarmMoments.combine(upstream, (float) inverse, x + at, (float) slope, (float) shift, dx + at, n);
        }
    }

    @Override
    public void weightGradient(Rows rows, long dy, long x, long dw) {
        if (!handles(rows.dtype())) {
            super.weightGradient(rows, dy, x, dw);
            return;
        }
        WarmLoops.fill(dw, rows.n(), 0);
        long at = 0;
        for (int row = 0; row < rows.mean().length; row++, at += rows.bytes()) {
            float scale = (float) rows.inverse()[row];
            float shift = (float) (-rows.mean()[row] * rows.inverse()[row]);
            WarmMoments.addScaledProducts(x + at, scale, shift, dy + at, dw, rows.n());
        }
    }
}
