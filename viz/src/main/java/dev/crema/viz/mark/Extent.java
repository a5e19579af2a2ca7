package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;

/// What the axes of a panel must show: every mark adds its values, the layout makes the scales.
public final class Extent {
    /// Beyond this a span overflows; a loss that got there is drawn at the edge.
    private static final double LARGEST = 1e300;

    private final Reach x;
    private final Reach y;

    public Extent(boolean logX, boolean logY) {
        x = new Reach(logX);
        y = new Reach(logY);
    }

    void x(double... values) {
        x.add(values);
    }

    void y(double... values) {
        y.add(values);
    }

    /// Leaves room at both ends of the axes, as a share of their length, for points and their markers.
    void room(double share) {
        x.room = Math.max(x.room, share);
        y.room = Math.max(y.room, share);
    }

    /// Leaves room at the ends of the horizontal axis.
    void roomAcross(double share) {
        x.room = Math.max(x.room, share);
    }

    /// Ends the axes at the values, not at round numbers.
    void exact() {
        x.exact = true;
        y.exact = true;
    }

    public Reach x() {
        return x;
    }

    public Reach y() {
        return y;
    }

    /// What one axis must show.
    public static final class Reach {
        private final boolean log;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private boolean whole = true;
        private double room;
        private boolean exact;

        private Reach(boolean log) {
            this.log = log;
        }

        private void add(double... values) {
            for (double value : values) {
                // The comparisons leave out NaN, infinities, and on a log axis what is not positive.
                if (!(Math.abs(value) <= LARGEST) || (log && value <= 0)) continue;
                if (value < low) low = value;
                if (value > high) high = value;
                if (whole && value != Math.rint(value)) whole = false;
            }
        }

        /// The smallest and the largest value.
        public Range range() {
            return low <= high ? new Range(low, high) : Range.EMPTY;
        }

        /// Whether all values are whole numbers.
        public boolean whole() {
            return whole && low <= high;
        }

        /// Room at both ends, as a share of the length.
        public double room() {
            return room;
        }

        /// Whether the axis ends at the values.
        public boolean exact() {
            return exact;
        }
    }
}
