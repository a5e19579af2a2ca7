package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.List;

/// A bar of one error up and one down at each point of the series before.
///
/// @param error half the length of each bar
public record ErrorBars(double[] x, double[] y, double[] error, Style style) implements Mark {
    private static final double CAP = 3;

    @Override
    public ErrorBars with(Style changed) {
        return new ErrorBars(x, y, error, changed);
    }

    @Override
    public Turn turn() {
        return Turn.PREVIOUS;
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        for (int i = 0; i < y.length; i++) extent.y(y[i] - error[i], y[i] + error[i]);
        extent.roomAcross(0.04);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        var paths = new ArrayList<double[]>();
        for (int i = 0; i < x.length; i++) {
            double px = canvas.x(x[i]);
            double low = canvas.y(y[i] - error[i]);
            double high = canvas.y(y[i] + error[i]);
            if (!Double.isFinite(px) || !Double.isFinite(low) || !Double.isFinite(high)) continue;
            for (double[] path : List.of(
                    new double[] {px, low, px, high},
                    new double[] {px - CAP, low, px + CAP, low},
                    new double[] {px - CAP, high, px + CAP, high}))
                paths.addAll(Clip.line(path, canvas.frame().bounds()));
        }
        if (!paths.isEmpty()) canvas.add(new Element.Lines(paths, Stroke.of(look.color(), 1.2)));
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        return List.of();
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.counts(error, error.length, "the errors", false);
    }

    @Override
    public String summary() {
        return "errors " + Words.span(error);
    }
}
