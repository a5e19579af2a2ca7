package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import java.util.Arrays;
import java.util.List;

/// Straight lines from point to point, in the order given.
///
/// @param x as many as `y`
/// @param y NaN and infinite values cut the line and are marked on the edge
public record Line(double[] x, double[] y, Style style) implements Mark {
    private static final double DOT = 7;

    @Override
    public Line with(Style changed) {
        return new Line(x, y, changed);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
        if (style.marker() != null) extent.roomAcross(0.02);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Curve curve = Curve.of(canvas, x, y);
        List<double[]> paths = curve.paths();
        Stroke stroke = look.stroke(style);
        if (!paths.isEmpty()) canvas.add(new Element.Lines(paths, calm(stroke, paths, canvas)));
        double size = Double.isNaN(style.size()) ? DOT : style.size();
        if (style.marker() != null) {
            double[] places = Points.places(canvas, x, y);
            if (places.length > 0)
                canvas.add(new Element.Markers(places, style.marker(), size, look.color(), style.alpha()));
        } else if (curve.dots().length > 0) {
            canvas.add(new Element.Markers(curve.dots(), Marker.CIRCLE, size - 1, look.color(), style.alpha()));
        }
        Edge.draw(canvas, x, y, look.color());
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        String label = style.label();
        if (label == null) return List.of();
        return List.of(new LegendEntry(label, look.color(), look.stroke(style), style.marker(), DOT));
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.notes(x, y, Words.named(style, "the line"), xName, log);
    }

    @Override
    public String summary() {
        return Words.named(style, "line") + " with " + Words.course(y);
    }

    @Override
    public double[] profile() {
        return Arrays.copyOf(y, y.length);
    }

    /// Dashes along a dense zigzag are noise: where a line runs up and down many times the width of the plot it is
    /// drawn solid and thinner.
    private static Stroke calm(Stroke stroke, List<double[]> paths, Canvas canvas) {
        double length = 0;
        for (double[] path : paths)
            for (int i = 2; i < path.length; i += 2)
                length += Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]);
        boolean zigzag = length > 6 * canvas.frame().bounds().width();
        return zigzag ? new Stroke(stroke.color(), Math.min(1, stroke.width()), Dash.SOLID, stroke.opacity()) : stroke;
    }
}
