package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.List;

/// Which class wins at each place of a plane: pale grounds, and the lines between them.
///
/// @param x the values across, ascending, one for each column
/// @param y the values up, ascending, one for each row
/// @param winners the class at each place, row by row from the lowest; −1 where a score is missing
/// @param borders the lines between the classes, in units of the axes: x and y in turn
/// @param classes how many there are
public record Regions(double[] x, double[] y, int[] winners, List<double[]> borders, int classes, Style style)
        implements Mark {
    private static final double PALE = 0.74;

    public Regions {
        borders = List.copyOf(borders);
    }

    /// The regions of classes, from how far each is above the best other one.
    ///
    /// @param margins `[class][row][column]`; the winner's is not negative, and of equals the first wins
    public static Regions of(double[] x, double[] y, double[][][] margins) {
        int[] winners = new int[x.length * y.length];
        for (int i = 0; i < winners.length; i++) {
            int winner = 0;
            while (winner < margins.length && !(margins[winner][i / x.length][i % x.length] >= 0)) winner++;
            winners[i] = winner == margins.length ? -1 : winner;
        }
        var borders = new ArrayList<double[]>();
        // Where the last class ends another one begins.
        for (int k = 0; k < margins.length - 1; k++) {
            if (x.length < 2 || y.length < 2) continue;
            for (double[] line : Isolines.of(margins[k], 0)) {
                for (int i = 0; i < line.length; i += 2) {
                    line[i] = between(x, line[i]);
                    line[i + 1] = between(y, line[i + 1]);
                }
                if (line.length >= 4) borders.add(line);
            }
        }
        return new Regions(x, y, winners, borders, margins.length, Style.AUTO);
    }

    @Override
    public Regions with(Style changed) {
        return new Regions(x, y, winners, borders, classes, changed);
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
        var paths = new ArrayList<double[]>();
        for (double[] line : borders) {
            double[] places = new double[line.length];
            for (int i = 0; i < line.length; i += 2) {
                places[i] = canvas.x(line[i]);
                places[i + 1] = canvas.y(line[i + 1]);
            }
            for (double[] part : Clip.line(places, canvas.frame().bounds())) paths.add(Curve.straightened(part));
        }
        if (!paths.isEmpty())
            canvas.add(new Element.Lines(paths, new Stroke(canvas.theme().muted(), 1.1, Dash.SOLID, 0.9)));
    }

    /// One picture, a pixel for each place of the grid; the first row of the grid is the lowest.
    private void drawGrounds(Canvas canvas) {
        Rgb ground = canvas.theme().background();
        int[] colors = new int[classes + 1];
        colors[0] = 0xFF000000 | ground.value();
        for (int k = 0; k < classes; k++)
            colors[k + 1] =
                    0xFF000000 | canvas.theme().series(k).mix(ground, PALE).value();
        int[] argb = new int[winners.length];
        for (int row = 0; row < y.length; row++) {
            int start = (y.length - 1 - row) * x.length;
            for (int column = 0; column < x.length; column++)
                argb[start + column] = colors[winners[row * x.length + column] + 1];
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
        return "regions of " + classes + " classes";
    }
}
