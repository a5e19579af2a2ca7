package dev.crema.nn.metrics;

import dev.crema.nn.data.Frame;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The curves of one run: a value an epoch for each name (`loss val_loss accuracy val_accuracy lr`), and the loss
/// of each batch.
///
/// ```java
/// var history = Trainer.of(model, train).validate(val).fit(10);
/// println(history.best("val_loss") + " at epoch " + history.bestEpoch());
/// Plot.loss(history)
/// ```
public final class History {
    private static final Set<String> ERRORS = Set.of("mae", "mse", "rmse");

    private final String run;
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final Curve batchLosses = new Curve();
    private int batchesPerEpoch;
    private double seconds;

    /// Numbers that become more: a run may have a million epochs, and an object for each would be slow.
    private static final class Curve {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = value;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    /// A history without values yet.
    ///
    /// @param run the name of the run, as shown in legends
    public History(String run) {
        this.run = run;
    }

    /// The name of the run.
    public String run() {
        return run;
    }

    /// The names of the curves, in the order in which they first got a value.
    public synchronized List<String> names() {
        return List.copyOf(curves.keySet());
    }

    /// The number of finished epochs: the length of the longest curve.
    public synchronized int epochs() {
        return curves.values().stream().mapToInt(curve -> curve.size).max().orElse(0);
    }

    /// The values of one curve, epoch 1 first.
    public synchronized double[] values(String name) {
        Curve curve = curves.get(name);
        if (curve == null)
            throw new IllegalArgumentException("no curve \"" + name + "\" in this history; it has " + curves.keySet());
        return curve.toArray();
    }

    /// Whether there is a curve of this name.
    public synchronized boolean has(String name) {
        return curves.containsKey(name);
    }

    /// The value of the last epoch.
    public double last(String name) {
        double[] values = values(name);
        return values[values.length - 1];
    }

    /// The best value: the smallest of a loss or an error (`isError`), the largest of anything else; NaN counts as
    /// worst.
    public double best(String name) {
        return values(name)[bestEpoch(name) - 1];
    }

    /// The epoch (from 1) with the best validation loss, or training loss where nothing was validated.
    public int bestEpoch() {
        return bestEpoch(has("val_loss") ? "val_loss" : "loss");
    }

    /// The epoch (from 1) with the best value of one curve.
    public int bestEpoch(String name) {
        double[] values = values(name);
        double sign = isError(name) ? 1 : -1;
        int best = 0;
        for (int i = 1; i < values.length; i++)
            if (Double.isNaN(values[best]) || sign * values[i] < sign * values[best]) best = i;
        return best + 1;
    }

    /// Whether smaller values of a curve are better: its name, without `val_`, ends with loss or error, or is
    /// `mae`, `mse`, `rmse`.
    public static boolean isError(String curve) {
        String name = curve.toLowerCase(Locale.ROOT).replaceFirst("^(train|val|test)_", "");
        return name.endsWith("loss") || name.endsWith("error") || ERRORS.contains(name);
    }

    /// The loss of every batch so far, in the order of training.
    public synchronized double[] batchLosses() {
        return batchLosses.toArray();
    }

    /// How many batches an epoch has; 0 before the first one has ended.
    public synchronized int batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /// Wall time of the training so far, in seconds.
    public synchronized double seconds() {
        return seconds;
    }

    /// Appends the loss of one batch.
    public synchronized void addBatch(double loss) {
        batchLosses.add(loss);
    }

    /// Appends one value to a curve.
    public synchronized void add(String name, double value) {
        if (curves.isEmpty()) batchesPerEpoch = batchLosses.size;
        curves.computeIfAbsent(name, _ -> new Curve()).add(value);
    }

    /// Sets the wall time so far, in seconds.
    public synchronized void seconds(double elapsed) {
        seconds = elapsed;
    }

    /// The curves as a table: a column `epoch` from 1, then one for each curve.
    public synchronized Frame frame() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("epoch", IntStream.rangeClosed(1, epochs()).asDoubleStream().toArray());
        for (String name : curves.keySet()) columns.put(name, values(name));
        return Frame.of(columns);
    }

    @Override
    public synchronized String toString() {
        var text = new StringBuilder("History of " + run + ", " + epochs() + " epochs");
        curves.forEach((name, curve) ->
                text.append(String.format(Locale.ROOT, ", %s %.4f", name, curve.values[curve.size - 1])));
        return text.toString();
    }
}
