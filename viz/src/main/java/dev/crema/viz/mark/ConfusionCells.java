package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The cells of a confusion matrix: true class down, predicted across, count and per cent of the row in each, and a
/// column with the recall. Right ones are blue by their share; wrong ones orange by the square root of theirs, so
/// that three in a hundred still show. Cells without samples stay blank.
///
/// @param counts `counts[trueClass][predictedClass]`
/// @param shares each row divided by its sum
/// @param labels the names of the classes
/// @param positive which of two classes counts as positive; −1 leaves the cells without TP, FN, FP, TN
public record ConfusionCells(long[][] counts, double[][] shares, List<String> labels, int positive, Style style)
        implements Mark {
    /// The width of the recall column, in pixels.
    public static final double RECALL = 58;
    /// In smaller cells there is only colour.
    private static final double SMALLEST = 14;
    /// So many shades explain a colour.
    private static final int SHADES = 5;

    public ConfusionCells {
        labels = List.copyOf(labels);
    }

    @Override
    public ConfusionCells with(Style changed) {
        return new ConfusionCells(counts, shares, labels, positive, changed);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(-0.5, counts.length - 0.5);
        extent.y(-0.5, counts.length - 0.5);
        extent.exact();
    }

    @Override
    public double side() {
        return RECALL;
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        var texts = new ArrayList<Element.TextRun>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (counts[row][column] == 0) continue;
                Bounds cell = Cells.bounds(canvas, row, column);
                Rgb color = color(canvas.theme(), row, column);
                canvas.add(new Element.Box(cell.x(), cell.y(), cell.width(), cell.height(), color, 1));
                addTexts(texts, cell, row, column, color.inkOn());
            }
        }
        drawGrid(canvas);
        addRecall(texts, canvas);
        texts.sort(Comparator.comparingDouble(Element.TextRun::size)
                .thenComparingInt(text -> text.color().value()));
        texts.forEach(canvas::add);
    }

    private Rgb color(Theme theme, int row, int column) {
        double share = shares[row][column];
        if (row == column) return theme.background().mix(theme.right(), share);
        return theme.background().mix(theme.wrong(), Math.sqrt(share));
    }

    /// The count, below it the share, above it the name of the cell of a binary matrix: as many lines as the cell
    /// holds.
    private void addTexts(List<Element.TextRun> texts, Bounds cell, int row, int column, Rgb ink) {
        String count = Decimals.whole(counts[row][column]);
        if (cell.height() < SMALLEST) return;
        double size = Math.clamp(cell.height() / 3.4, 7, 14);
        while (size > 7 && Typeface.width(count, size) > cell.width() - 3) size -= 0.5;
        if (Typeface.width(count, size) > cell.width() - 1) return;
        var lines = new ArrayList<String>();
        lines.add(name(row, column));
        lines.add(count);
        String share = percent(shares[row][column]);
        if (cell.height() >= 30 && Typeface.width(share, size * 0.8) <= cell.width() - 2) lines.add(share);
        lines.removeIf(String::isEmpty);
        for (int i = 0; i < lines.size(); i++) {
            double lower = (i - (lines.size() - 1) / 2.0) * 1.3 * size;
            double lineSize = lines.get(i).equals(count) ? size : size * 0.8;
            texts.add(Cells.text(cell, lines.get(i), lineSize, lower, ink));
        }
    }

    /// TP, FN, FP or TN, as the deck names the four cells.
    private String name(int row, int column) {
        if (positive < 0 || counts.length != 2) return "";
        return (row == column ? "T" : "F") + (column == positive ? "P" : "N");
    }

    private void drawGrid(Canvas canvas) {
        var lines = new ArrayList<double[]>();
        Bounds first = Cells.bounds(canvas, 0, 0);
        Bounds last = Cells.bounds(canvas, counts.length - 1, counts.length - 1);
        int stride = first.height() < SMALLEST ? 10 : 1;
        for (int k = 0; k <= counts.length; k += stride) {
            double x = Math.round(canvas.x(k - 0.5)) + 0.5;
            double y = Math.round(canvas.y(k - 0.5)) + 0.5;
            lines.add(new double[] {first.x(), y, last.right() + 1, y});
            lines.add(new double[] {x, first.y(), x, last.bottom() + 1});
        }
        canvas.add(new Element.Lines(lines, Stroke.of(canvas.theme().grid(), 1)));
    }

    /// What the two colours mean: their shades at none, a part and all of a row.
    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        var right = new ArrayList<Rgb>();
        var wrong = new ArrayList<Rgb>();
        for (int i = 0; i < SHADES; i++) {
            double share = i / (SHADES - 1.0);
            right.add(theme.background().mix(theme.right(), 0.1 + 0.9 * share));
            wrong.add(theme.background().mix(theme.wrong(), 0.1 + 0.9 * share));
        }
        return List.of(LegendEntry.shades("right", right), LegendEntry.shades("wrong, share of row", wrong));
    }

    private void addRecall(List<Element.TextRun> texts, Canvas canvas) {
        Rgb ink = canvas.theme().muted();
        double slot = canvas.frame().bounds().height() / counts.length;
        CategoryLabels shown = CategoryLabels.beside(labels, slot);
        double size = shown.size();
        double right = canvas.frame().bounds().right() + RECALL - 8;
        for (int row = 0; row < counts.length; row += shown.stride()) {
            Bounds cell = Cells.bounds(canvas, row, 0);
            boolean samples = Arrays.stream(counts[row]).sum() > 0;
            double y = cell.y() + cell.height() / 2 + Typeface.MIDDLE * size;
            texts.add(new Element.TextRun(
                    samples ? percent(shares[row][row]) : "–", right, Math.round(y), size, ink, Anchor.END, false));
        }
        double below = canvas.frame().bounds().bottom() + 17;
        texts.add(new Element.TextRun("recall", right, below, Typeface.TEXT, ink, Anchor.END, false));
    }

    /// `97.8 %`, and never `100.0 %` for what is not all.
    public static String percent(double share) {
        if (share == 1) return "100 %";
        return Decimals.fixed(Math.min(100 * share, 99.9), 1) + " %";
    }

    @Override
    public String summary() {
        int worst = -1;
        int row = -1;
        int column = -1;
        for (int k = 0; k < counts.length; k++) {
            if (Arrays.stream(counts[k]).sum() == 0) continue;
            if (worst < 0 || shares[k][k] < shares[worst][worst]) worst = k;
            for (int j = 0; j < counts.length; j++)
                if (j != k && counts[k][j] > (row < 0 ? 0 : counts[row][column])) {
                    row = k;
                    column = j;
                }
        }
        if (worst < 0) return "no samples";
        String lowest = "lowest recall " + percent(shares[worst][worst]) + " for " + labels.get(worst);
        if (row < 0) return lowest;
        return lowest + ", most often " + labels.get(row) + " taken for " + labels.get(column) + " ("
                + Decimals.whole(counts[row][column]) + ")";
    }
}
