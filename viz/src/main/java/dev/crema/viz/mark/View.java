package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import org.jspecify.annotations.Nullable;

/// From where a space is seen, and its third axis.
///
/// @param elevation above the ground, in degrees
/// @param azimuth around the upright axis, in degrees; 0 looks against the first axis, as in matplotlib
/// @param label what the upright axis counts
/// @param limits the ends of the upright axis; null for those of the data
public record View(
        double elevation,
        double azimuth,
        @Nullable String label,
        @Nullable Range limits) {
    /// matplotlib's usual point of view.
    public static final View USUAL = new View(30, -60, null, null);

    public View from(double above, double around) {
        return new View(above, around, label, limits);
    }

    public View withLabel(String text) {
        return new View(elevation, azimuth, text, limits);
    }

    public View withLimits(Range range) {
        return new View(elevation, azimuth, label, range);
    }
}
