package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import java.util.List;

/// A way through space with a point at each step: gradient descent on its surface. Drawn in front of everything.
///
/// @param x as many as `y` and `z`
public record Path3d(double[] x, double[] y, double[] z, View view, Style style) implements Solid {
    @Override
    public Path3d with(Style changed) {
        return new Path3d(x, y, z, view, changed);
    }

    @Override
    public Path3d with(View changed) {
        return new Path3d(x, y, z, changed, style);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
    }

    @Override
    public Range height() {
        return Coloring.range(z);
    }

    @Override
    public void draw(Canvas canvas, Look look, Space space) {
        var path = new Clip.Path();
        for (int i = 0; i < x.length; i++) {
            if (!space.holds(x[i], y[i], z[i])) continue;
            double[] place = space.at(x[i], y[i], z[i]);
            path.add(place[0], place[1]);
        }
        if (path.size() == 0) return;
        double[] places = path.toArray();
        double size = canvas.frame().bounds().width() < 400 ? 4 : 5.5;
        if (path.size() > 1) {
            var ground = new Stroke(canvas.theme().background(), style.width() + 2, Dash.SOLID, 0.8);
            canvas.add(new Element.Lines(List.of(places), ground));
            canvas.add(new Element.Lines(
                    List.of(places), new Stroke(look.color(), style.width(), Dash.SOLID, style.alpha())));
        }
        canvas.add(new Element.Markers(
                places, Marker.CIRCLE, size + 2, canvas.theme().background(), 1));
        canvas.add(new Element.Markers(places, Marker.CIRCLE, size, look.color(), style.alpha()));
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        String label = style.label();
        if (label == null) return List.of();
        return List.of(new LegendEntry(label, look.color(), Stroke.of(look.color(), style.width()), Marker.CIRCLE, 6));
    }

    @Override
    public String summary() {
        return Words.named(style, "path") + " of " + Words.count(x.length, "step") + ", height " + Words.course(z);
    }
}
