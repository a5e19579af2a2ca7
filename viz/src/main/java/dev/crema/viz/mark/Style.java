package dev.crema.viz.mark;

import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Marker;
import org.jspecify.annotations.Nullable;

/// How a mark was asked to look; null and NaN leave it to the theme and to the mark's place among the series.
///
/// @param label what the legend calls it; null keeps it out of the legend
/// @param color a name that `Theme.color` knows
/// @param alpha opacity, 0 to 1
/// @param dash how lines are broken
/// @param marker the shape of points
/// @param size the width of points, in pixels
/// @param width the width of lines, in pixels
public record Style(
        @Nullable String label,
        @Nullable String color,
        double alpha,
        @Nullable Dash dash,
        @Nullable Marker marker,
        double size,
        double width) {
    public static final Style AUTO = new Style(null, null, 1, null, null, Double.NaN, 1.8);

    public Style withLabel(String text) {
        return new Style(text, color, alpha, dash, marker, size, width);
    }

    public Style withColor(String name) {
        return new Style(label, name, alpha, dash, marker, size, width);
    }

    public Style withAlpha(double opacity) {
        return new Style(label, color, opacity, dash, marker, size, width);
    }

    public Style withDash(Dash pattern) {
        return new Style(label, color, alpha, pattern, marker, size, width);
    }

    public Style withMarker(Marker shape) {
        return new Style(label, color, alpha, dash, shape, size, width);
    }

    public Style withSize(double pixels) {
        return new Style(label, color, alpha, dash, marker, pixels, width);
    }

    public Style withWidth(double pixels) {
        return new Style(label, color, alpha, dash, marker, size, pixels);
    }
}
