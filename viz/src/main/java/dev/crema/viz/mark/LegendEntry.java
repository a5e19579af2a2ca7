package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import org.jspecify.annotations.Nullable;

/// One line of a legend: a sample and its name. Without a stroke and a marker the sample is a filled square.
///
/// @param stroke the line of the sample
/// @param marker the point of the sample
/// @param size the width of the point
/// @param hatch which stripes the square has, as `Hatch` counts them
public record LegendEntry(
        String label,
        Rgb color,
        @Nullable Stroke stroke,
        @Nullable Marker marker,
        double size,
        int hatch) {

    public LegendEntry(String label, Rgb color, @Nullable Stroke stroke, @Nullable Marker marker, double size) {
        this(label, color, stroke, marker, size, 0);
    }

    static LegendEntry box(String label, Rgb color) {
        return new LegendEntry(label, color, null, null, 0);
    }

    static LegendEntry box(String label, Rgb color, int hatch) {
        return new LegendEntry(label, color, null, null, 0, hatch);
    }

    static LegendEntry point(String label, Rgb color, Marker marker, double size) {
        return new LegendEntry(label, color, null, marker, size);
    }
}
