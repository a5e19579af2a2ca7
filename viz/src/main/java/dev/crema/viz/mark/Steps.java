package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.List;

/// A line of steps: each value holds until the next x.
public record Steps(double[] x, double[] y, Style style) implements Mark {
    @Override
    public Steps with(Style changed) {
        return new Steps(x, y, changed);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        int corners = Math.max(0, 2 * x.length - 1);
        double[] cornerX = new double[corners];
        double[] cornerY = new double[corners];
        for (int i = 0; i < corners; i++) {
            cornerX[i] = x[(i + 1) / 2];
            cornerY[i] = y[i / 2];
        }
        List<double[]> paths = Curve.of(canvas, cornerX, cornerY).paths();
        if (!paths.isEmpty()) canvas.add(new Element.Lines(paths, look.stroke(style)));
        Edge.draw(canvas, x, y, look.color());
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        String label = style.label();
        return label == null ? List.of() : List.of(new LegendEntry(label, look.color(), look.stroke(style), null, 0));
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.notes(x, y, Words.named(style, "the steps"), xName, log);
    }

    @Override
    public String summary() {
        return Words.named(style, "steps") + " with " + Words.course(y);
    }

    @Override
    public double[] profile() {
        return y.clone();
    }
}
