package dev.crema.viz;

import dev.crema.nn.metrics.PrCurve;
import dev.crema.viz.Panel.Framing;
import dev.crema.viz.Panel.LegendPlace;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import dev.crema.viz.write.Dash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Precision-recall curves as steps, with their average precision: one class, or each against the rest.
final class PrecisionRecall {
    /// More curves than this are drawn thin and grey, but for the worst three.
    private static final int MOST_NAMED = 10;

    private PrecisionRecall() {}

    static Panel of(PrCurve pr) {
        List<PrCurve.Curve> curves = pr.curves();
        List<PrCurve.Curve> worst = curves.stream()
                .sorted(Comparator.comparingDouble(PrCurve.Curve::averagePrecision))
                .limit(3)
                .toList();
        boolean many = curves.size() > MOST_NAMED;
        var marks = new ArrayList<Mark>();
        Style thin = Style.AUTO.withColor("C4").withWidth(0.7).withAlpha(0.6).withDash(Dash.SOLID);
        for (PrCurve.Curve curve : curves) if (many && !worst.contains(curve)) marks.add(line(curve, thin));
        int index = 0;
        for (PrCurve.Curve curve : many ? worst : curves) {
            String area = "AP " + Decimals.fixed(curve.averagePrecision(), 3);
            String label = curves.size() == 1 ? area : curve.label() + " (" + area + ")";
            Style style = Style.AUTO.withLabel(label).withColor("C" + index % 5).withDash(Dash.series(index));
            marks.add(line(curve, style.withWidth(index < 5 ? 1.9 : 1.1)));
            index++;
        }
        return Panel.of(marks)
                .withTitle("Precision and recall")
                .withLabels("recall", "precision")
                .withX(axis -> axis.withLimits(new Range(0, 1)))
                .withY(axis -> axis.withLimits(new Range(0, 1)))
                .withFrame(Framing.EQUAL)
                .withLegend(many ? LegendPlace.ABOVE : LegendPlace.CORNER)
                .withPlot(new Panel.Size(420, 420))
                .withSummary(summary(pr, worst));
    }

    /// From recall 0 on, up or down at once: between two thresholds nothing is known. Ends where all are found.
    private static Line line(PrCurve.Curve curve, Style style) {
        int last = curve.recalls().length - 1;
        int count = 1;
        while (count <= last && curve.recalls()[last - count + 1] < 1) count++;
        double[] x = new double[2 * count - 1];
        double[] y = new double[2 * count - 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = curve.recalls()[last - i / 2];
            y[i] = curve.precisions()[last - (i + 1) / 2];
        }
        return new Line(x, y, style);
    }

    private static String summary(PrCurve pr, List<PrCurve.Curve> worst) {
        String mean = Decimals.fixed(pr.averagePrecision(), 3);
        if (pr.curves().size() == 1) return "Precision-recall curve: average precision " + mean;
        if (worst.isEmpty()) return "Precision-recall curves of no class";
        return "Precision-recall curves of " + pr.curves().size() + " classes: mean average precision " + mean
                + ", lowest " + Decimals.fixed(worst.getFirst().averagePrecision(), 3) + " for "
                + worst.getFirst().label();
    }
}
