package dev.crema.viz.write;

import java.util.List;

/// How a line is broken. From the second series on lines differ in their dash too, so that a grey print tells them
/// apart.
public enum Dash {
    SOLID,
    LONG(11, 3),
    DASHED(6, 4),
    DASH_DOT(8, 2.5, 2, 2.5),
    DOTTED(2, 2);

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Double> lengths;

    Dash(double... lengths) {
        this.lengths = java.util.Arrays.stream(lengths).boxed().toList();
    }

    /// The dash of the series with this index. They repeat, but not in step with the five colours of the palette.
    public static Dash series(int index) {
        return values()[(index + index / 5) % values().length];
    }

    /// Drawn and left out, in turn, in pixels at a line width of 1 to 2; empty for a solid line.
    public List<Double> lengths() {
        return lengths;
    }
}
