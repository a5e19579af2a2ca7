package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A point in space for each three values, the far ones paler and behind the near ones.
///
/// @param x as many as `y` and `z`
/// @param coloring null for the colour of the series
/// @param view from where they are seen
public record Points3d(
        double[] x, double[] y, double[] z, @Nullable Coloring coloring, View view, Style style) implements Solid {
    /// Slices from far to near; the points of one slice are drawn colour by colour.
    private static final int SLICES = 5;
    private static final int SHADES = 16;
    private static final double FARTHEST = 0.45;

    @Override
    public Points3d with(Style changed) {
        return new Points3d(x, y, z, coloring, view, changed);
    }

    public Points3d with(Coloring colors) {
        return new Points3d(x, y, z, colors, view, style);
    }

    public Points3d with(ColorMap map) {
        return coloring == null ? this : with(coloring.with(map));
    }

    @Override
    public Points3d with(View changed) {
        return new Points3d(x, y, z, coloring, changed, style);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
        extent.room(0.02);
    }

    @Override
    public Range height() {
        return Coloring.range(z);
    }

    @Override
    public void draw(Canvas canvas, Look look, Space space) {
        double nearest = 1e-9;
        double[][] places = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            places[i] = space.at(x[i], y[i], z[i]);
            if (Double.isFinite(places[i][2])) nearest = Math.max(nearest, Math.abs(places[i][2]));
        }
        List<Map<Integer, Clip.Path>> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) slices.add(new TreeMap<>());
        int[] shades = coloring == null ? new int[x.length] : coloring.groups(SHADES);
        for (int i = 0; i < x.length; i++) {
            if (!space.holds(x[i], y[i], z[i])) continue; // NaN is not held either
            int slice = (int) Math.clamp((places[i][2] / nearest + 1) / 2 * SLICES, 0, SLICES - 1);
            slices.get(slice).computeIfAbsent(shades[i], _ -> new Clip.Path()).add(places[i][0], places[i][1]);
        }
        double usual = canvas.frame().bounds().width() < 400 ? 3.5 : x.length <= 1000 ? 6 : 5;
        double size = Double.isNaN(style.size()) ? usual : style.size();
        for (int slice = 0; slice < SLICES; slice++) {
            double opacity = style.alpha() * (FARTHEST + (1 - FARTHEST) * slice / (SLICES - 1));
            slices.get(slice)
                    .forEach((shade, path) -> canvas.add(new Element.Markers(
                            path.toArray(), marker(shade), size, color(shade, look, canvas.theme()), opacity)));
        }
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        var entries = new ArrayList<LegendEntry>();
        if (coloring != null && coloring.byClass()) {
            for (int k = 0; k < coloring.classes().size(); k++)
                entries.add(LegendEntry.point(coloring.classes().get(k), coloring.classColor(k, theme), marker(k), 7));
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
        return Edge.counts(z, z.length, Words.named(style, "z"), false);
    }

    @Override
    public String summary() {
        String points = Words.count(x.length, "point") + " in space";
        String name = style.label() == null ? points : style.label() + ", " + points;
        return x.length == 0 ? name : name + ", height " + Words.span(z);
    }

    private Rgb color(int shade, Look look, Theme theme) {
        if (coloring == null) return look.color();
        if (coloring.byClass()) return coloring.classColor(shade, theme);
        ColorMap map = coloring.shades();
        return map.at(shade == SHADES ? Double.NaN : (shade + 0.5) / SHADES);
    }

    private Marker marker(int shade) {
        if (style.marker() != null) return style.marker();
        return coloring != null && coloring.byClass() ? Marker.series(shade) : Marker.CIRCLE;
    }
}
