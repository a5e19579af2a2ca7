package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which class wins at each place of a plane: pale grounds, and the lines between them.
///
/// @param x the values across, ascending, one for each column
/// @param y the values up, ascending, one for each row
/// @param margins how far each class is above the best other one, `[class][row][column]`; the winner's is not
/// negative
public record Regions(double[] x, double[] y, double[][][] margins, Style style) implements Mark {
    private static final double PALE = 0.74;

    @Override
    public Regions with(Style changed) {
        return new Regions(x, y, margins, changed);
    }

    @Override
    public Turn turn() {
        return Turn.FOLLOWING;
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
        extent.exact();
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        if (x.length < 2 || y.length < 2) return;
        drawGrounds(canvas);
        for (int k = 0; k < margins.length; k++) {
            if (margins.length == 2 && k == 1) continue; // the same line
            var paths = new ArrayList<double[]>();
            for (double[] line : Isolines.of(margins[k], 0)) {
                double[] places = new double[line.length];
                for (int i = 0; i < line.length; i += 2) {
                    places[i] = canvas.x(between(x, line[i]));
                    places[i + 1] = canvas.y(between(y, line[i + 1]));
                }
                if (places.length < 4) continue;
                for (double[] part : Clip.line(places, canvas.frame().bounds())) paths.add(Curve.straightened(part));
            }
            if (!paths.isEmpty())
                canvas.add(new Element.Lines(paths, new Stroke(canvas.theme().muted(), 1.1, Dash.SOLID, 0.9)));
        }
    }

    /// One picture, a pixel for each place of the grid; the first row of the grid is the lowest.
    private void drawGrounds(Canvas canvas) {
        int[] argb = new int[x.length * y.length];
        Rgb ground = canvas.theme().background();
        Arrays.fill(argb, 0xFF000000 | ground.value()); // where a score is missing
        for (int k = margins.length - 1; k >= 0; k--) { // of equals the first wins
            int color = 0xFF000000 | canvas.theme().series(k).mix(ground, PALE).value();
            for (int row = 0; row < y.length; row++) {
                double[] margin = margins[k][row];
                int start = (y.length - 1 - row) * x.length;
                for (int column = 0; column < x.length; column++) if (margin[column] >= 0) argb[start + column] = color;
            }
        }
        Bounds frame = canvas.frame().bounds();
        double left = Math.max(frame.x(), canvas.x(x[0]));
        double right = Math.min(frame.right(), canvas.x(x[x.length - 1]));
        double top = Math.max(frame.y(), canvas.y(y[y.length - 1]));
        double bottom = Math.min(frame.bottom(), canvas.y(y[0]));
        canvas.add(new Element.Picture(left, top, right - left, bottom - top, new Pixels(x.length, y.length, argb)));
    }

    private static double between(double[] values, double place) {
        int below = Math.min((int) place, values.length - 2);
        return values[below] + (place - below) * (values[below + 1] - values[below]);
    }

    @Override
    public List<LegendEntry> legend(dev.crema.viz.theme.Theme theme, Look look) {
        return List.of();
    }

    @Override
    public String summary() {
        return "regions of " + margins.length + " classes";
    }
}
