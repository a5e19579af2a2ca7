package dev.crema.viz.mark;

import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A point for each pair of values, in one colour, or coloured by class or by value.
///
/// @param x as many as `y`
/// @param coloring null for the colour of the series
public record Points(double[] x, double[] y, @Nullable Coloring coloring, Style style) implements Mark {
    /// Steps of a colour map; each is one element.
    private static final int SHADES = 64;
    /// Translucent points are drawn in so many layers: inside one layer overlaps do not add up.
    private static final int LAYERS = 6;
    /// From so many points on, writers let opacity add up.
    private static final int CLOUD = 3000;

    @Override
    public Points with(Style changed) {
        return new Points(x, y, coloring, changed);
    }

    /// These points in colours that mean something.
    public Points with(Coloring colors) {
        return new Points(x, y, colors, style);
    }

    /// These points with other colours for what their colours mean.
    public Points with(ColorMap map) {
        return coloring == null ? this : with(coloring.with(map));
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
        extent.room(0.03);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        if (coloring == null) drawAll(canvas, x, y, look.color(), marker(0));
        else drawGroups(canvas, coloring);
        Edge.draw(canvas, x, y, look.color());
    }

    /// The points of each class or shade after those of the one before.
    private void drawGroups(Canvas canvas, Coloring colors) {
        int[] groups = colors.groups(SHADES);
        int count = colors.byClass() ? colors.classes().size() : SHADES + 1;
        int[] sizes = new int[count];
        for (int group : groups) sizes[group]++;
        double[][] someX = new double[count][];
        double[][] someY = new double[count][];
        for (int k = 0; k < count; k++) {
            someX[k] = new double[sizes[k]];
            someY[k] = new double[sizes[k]];
        }
        int[] filled = new int[count];
        for (int i = 0; i < x.length; i++) {
            int group = groups[i];
            someX[group][filled[group]] = x[i];
            someY[group][filled[group]++] = y[i];
        }
        for (int k = 0; k < count; k++)
            if (sizes[k] > 0)
                drawAll(canvas, someX[k], someY[k], color(colors, k, canvas.theme()), marker(colors.byClass() ? k : 0));
    }

    private static Rgb color(Coloring colors, int group, Theme theme) {
        if (colors.byClass()) return colors.classColor(group, theme);
        return colors.shades().at(group == SHADES ? Double.NaN : group / (SHADES - 1.0));
    }

    private void drawAll(Canvas canvas, double[] xs, double[] ys, Rgb color, Marker marker) {
        double[] places = places(canvas, xs, ys);
        if (places.length == 0) return;
        if (style.alpha() == 1 || places.length / 2 > CLOUD) {
            canvas.add(new Element.Markers(places, marker, size(), color, style.alpha()));
            return;
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            var some = new Clip.Path();
            for (int i = 2 * layer; i < places.length; i += 2 * LAYERS) some.add(places[i], places[i + 1]);
            if (some.size() > 0) canvas.add(new Element.Markers(some.toArray(), marker, size(), color, style.alpha()));
        }
    }

    /// Where the points with a place in the frame stand; x and y in turn.
    static double[] places(Canvas canvas, double[] xs, double[] ys) {
        var places = new Clip.Path();
        for (int i = 0; i < xs.length; i++) {
            double x = canvas.x(xs[i]);
            double y = canvas.y(ys[i]);
            if (canvas.frame().holds(x, y)) places.add(x, y); // NaN is not held
        }
        return places.toArray();
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        var entries = new ArrayList<LegendEntry>();
        if (coloring != null && coloring.byClass()) {
            for (int k = 0; k < coloring.classes().size(); k++) {
                Rgb color = coloring.classColor(k, theme);
                entries.add(LegendEntry.point(coloring.classes().get(k), color, marker(k), 7));
            }
        } else if (style.label() != null) {
            entries.add(LegendEntry.point(style.label(), look.color(), marker(0), 7));
        }
        return entries;
    }

    @Override
    public @Nullable ColorBar colorBar() {
        if (coloring == null || coloring.byClass()) return null;
        return new ColorBar(coloring.shades(), Coloring.range(coloring.values()));
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.counts(y, y.length, Words.named(style, "y"), log);
    }

    @Override
    public String summary() {
        return summary(List.of());
    }

    @Override
    public String summary(List<String> names) {
        String points = Words.count(x.length, "point");
        String name = style.label() == null ? points : style.label() + ", " + points;
        String classes = coloring == null || !coloring.byClass()
                ? ""
                : " of " + Words.count(coloring.classes().size(), "class").replace("classs", "classes");
        if (x.length == 0) return name;
        if (!names.isEmpty()) return name + classes + " over " + Words.listed(names) + ", " + Words.span(y) + " up";
        return name + classes + " between " + Words.span(x) + " across and " + Words.span(y) + " up";
    }

    private double size() {
        if (!Double.isNaN(style.size())) return style.size();
        return x.length <= 100 ? 8 : x.length <= 300 ? 7 : x.length <= 3000 ? 5 : 3;
    }

    private Marker marker(int index) {
        return style.marker() == null ? Marker.series(index) : style.marker();
    }
}
