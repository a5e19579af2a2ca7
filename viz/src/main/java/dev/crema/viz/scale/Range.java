package dev.crema.viz.scale;

/// The values between two ends; empty if `low` is above `high`.
///
/// @param low the smallest value
/// @param high the largest value
public record Range(double low, double high) {
    public static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    public boolean isEmpty() {
        return !(low <= high);
    }

    /// The range that holds both.
    public Range and(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    /// This range with room at both ends, as a share of its length.
    public Range padded(double share) {
        if (isEmpty()) return this;
        double room = (high - low) * share;
        return new Range(low - room, high + room);
    }

    /// This range, or one around it if it is a single value.
    Range widened(boolean whole) {
        double smallest = Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
        if (high - low > smallest) return this;
        double room = whole ? 0.5 : low == 0 ? 1 : Math.abs(low) * 0.1;
        return new Range(low - room, high + room);
    }
}
