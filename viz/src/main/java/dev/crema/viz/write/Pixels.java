package dev.crema.viz.write;

import java.util.Arrays;

/// The pixels of a picture, row by row.
///
/// @param width in pixels
/// @param height in pixels
/// @param argb `0xAARRGGBB`, `width * height` of them
public record Pixels(int width, int height, int[] argb) {
    private static final int MOST_COLORS = 160;

    public Pixels {
        if (argb.length != width * height)
            throw new IllegalArgumentException(
                    "pixels: " + width + " x " + height + " needs " + width * height + " values, not " + argb.length);
    }

    /// Whether it has more colours than a palette can keep beside those of a chart.
    boolean photograph() {
        return Arrays.stream(argb).distinct().limit(MOST_COLORS + 1L).count() > MOST_COLORS;
    }

    /// Whether red, green and blue are equal in every pixel.
    boolean gray() {
        return Arrays.stream(argb).allMatch(pixel -> (pixel & 0xFF) * 0x010101 == (pixel & 0xFFFFFF));
    }
}
