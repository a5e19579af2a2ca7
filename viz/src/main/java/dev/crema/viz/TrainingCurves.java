package dev.crema.viz;

import dev.crema.nn.metrics.History;
import dev.crema.viz.mark.Callout;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.write.Dash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The curves of runs: training solid and blue, validation dashed and vermillion, the best epoch ringed. Inside the
/// first epoch the loss of the batches stands in, so that a live curve moves from the first second.
final class TrainingCurves {
    static final Style TRAIN = Style.AUTO.withLabel("train").withColor("C0").withDash(Dash.SOLID);
    private static final Style VALIDATION =
            Style.AUTO.withLabel("validation").withColor("C1").withDash(Dash.DASHED);

    private TrainingCurves() {}

    /// One measure of one run, in training and in validation.
    static Panel of(History history, String name) {
        return of(history, name, "epoch");
    }

    /// @param unit what the horizontal axis counts: `epoch`, `step`
    static Panel of(History history, String name, String unit) {
        String base = base(name);
        if (history.epochs() == 0) return base.equals("loss") ? firstEpoch(history) : waiting(base);
        var marks = new ArrayList<Mark>();
        var phrases = new ArrayList<String>();
        if (history.epochs() > 1) marks.addAll(BatchCurve.ahead(history, base.equals("loss")));
        if (base.equals("loss") && history.epochs() == 1 && history.batchesPerEpoch() > 1) {
            marks.add(BatchCurve.line(history, 1.0 / history.batchesPerEpoch())); // one point is no curve
            phrases.add("training loss " + Decimals.significant(history.last(base), 3));
        } else add(history, base, TRAIN, "training ", marks, phrases);
        if (history.has("val_" + base)) phrases.clear(); // the words keep to what counts
        add(history, "val_" + base, VALIDATION, "validation ", marks, phrases);
        if (phrases.isEmpty()) throw absent(base, history);
        boolean rated = !base.equals("lr");
        if (rated) addBest(history, base, unit, marks, phrases);
        String summary = "Training curves over " + counted(history.epochs(), unit) + ": " + String.join(", ", phrases);
        Panel panel = Panel.of(marks).withLabels(unit, base).withSummary(summary);
        return base.equals("loss") ? withFirstBadBatch(panel, history) : panel;
    }

    private static IllegalArgumentException absent(String curve, History history) {
        return new IllegalArgumentException(
                curve + ": the run \"" + history.run() + "\" has no curve of this name; it has "
                        + String.join(", ", history.names()) + ". Train with that metric, or plot one of these");
    }

    /// Several curves of one run on the same axes.
    static Panel several(History history, List<String> names) {
        var marks = new ArrayList<Mark>();
        for (String name : names)
            marks.add(new Line(epochsOf(history, name), history.values(name), Style.AUTO.withLabel(name)));
        return Panel.of(marks).withX(axis -> axis.withLabel("epoch"));
    }

    /// One curve of several runs, each in its colour.
    static Panel runs(String curve, List<History> histories) {
        var marks = new ArrayList<Mark>();
        for (History history : histories) {
            if (!history.has(curve)) throw absent(curve, history);
            marks.add(new Line(epochsOf(history, curve), history.values(curve), Style.AUTO.withLabel(history.run())));
        }
        return Panel.of(marks).withLabels("epoch", curve.replace("val_", "validation "));
    }

    private static void add(
            History history, String curve, Style style, String prefix, List<Mark> marks, List<String> phrases) {
        if (!history.has(curve)) return;
        double[] values = history.values(curve);
        marks.add(new Line(epochsOf(history, curve), values, style));
        String course =
                Decimals.significant(values[0], 3) + " to " + Decimals.significant(values[values.length - 1], 3);
        phrases.add(prefix
                + base(curve)
                + (values.length == 1 ? " " + Decimals.significant(values[0], 3) : " from " + course));
    }

    private static void addBest(History history, String base, String unit, List<Mark> marks, List<String> phrases) {
        String curve = history.has("val_" + base) ? "val_" + base : base;
        int epoch = history.bestEpoch(curve);
        double best = history.best(curve);
        if (!Double.isFinite(best) || history.values(curve).length < 2) return;
        String value = Decimals.significant(best, 3);
        boolean above = History.isError(curve);
        marks.add(new Callout(
                epoch, best, "best " + value + " · " + unit + " " + epoch, above, Style.AUTO.withColor(color(curve))));
        phrases.add("best " + value + " at " + unit + " " + epoch);
    }

    private static String color(String curve) {
        return curve.startsWith("val_") ? "C1" : "C0";
    }

    /// The first epoch: the loss of the batches.
    private static Panel firstEpoch(History history) {
        int count = history.batchLosses().length;
        if (count == 0) return waiting("loss").withX(axis -> axis.withLabel("batch"));
        Line line = BatchCurve.line(history, 1);
        String summary = "Training curves in epoch 1, after " + count + (count == 1 ? " batch" : " batches")
                + ": training loss " + Decimals.significant(line.y()[line.y().length - 1], 3);
        return Panel.of(line).withLabels("batch", "loss").withSummary(summary);
    }

    private static Panel waiting(String base) {
        return Panel.of(List.of())
                .withLabels("epoch", base)
                .withWords(new Panel.Words(
                        "Training curves in epoch 1: no " + base + " yet", "first value after epoch 1", List.of()));
    }

    private static Panel withFirstBadBatch(Panel panel, History history) {
        double[] losses = history.batchLosses();
        int bad = BatchCurve.firstBad(losses);
        if (bad == losses.length) return panel;
        String what = Double.isNaN(losses[bad]) ? "NaN" : "infinite";
        String note = "first " + what + " loss in batch " + Decimals.whole(bad) + " of the run";
        String summary = panel.words().summary() + "; " + note;
        return panel.withWords(new Panel.Words(summary, panel.words().empty(), List.of(note)));
    }

    private static double[] epochsOf(History history, String curve) {
        return IntStream.rangeClosed(1, history.values(curve).length)
                .asDoubleStream()
                .toArray();
    }

    private static String base(String name) {
        return name.startsWith("val_") ? name.substring(4) : name;
    }

    private static String counted(int count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
