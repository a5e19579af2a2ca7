package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines of equal value over a plane, coloured by their value: a loss over two weights.
///
/// @param x the values across, ascending, one for each column
/// @param y the values up, ascending, one for each row
/// @param z rows of values, `z[row][column]`
public record Contour(double[] x, double[] y, double[][] z, ColorMap map, Style style) implements Mark {
    private static final int LEVELS = 12;
    private static final double LEAST_CONTRAST = 1.7;

    @Override
    public Contour with(Style changed) {
        return new Contour(x, y, z, map, changed);
    }

    public Contour with(ColorMap colors) {
        return new Contour(x, y, z, colors, style);
    }

    @Override
    public Turn turn() {
        return Turn.FOLLOWING; // its colours are those of the map; the palette is for what is drawn over it
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
        Range range = range();
        var labels = new LevelLabels();
        for (double level : Ticks.linear(range.low(), range.high(), LEVELS).values()) {
            var paths = new ArrayList<double[]>();
            for (double[] line : Isolines.of(z, level)) {
                if (line.length < 4) continue;
                paths.addAll(Clip.line(placed(canvas, line), canvas.frame().bounds()));
            }
            var color = map.at((level - range.low()) / Math.max(range.high() - range.low(), Double.MIN_NORMAL));
            if (paths.isEmpty()) continue;
            canvas.add(new Element.Lines(paths, Stroke.of(seen(color, canvas.theme()), 1.4)));
            labels.add(canvas, paths, level);
        }
        labels.draw(canvas);
    }

    /// The ends of a colour map are as pale or as dark as the ground: a line there leans towards the ink.
    private static Rgb seen(Rgb color, Theme theme) {
        Rgb seen = color;
        while (seen.contrast(theme.background()) < LEAST_CONTRAST) seen = seen.mix(theme.ink(), 0.2);
        return seen;
    }

    @Override
    public ColorBar colorBar() {
        return new ColorBar(map, range());
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
        return Edge.counts(all, all.length, "the surface", false);
    }

    @Override
    public String summary() {
        double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
        return "contours of a surface, " + Words.span(all);
    }

    /// From columns and rows to pixels.
    private double[] placed(Canvas canvas, double[] line) {
        double[] places = new double[line.length];
        for (int i = 0; i < line.length; i += 2) {
            places[i] = canvas.x(between(x, line[i]));
            places[i + 1] = canvas.y(between(y, line[i + 1]));
        }
        return places;
    }

    private static double between(double[] values, double place) {
        int below = Math.min((int) place, values.length - 2);
        return values[below] + (place - below) * (values[below + 1] - values[below]);
    }

    private Range range() {
        return Coloring.range(Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray());
    }
}
