package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;

/// A mark in a space of three axes.
public sealed interface Solid extends Mark permits Path3d, Points3d, Surface {
    /// From where it is seen.
    View view();

    /// This mark, seen from elsewhere.
    Solid with(View changed);

    /// The values of the upright axis.
    Range height();

    void draw(Canvas canvas, Look look, Space space);

    /// Draws only in a space.
    @Override
    default void draw(Canvas canvas, Look look) {}
}
