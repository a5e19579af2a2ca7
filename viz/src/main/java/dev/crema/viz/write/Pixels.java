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

    /// The colours, `0xRRGGBB`, if there are at most so many; else none.
    int[] fewColors(int most) {
        int[] colors = new int[most];
        int count = 0;
        int last = -1;
        for (int pixel : argb) {
            int color = pixel & 0xFFFFFF;
            if (color == last) continue;
            last = color;
            int at = 0;
            while (at < count && colors[at] != color) at++;
            if (at < count) continue;
            if (count == most) return new int[0];
            colors[count++] = color;
        }
        return Arrays.copyOf(colors, count);
    }

    /// Whether red, green and blue are equal in every pixel.
    boolean gray() {
        return Arrays.stream(argb).allMatch(pixel -> (pixel & 0xFF) * 0x010101 == (pixel & 0xFFFFFF));
    }
}
