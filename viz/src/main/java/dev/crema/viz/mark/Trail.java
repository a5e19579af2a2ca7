package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.List;

/// A thin line between the whole numbers of an axis, behind the curve that has a value for each: the losses of
/// batches behind those of epochs. The axis still counts in whole numbers, up to the one that has begun.
///
/// @param x as many as `y`
/// @param y NaN and infinite values cut the line
public record Trail(double[] x, double[] y, Style style) implements Mark {
    private static final double OPACITY = 0.45;

    @Override
    public Trail with(Style changed) {
        return new Trail(x, y, changed);
    }

    @Override
    public Turn turn() {
        return Turn.FOLLOWING;
    }

    @Override
    public void extend(Extent extent) {
        if (x.length > 0) extent.x(Math.ceil(x[x.length - 1]));
        extent.y(y);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        List<double[]> paths = Curve.of(canvas, x, y).paths();
        if (paths.isEmpty()) return;
        canvas.add(new Element.Lines(paths, new Stroke(look.color(), 1, Dash.SOLID, OPACITY)));
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        return List.of();
    }

    @Override
    public String summary() {
        return "";
    }
}
