package dev.crema.viz.mark;

import dev.crema.viz.scale.Scale;
import dev.crema.viz.write.Bounds;

/// The rectangle between the axes, and where values stand in it, in pixels.
///
/// @param flippedX whether the horizontal axis runs to the left
/// @param flippedY whether the vertical axis runs downwards
public record Frame(Bounds bounds, Scale x, Scale y, boolean flippedX, boolean flippedY) {
    public double x(double value) {
        double place = x.at(value);
        return bounds.x() + bounds.width() * (flippedX ? 1 - place : place);
    }

    public double y(double value) {
        double place = y.at(value);
        return bounds.y() + bounds.height() * (flippedY ? place : 1 - place);
    }

    /// Whether a place lies on the frame, with half a pixel to spare.
    boolean holds(double x, double y) {
        return x >= bounds.x() - 0.5
                && x <= bounds.right() + 0.5
                && y >= bounds.y() - 0.5
                && y <= bounds.bottom() + 0.5;
    }
}
