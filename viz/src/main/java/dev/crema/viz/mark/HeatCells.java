package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A coloured cell for each value of a matrix, the first row on top; small matrices show their numbers.
///
/// @param values rows of equal length
public record HeatCells(double[][] values, ColorMap map, Style style) implements Mark {
    /// Larger matrices are one picture with a pixel for each cell.
    private static final int MOST_CELLS = 900;

    private static final double SHADES = 127;

    @Override
    public HeatCells with(Style changed) {
        return new HeatCells(values, map, changed);
    }

    public HeatCells with(ColorMap colors) {
        return new HeatCells(values, colors, style);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(-0.5, columns() - 0.5);
        extent.y(-0.5, values.length - 0.5);
        extent.exact();
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        if (columns() == 0) return;
        Range range = range();
        if (values.length * columns() > MOST_CELLS) {
            drawPicture(canvas, range);
            return;
        }
        int decimals = decimals();
        var texts = new ArrayList<Element.TextRun>();
        double room = canvas.frame().bounds().width() / columns() - 4;
        boolean tall = canvas.frame().bounds().height() / values.length >= Typeface.TEXT + 4;
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < columns(); column++) {
                Bounds cell = Cells.bounds(canvas, row, column);
                Rgb color = color(values[row][column], range);
                canvas.add(new Element.Box(cell.x(), cell.y(), cell.width(), cell.height(), color, 1));
                String text = decimals < 0
                        ? Decimals.significant(values[row][column], 3)
                        : Decimals.fixed(values[row][column], decimals);
                if (tall && Typeface.width(text, Typeface.TEXT) <= room)
                    texts.add(Cells.text(cell, text, Typeface.TEXT, 0, color.inkOn()));
            }
        }
        boolean all = texts.size() == values.length * columns();
        if (all)
            texts.stream()
                    .sorted((a, b) -> a.color().value() - b.color().value())
                    .forEach(canvas::add);
    }

    /// As many decimals for all cells, so that they compare at a glance, none for counts; -1 for three digits each.
    private int decimals() {
        double largest = 0;
        boolean whole = true;
        for (double[] row : values)
            for (double value : row) {
                if (!Double.isFinite(value)) continue;
                largest = Math.max(largest, Math.abs(value));
                whole &= value == Math.rint(value);
            }
        if (whole && largest < 1e9) return 0;
        return largest >= 1000 || largest < 0.1 ? -1 : largest < 10 ? 2 : 1;
    }

    private void drawPicture(Canvas canvas, Range range) {
        Bounds first = Cells.bounds(canvas, 0, 0);
        Bounds last = Cells.bounds(canvas, values.length - 1, columns() - 1);
        int[] argb = new int[values.length * columns()];
        for (int i = 0; i < argb.length; i++)
            argb[i] = 0xFF000000
                    | color(values[i / columns()][i % columns()], range).value();
        var pixels = new Pixels(columns(), values.length, argb);
        canvas.add(
                new Element.Picture(first.x(), first.y(), last.right() - first.x(), last.bottom() - first.y(), pixels));
    }

    @Override
    public ColorBar colorBar() {
        return new ColorBar(map, range());
    }

    @Override
    public String summary() {
        double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        return "heat map of " + values.length + " × " + columns() + " cells, " + Words.span(all);
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        return Edge.counts(all, all.length, "the cells", false);
    }

    /// In 128 steps, so that a large matrix keeps within the palette of a PNG.
    private Rgb color(double value, Range range) {
        double share = (value - range.low()) / Math.max(range.high() - range.low(), Double.MIN_NORMAL);
        return map.at(Math.rint(share * SHADES) / SHADES);
    }

    private Range range() {
        return Coloring.range(
                Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
    }

    private int columns() {
        return values.length == 0 ? 0 : values[0].length;
    }
}
