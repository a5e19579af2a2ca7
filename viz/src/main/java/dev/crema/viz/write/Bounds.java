package dev.crema.viz.write;

/// An upright rectangle in pixels, y downwards.
///
/// @param x the left edge
/// @param y the upper edge
public record Bounds(double x, double y, double width, double height) {
    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    /// Whether two rectangles share more than an edge.
    public boolean overlaps(Bounds other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    public boolean holds(double placeX, double placeY) {
        return placeX >= x && placeX <= right() && placeY >= y && placeY <= bottom();
    }

    public boolean contains(Bounds other) {
        return other.x >= x && other.right() <= right() && other.y >= y && other.bottom() <= bottom();
    }
}
