package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a legend: a sample and its name. Without a stroke and a marker the sample is a filled square, or
/// squares side by side.
///
/// @param stroke the line of the sample
/// @param marker the point of the sample
/// @param size the width of the point
/// @param hatch which stripes the square has, as `Hatch` counts them
/// @param shades the colours of squares side by side, from few to many; empty for one square
public record LegendEntry(
        String label,
        Rgb color,
        @Nullable Stroke stroke,
        @Nullable Marker marker,
        double size,
        int hatch,
        List<Rgb> shades) {

    public LegendEntry {
        shades = List.copyOf(shades);
    }

    public LegendEntry(String label, Rgb color, @Nullable Stroke stroke, @Nullable Marker marker, double size) {
        this(label, color, stroke, marker, size, 0, List.of());
    }

    /// What a colour means that grows from pale to full.
    static LegendEntry shades(String label, List<Rgb> shades) {
        return new LegendEntry(label, shades.getLast(), null, null, 0, 0, shades);
    }

    static LegendEntry box(String label, Rgb color) {
        return new LegendEntry(label, color, null, null, 0);
    }

    static LegendEntry box(String label, Rgb color, int hatch) {
        return new LegendEntry(label, color, null, null, 0, hatch, List.of());
    }

    static LegendEntry point(String label, Rgb color, Marker marker, double size) {
        return new LegendEntry(label, color, null, marker, size);
    }
}
