package dev.crema.viz;

import dev.crema.viz.Panel.Framing;
import dev.crema.viz.mark.Images;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Range;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pictures from numbers: which shapes are pictures, how values become grey or colour, and how large they are
/// shown.
final class ImageGrid {
    private static final int PER_ROW = 8;
    /// More pictures than this are not shown; nobody looks at them, and the notebook keeps them all.
    private static final int MOST = 100;
    private static final double WIDEST = 900;
    private static final String SHAPES =
            "[count, 1 or 3, height, width], [count, height, width] or [count, pixels] with as many rows as columns";

    private ImageGrid() {}

    /// A batch: `[N, 1, H, W]`, `[N, 3, H, W]`, `[N, H, W]`, or `[N, pixels]` of square pictures.
    static Panel batch(Numbers x) {
        int[] shape = x.shape();
        int[] sizes = switch (shape.length) {
            case 4 -> shape.clone();
            case 3 -> new int[] {shape[0], 1, shape[1], shape[2]};
            case 2 -> square("images", shape, shape[0], shape[1]);
            default -> throw refused("images", shape, SHAPES);
        };
        return panel("images", x, sizes);
    }

    /// One picture: `[H, W]`, `[1, H, W]`, `[3, H, W]`, `[H, W, 3]`, a batch of one, or square pixels in a row.
    static Panel single(Numbers x) {
        int[] shape = x.shape();
        if (x.values().length == 0)
            throw new IllegalArgumentException("image: x has shape " + Arrays.toString(shape)
                    + ", no pixels; give [height, width] of at least one");
        if (shape.length == 4 && shape[0] == 1) return panel("image", x, shape);
        if (shape.length == 3 && (shape[0] == 1 || shape[0] == 3))
            return panel("image", x, new int[] {1, shape[0], shape[1], shape[2]});
        if (shape.length == 3 && shape[2] == 3)
            return panel("image", channelsFirst(x), new int[] {1, 3, shape[0], shape[1]});
        if (shape.length == 2 && shape[0] > 1) return panel("image", x, new int[] {1, 1, shape[0], shape[1]});
        if (shape.length == 2 || shape.length == 1)
            return panel("image", x, square("image", shape, 1, x.values().length));
        throw refused("image", shape, "[height, width], [1 or 3, height, width] or pixels of a square");
    }

    /// The panel of these pictures, as large as they need.
    static Panel panel(Images images, List<String> notes) {
        double slot = slot(images);
        Pixels first = images.pictures().isEmpty()
                ? new Pixels(1, 1, new int[1])
                : images.pictures().getFirst();
        double scale = slot / first.width();
        double height = scale * first.height() + images.titleHeight() + Images.GAP;
        var plot = new Panel.Size(
                images.perRow() * (slotWidth(images, slot) + Images.GAP) - Images.GAP,
                Math.max(1, images.rows()) * height - Images.GAP);
        return Panel.of(images)
                .withFrame(Framing.BARE)
                .withPlot(plot)
                .withWords(new Panel.Words(null, "no pictures", notes));
    }

    private static Panel panel(String op, Numbers x, int[] sizes) {
        int count = sizes[0];
        if (sizes[1] != 1 && sizes[1] != 3)
            throw refused(op, x.shape(), "1 (grey) or 3 (red, green, blue) channels, not " + sizes[1]);
        int each = sizes[1] * sizes[2] * sizes[3];
        int shown = Math.min(count, MOST);
        Range range = sizes[1] == 1 ? range(x.values()) : colorRange(x.values());
        var pictures = new ArrayList<Pixels>();
        for (int i = 0; i < shown; i++) pictures.add(pixels(x.values(), i * each, sizes, range));
        int perRow = Math.clamp(shown, 1, PER_ROW);
        List<String> notes = shown == count ? List.of() : List.of("the first " + shown + " of " + count + " pictures");
        return panel(new Images(pictures, List.of(), new boolean[0], perRow, Style.AUTO), notes);
    }

    private static Pixels pixels(double[] values, int start, int[] sizes, Range range) {
        int plane = sizes[2] * sizes[3];
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            int red = part(values[start + i], range);
            int green = sizes[1] == 1 ? red : part(values[start + plane + i], range);
            int blue = sizes[1] == 1 ? red : part(values[start + 2 * plane + i], range);
            argb[i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
        return new Pixels(sizes[3], sizes[2], argb);
    }

    /// NaN is black, as the smallest value is.
    private static int part(double value, Range range) {
        double share = (value - range.low()) / Math.max(range.high() - range.low(), Double.MIN_NORMAL);
        return (int) Math.round(255 * Math.clamp(Double.isNaN(share) ? 0 : share, 0, 1));
    }

    /// Colours between 0 and 1, or whole ones up to 255, are what they are; normalised ones are stretched.
    private static Range colorRange(double[] values) {
        Range range = range(values);
        if (range.low() >= 0 && range.high() <= 1) return new Range(0, 1);
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        return range.low() >= 0 && range.high() <= 255 && whole ? new Range(0, 255) : range;
    }

    private static Range range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return low <= high ? new Range(low, high) : new Range(0, 1);
    }

    private static int[] square(String op, int[] shape, int count, int pixels) {
        for (int channels : new int[] {1, 3}) {
            int side = (int) Math.round(Math.sqrt(pixels / (double) channels));
            if (pixels > 0 && side * side * channels == pixels) return new int[] {count, channels, side, side};
        }
        throw refused(op, shape, "a square number of pixels, not " + pixels);
    }

    private static Numbers channelsFirst(Numbers x) {
        int plane = x.values().length / 3;
        double[] values = new double[x.values().length];
        for (int i = 0; i < values.length; i++) values[i % 3 * plane + i / 3] = x.values()[i];
        return new Numbers(values, x.shape());
    }

    private static IllegalArgumentException refused(String op, int[] shape, String wanted) {
        return new IllegalArgumentException(
                op + ": shape " + Arrays.toString(shape) + " is no picture; expected " + wanted);
    }

    /// The width of one picture: a whole number of half pixels for each of its own, so that it stays sharp.
    private static double slot(Images images) {
        if (images.pictures().isEmpty()) return 160;
        int width = images.pictures().getFirst().width();
        double wanted = images.pictures().size() == 1 ? 320 : Math.min(160, WIDEST / images.perRow() - Images.GAP);
        double scale = Math.floor(2 * wanted / width) / 2;
        return scale >= 0.5 ? scale * width : wanted;
    }

    /// At least as wide as the titles, as long as they stay modest.
    private static double slotWidth(Images images, double slot) {
        double widest = images.titles().stream()
                .mapToDouble(title -> Typeface.width(title, Typeface.TEXT))
                .max()
                .orElse(0);
        double most = Math.max(slot, Math.min(160, WIDEST / images.perRow() - Images.GAP));
        return Math.clamp(Math.ceil(widest) + 4, slot, most);
    }
}
