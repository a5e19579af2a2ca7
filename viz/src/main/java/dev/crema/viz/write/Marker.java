package dev.crema.viz.write;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The shape of a point, named as in matplotlib: `.` `o` `*` `x` `+` `^` `v` `s` `d`.
///
/// ```java
/// Plot.scatter(x, y).marker("*")
/// ```
public enum Marker {
    DOT(".", 0.65),
    CIRCLE("o", 1),
    TRIANGLE("^", 0, -0.62, 0.56, 0.42, -0.56, 0.42),
    SQUARE("s", -0.45, -0.45, 0.45, -0.45, 0.45, 0.45, -0.45, 0.45),
    DIAMOND("d", 0, -0.62, 0.52, 0, 0, 0.62, -0.52, 0),
    DOWN("v", 0, 0.62, 0.56, -0.42, -0.56, -0.42),
    STAR("*", star()),
    CROSS("x", -0.42, -0.42, 0.42, 0.42, 0.42, -0.42, -0.42, 0.42),
    PLUS("+", -0.55, 0, 0.55, 0, 0, -0.55, 0, 0.55);

    private final String symbol;

    @SuppressWarnings("ImmutableEnumChecker") // never changed, and not handed out of the package
    private final double[] corners;

    Marker(String symbol, double... corners) {
        this.symbol = symbol;
        this.corners = corners;
    }

    /// The marker of this symbol.
    public static Marker of(String symbol) {
        for (Marker marker : values()) if (marker.symbol.equals(symbol)) return marker;
        String known = Arrays.stream(values()).map(marker -> marker.symbol).collect(Collectors.joining(" "));
        throw new IllegalArgumentException("marker: no marker \"" + symbol + "\"; there are " + known);
    }

    /// A shape for the class with this index, distinct for the first 25 together with the palette's five colours.
    public static Marker series(int index) {
        return values()[1 + (index + index / 5) % 5];
    }

    public String symbol() {
        return symbol;
    }

    public boolean round() {
        return corners.length == 1;
    }

    /// Whether the shape is two strokes rather than a filled outline.
    public boolean stroked() {
        return this == CROSS || this == PLUS;
    }

    /// The diameter of a round marker, in sizes.
    public double diameter() {
        return corners[0];
    }

    /// The width of the strokes of a marker of this size.
    double width(double size) {
        return Math.max(1, size / 5);
    }

    /// The outline, or the ends of the two strokes, as x and y in sizes around the centre.
    double[] corners() {
        return corners;
    }

    private static double[] star() {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 0.75 : 0.3;
            corners[2 * i] = radius * Math.sin(i * Math.PI / 5);
            corners[2 * i + 1] = -radius * Math.cos(i * Math.PI / 5);
        }
        return corners;
    }
}
