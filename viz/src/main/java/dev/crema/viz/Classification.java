package dev.crema.viz;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.viz.Panel.Framing;
import dev.crema.viz.Panel.LegendPlace;
import dev.crema.viz.mark.CategoryLabels;
import dev.crema.viz.mark.ConfusionCells;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import dev.crema.viz.write.Dash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What shows how well classes were told apart: the confusion matrix and the ROC curves.
final class Classification {
    /// More curves than this are drawn thin and grey, but for the worst three.
    private static final int MOST_NAMED = 10;
    /// The mean curve has at most so many points.
    private static final int MOST_MEANS = 2000;

    private Classification() {}

    /// The matrix at a size at which its cells can be read: 2 to 100 classes.
    static Panel confusion(ConfusionMatrix matrix) {
        List<String> labels = matrix.labels();
        int count = matrix.size();
        int positive = count == 2 ? 1 : -1;
        var cells = new ConfusionCells(matrix.counts(), matrix.normalized(), labels, positive, Style.AUTO);
        String accuracy = matrix.total() == 0 ? "no samples" : "accuracy " + ConfusionCells.percent(matrix.accuracy());
        String summary = "Confusion matrix of " + count + " classes, " + Decimals.whole(matrix.total()) + " samples: "
                + accuracy + (matrix.total() == 0 ? "" : ", " + cells.summary());
        return Panel.of(cells)
                .withTitle("Confusion matrix, " + accuracy)
                .withLabels("predicted class", "true class")
                .withX(axis -> axis.withCategories(labels))
                .withY(axis -> axis.withCategories(labels).withFlipped(true).withGrid(false))
                .withFrame(Framing.EQUAL)
                .withPlot(plot(labels))
                .withSummary(summary);
    }

    private static Panel.Size plot(List<String> labels) {
        int count = labels.size();
        double most = CategoryLabels.counts(labels) ? 900 : 1000; // 100 names have room, numbers are thinned
        double side = count <= 10 ? Math.min(480, 110.0 * count) : Math.clamp(330 + 15.0 * count, 480, 900);
        if (count > 90) side = Math.min(10.0 * count, most);
        return new Panel.Size(side, side);
    }

    /// The curves with their areas, the chance diagonal, and for many classes the macro average.
    static Panel roc(RocCurve roc) {
        List<RocCurve.Curve> curves = roc.curves();
        boolean many = curves.size() > MOST_NAMED;
        var marks = new ArrayList<Mark>();
        marks.add(chance());
        List<RocCurve.Curve> worst = curves.stream()
                .sorted(Comparator.comparingDouble(RocCurve.Curve::auc))
                .limit(3)
                .toList();
        for (RocCurve.Curve curve : curves) if (many && !worst.contains(curve)) marks.add(line(curve, thin()));
        int index = 0;
        for (RocCurve.Curve curve : many ? worst : curves) {
            String label = curves.size() == 1
                    ? "AUC " + area(curve.auc())
                    : curve.label() + " (AUC " + area(curve.auc()) + ")";
            Style style = Style.AUTO.withLabel(label).withColor("C" + index % 5).withDash(Dash.series(index));
            marks.add(line(curve, style.withWidth(index < 5 ? 1.9 : 1.1)));
            index++;
        }
        if (curves.size() > 1) marks.add(macro(roc));
        return Panel.of(marks)
                .withTitle("ROC")
                .withLabels("false positive rate", "true positive rate")
                .withX(axis -> axis.withLimits(new Range(0, 1)))
                .withY(axis -> axis.withLimits(new Range(0, 1)))
                .withFrame(Framing.EQUAL)
                .withLegend(LegendPlace.INSIDE)
                .withPlot(new Panel.Size(420, 420))
                .withSummary(summary(roc, worst));
    }

    private static Line chance() {
        double[] ends = {0, 1};
        return new Line(
                ends,
                ends,
                Style.AUTO
                        .withLabel("chance (AUC 0.5)")
                        .withColor("muted")
                        .withDash(Dash.DOTTED)
                        .withWidth(1.2));
    }

    private static Style thin() {
        return Style.AUTO.withColor("C4").withWidth(0.7).withAlpha(0.6).withDash(Dash.SOLID);
    }

    private static Line line(RocCurve.Curve curve, Style style) {
        return new Line(curve.falsePositiveRates(), curve.truePositiveRates(), style);
    }

    /// The mean of all curves at the false positive rates at which one of them turns; of very many, at some of
    /// them.
    private static Line macro(RocCurve roc) {
        double[] rates = roc.curves().stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.falsePositiveRates()))
                .sorted()
                .distinct()
                .toArray();
        int count = Math.min(rates.length, MOST_MEANS);
        double[] x = new double[count + 1]; // the curve starts at (0, 0)
        double[] y = new double[count + 1];
        for (int i = 1; i <= count; i++) {
            x[i] = rates[count == 1 ? 0 : (int) ((long) (i - 1) * (rates.length - 1) / (count - 1))];
            for (RocCurve.Curve curve : roc.curves())
                y[i] += at(curve, x[i]) / roc.curves().size();
        }
        Style style = Style.AUTO
                .withLabel("mean (AUC " + area(roc.auc()) + ")")
                .withColor("ink")
                .withDash(Dash.SOLID)
                .withWidth(2.2);
        return new Line(x, y, style);
    }

    /// The true positive rate of a curve at a false positive rate, the highest of them where the curve stands
    /// upright.
    private static double at(RocCurve.Curve curve, double rate) {
        double[] x = curve.falsePositiveRates();
        double[] y = curve.truePositiveRates();
        int after = upperBound(x, rate);
        if (after == 0) return 0;
        if (after == x.length || x[after - 1] == rate) return y[after - 1];
        double share = (rate - x[after - 1]) / (x[after] - x[after - 1]);
        return y[after - 1] + share * (y[after] - y[after - 1]);
    }

    /// The index of the first value above `bound`.
    private static int upperBound(double[] ascending, double bound) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= bound) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static String summary(RocCurve roc, List<RocCurve.Curve> worst) {
        if (roc.curves().size() == 1) return "ROC curve: AUC " + area(roc.auc());
        if (worst.isEmpty()) return "ROC curves of no class";
        return "ROC curves of " + roc.curves().size() + " classes: mean AUC " + area(roc.auc()) + ", lowest "
                + area(worst.getFirst().auc()) + " for " + worst.getFirst().label();
    }

    private static String area(double auc) {
        return Decimals.fixed(auc, 3);
    }
}
