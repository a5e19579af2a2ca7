package dev.crema.viz.mark;

import dev.crema.viz.scale.Scale;

/// Three axes and where their values stand on the screen.
///
/// @param flippedX whether the first axis runs the other way
/// @param flippedY whether the second axis runs the other way
public record Space(Projection projection, Scale x, Scale y, Scale z, boolean flippedX, boolean flippedY) {
    /// The place of three values: x, y in pixels and how near it is; NaN where a value has no place.
    public double[] at(double xValue, double yValue, double zValue) {
        double across = x.at(xValue);
        double along = y.at(yValue);
        return projection.at(flippedX ? 1 - across : across, flippedY ? 1 - along : along, z.at(zValue));
    }

    /// Whether three values lie between the ends of their axes.
    boolean holds(double xValue, double yValue, double zValue) {
        return within(x.at(xValue)) && within(y.at(yValue)) && within(z.at(zValue));
    }

    private static boolean within(double share) {
        return share >= -1e-9 && share <= 1 + 1e-9;
    }
}
