package dev.crema.viz;

import dev.crema.nn.metrics.History;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Trail;
import java.util.List;

/// The losses of the batches: alone in the first epoch, later ahead of the points of the epochs, so that a live
/// curve keeps moving however long an epoch takes.
final class BatchCurve {
    /// So many points are drawn where the batches stand alone.
    private static final int MOST_POINTS = 150;
    /// About so many are drawn ahead of the epochs, and of so many epochs.
    private static final int AHEAD_POINTS = 40;
    private static final int AHEAD_EPOCHS = 8;
    /// After so many epochs those would be a spike on the edge of the plot.
    private static final int MANY_EPOCHS = 128;

    private BatchCurve() {}

    /// The loss of the batches, smoothed over about a thirtieth of them.
    static Line line(History history, double epochsPerBatch) {
        double[] losses = history.batchLosses();
        int bad = firstBad(losses);
        double[] smooth = smoothed(losses, 0, Math.clamp(losses.length / 30, 5, 200));
        int points = Math.min(bad, MOST_POINTS - 1);
        // What went wrong ends the line at its own batch, however coarse the rest is.
        int count = bad < losses.length ? points + 1 : points;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            int batch = i == points ? bad : points == 1 ? 0 : (int) ((long) i * (bad - 1) / (points - 1));
            x[i] = batch * epochsPerBatch;
            y[i] = i == points ? losses[bad] : smooth[batch];
        }
        return new Line(x, y, TrainingCurves.TRAIN.withLabel("train, batches"));
    }

    /// The batches of the last epochs and of the one that has begun; nothing where none has begun, or after many.
    ///
    /// @param loss whether they are drawn; else there is only room for them, so that all panels count alike
    static List<Mark> ahead(History history, boolean loss) {
        double[] losses = history.batchLosses();
        int each = history.batchesPerEpoch();
        int epochs = history.epochs();
        if (each < 2 || epochs > MANY_EPOCHS || losses.length <= (long) epochs * each) return List.of();
        double now = losses.length / (double) each;
        if (!loss) return List.of(new Trail(new double[] {now}, new double[] {Double.NaN}, TrainingCurves.TRAIN));
        int first = Math.max(1, epochs - AHEAD_EPOCHS) * each;
        double[] smooth = smoothed(losses, first - each, Math.clamp(each / 10, 3, 200));
        // Every 1st, 2nd, 4th, … batch: the same ones in the next frame.
        int stride = Integer.highestOneBit(Math.max(1, 2 * (losses.length - first) / AHEAD_POINTS));
        int count = (losses.length - 1 - first) / stride + 2;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            int batch = Math.min(first + i * stride, losses.length - 1);
            x[i] = (batch + 1.0) / each;
            y[i] = smooth[batch - first + each];
        }
        return List.of(new Trail(x, y, TrainingCurves.TRAIN));
    }

    /// An exponential mean of the values from `first` on that starts without bias.
    private static double[] smoothed(double[] values, int first, int window) {
        double keep = 1 - 2.0 / (window + 1);
        double sum = 0;
        double weight = 0;
        double[] smooth = new double[values.length - first];
        for (int i = 0; i < smooth.length; i++) {
            sum = keep * sum + values[first + i];
            weight = keep * weight + 1;
            smooth[i] = sum / weight;
        }
        return smooth;
    }

    /// The index of the first value that is not finite; the length if all are.
    static int firstBad(double[] values) {
        int bad = 0;
        while (bad < values.length && Double.isFinite(values[bad])) bad++;
        return bad;
    }
}
