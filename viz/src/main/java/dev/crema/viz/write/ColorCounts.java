package dev.crema.viz.write;

import java.util.Arrays;

/// How many pixels have which colour: a hash table without boxes, since a figure has a million pixels.
final class ColorCounts {
    private static final int FREE = -1;

    private int[] colors = new int[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    ColorCounts(int[] rgb) {
        Arrays.fill(colors, FREE);
        int start = 0;
        while (start < rgb.length) {
            // Neighbours mostly agree: one look-up for each run of equal pixels.
            int end = start + 1;
            while (end < rgb.length && rgb[end] == rgb[start]) end++;
            add(rgb[start], end - start);
            start = end;
        }
    }

    int size() {
        return size;
    }

    int count(int color) {
        return counts[slot(color)];
    }

    /// All colours, the most frequent first; those as frequent by their value.
    int[] byFrequency() {
        return Arrays.stream(colors)
                .filter(color -> color != FREE)
                .mapToObj(color -> ((long) -count(color) << 32) | color)
                .sorted()
                .mapToInt(Long::intValue)
                .toArray();
    }

    private void add(int color, int count) {
        int slot = slot(color);
        if (colors[slot] == FREE) {
            colors[slot] = color;
            size++;
            if (size > colors.length / 2) {
                grow();
                slot = slot(color);
            }
        }
        counts[slot] += count;
    }

    private int slot(int color) {
        int slot = ((color * 0x9E3779B9) >>> 8) & (colors.length - 1);
        while (colors[slot] != FREE && colors[slot] != color) slot = (slot + 1) & (colors.length - 1);
        return slot;
    }

    private void grow() {
        int[] oldColors = colors;
        int[] oldCounts = counts;
        colors = new int[2 * oldColors.length];
        counts = new int[2 * oldColors.length];
        Arrays.fill(colors, FREE);
        for (int i = 0; i < oldColors.length; i++) {
            if (oldColors[i] == FREE) continue;
            int slot = slot(oldColors[i]);
            colors[slot] = oldColors[i];
            counts[slot] = oldCounts[i];
        }
    }
}
