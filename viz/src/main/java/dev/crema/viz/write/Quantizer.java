package dev.crema.viz.write;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/// At most 256 colours for a chart: what covers area keeps its exact colour, the blends along smooth edges share
/// the rest of the palette. A chart in 256 colours takes a third of the bytes of true colour, and nobody sees it.
final class Quantizer {
    /// At most so many colours keep their exact value, the most frequent first.
    private static final int MOST_EXACT = 192;
    /// They are those that cover one pixel in so many: others are blends along edges, and fewer of them pack
    /// better.
    private static final int SHARE = 4000;
    private static final int MOST_BLENDS = 40;
    /// A blend that differs by no more in red, green and blue from a colour already there becomes that one: along
    /// slanting lines each row has blends of its own.
    private static final int NEAR = 8;
    /// Colours that agree in these bits look the same.
    private static final int ALIKE = 0xFCFCFC;

    private Quantizer() {}

    /// The colours that keep their exact value however little they cover.
    ///
    /// @param texts they come first: a letter in another hue is noticed
    /// @param fills those of cells and bars, the most frequent first
    record Exact(Set<Integer> texts, Set<Integer> fills) {}

    /// The PNG of these pixels, `0xRRGGBB` each.
    ///
    static byte[] encode(int width, int height, int[] rgb, Exact exact, PngEncoder.About about) {
        var counts = new ColorCounts(rgb);
        int[] colors = counts.byFrequency();
        int[] palette = palette(colors, counts, rgb.length, exact);
        return PngEncoder.encodeIndexed(width, height, indices(rgb, colors, palette), palette, null, about);
    }

    private static int[] palette(int[] colors, ColorCounts counts, int pixels, Exact wanted) {
        if (colors.length <= MOST_BLENDS) return colors;
        IntStream texts = Arrays.stream(colors).filter(wanted.texts()::contains);
        IntStream others = Arrays.stream(colors)
                .filter(color -> !wanted.texts().contains(color))
                .filter(color ->
                        counts.count(color) >= pixels / SHARE || wanted.fills().contains(color));
        int[] exact = IntStream.concat(texts, others).limit(MOST_EXACT).toArray();
        Set<Integer> kept = new HashSet<>();
        for (int color : exact) kept.add(color);
        int[] blends = blends(
                Arrays.stream(colors).filter(color -> !kept.contains(color)).toArray(), counts);
        var palette = new Palette(exact.length + blends.length);
        for (int color : exact)
            if (wanted.texts().contains(color) || wanted.fills().contains(color)) palette.add(color);
            else palette.addNew(color);
        for (int color : blends) palette.addNew(color);
        return palette.toArray();
    }

    /// Colours of which those that stand for blends differ visibly from all before.
    private static final class Palette {
        private final int[] colors;
        private int count;

        private Palette(int most) {
            colors = new int[most];
        }

        private void add(int color) {
            colors[count++] = color;
        }

        private void addNew(int color) {
            for (int i = 0; i < count; i++) if (near(color, colors[i])) return;
            add(color);
        }

        private static boolean near(int one, int other) {
            return Math.abs((one >> 16) - (other >> 16)) <= NEAR
                    && Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF)) <= NEAR
                    && Math.abs((one & 0xFF) - (other & 0xFF)) <= NEAR;
        }

        private int[] toArray() {
            return Arrays.copyOf(colors, count);
        }
    }

    /// The means of the fullest cells of a 8 × 8 × 8 grid over the colours.
    private static int[] blends(int[] colors, ColorCounts counts) {
        var cells = new HashMap<Integer, long[]>();
        for (int color : colors) {
            long weight = counts.count(color);
            long[] cell = cells.computeIfAbsent(color & 0xE0E0E0, _ -> new long[4]);
            cell[0] += weight;
            cell[1] += weight * (color >> 16 & 0xFF);
            cell[2] += weight * (color >> 8 & 0xFF);
            cell[3] += weight * (color & 0xFF);
        }
        return cells.values().stream()
                .sorted(Comparator.comparingLong((long[] cell) -> -cell[0])
                        .thenComparingLong(cell -> cell[1])
                        .thenComparingLong(cell -> cell[2]))
                .limit(MOST_BLENDS)
                .mapToInt(Quantizer::mean)
                .toArray();
    }

    private static int mean(long[] cell) {
        return (int) (((cell[1] / cell[0]) << 16) | ((cell[2] / cell[0]) << 8) | (cell[3] / cell[0]));
    }

    /// The nearest colour of the palette for each pixel.
    private static byte[] indices(int[] rgb, int[] colors, int[] palette) {
        var nearest = new HashMap<Integer, Byte>(2 * colors.length);
        for (int i = 0; i < palette.length; i++) nearest.put(palette[i], (byte) i);
        // Colours that nobody tells apart share the search.
        var alike = new HashMap<Integer, Byte>();
        for (int color : colors)
            if (!nearest.containsKey(color))
                nearest.put(color, alike.computeIfAbsent(color & ALIKE, _ -> (byte) nearest(color, palette)));
        byte[] indices = new byte[rgb.length];
        int start = 0;
        while (start < rgb.length) {
            int end = start + 1;
            while (end < rgb.length && rgb[end] == rgb[start]) end++;
            Arrays.fill(indices, start, end, nearest.getOrDefault(rgb[start], (byte) 0));
            start = end;
        }
        return indices;
    }

    private static int nearest(int color, int[] palette) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length && bestDistance > 0; i++) {
            int red = (color >> 16 & 0xFF) - (palette[i] >> 16 & 0xFF);
            int green = (color >> 8 & 0xFF) - (palette[i] >> 8 & 0xFF);
            int blue = (color & 0xFF) - (palette[i] & 0xFF);
            int distance = 2 * red * red + 4 * green * green + blue * blue;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }
}
