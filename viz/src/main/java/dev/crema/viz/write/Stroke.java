package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;

/// How a line is drawn.
///
/// @param width in pixels
/// @param opacity 0 to 1
public record Stroke(Rgb color, double width, Dash dash, double opacity) {
    public static Stroke of(Rgb color, double width) {
        return new Stroke(color, width, Dash.SOLID, 1);
    }
}
