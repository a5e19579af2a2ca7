package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Two classes on the score axis: how many positives have which score above the axis, negatives below it. With a
/// threshold, what is on its wrong side is pale, and the four corners count TP, FN, FP and TN.
///
/// @param scores higher means more likely positive
/// @param positive as many as scores
/// @param threshold scores from here on count as positive; NaN for none
public record ScoreSides(double[] scores, boolean[] positive, double threshold, Style style) implements Mark {
    private static final int BINS = 40;
    private static final double PALE = 0.62;

    @Override
    public ScoreSides with(Style changed) {
        return new ScoreSides(scores, positive, threshold, changed);
    }

    /// The same scores, cut here.
    public ScoreSides with(double cut) {
        return new ScoreSides(scores, positive, cut, style);
    }

    @Override
    public void extend(Extent extent) {
        double[] finite = finite();
        extent.x(finite);
        if (!Double.isNaN(threshold)) extent.x(threshold);
        if (finite.length == 0) return;
        double most = Math.max(most(counts(true)), most(counts(false)));
        extent.y(-1.25 * most, 1.25 * most);
        extent.exact();
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        for (boolean side : new boolean[] {true, false}) drawSide(canvas, side);
        double zero = Math.round(canvas.y(0)) + 0.5;
        canvas.add(new Element.Lines(
                List.of(new double[] {frame.x(), zero, frame.right(), zero}),
                Stroke.of(canvas.theme().axis(), 1)));
        if (Double.isNaN(threshold)) return;
        double cut = canvas.x(threshold);
        if (canvas.frame().holds(cut, frame.y()))
            canvas.add(new Element.Lines(
                    List.of(new double[] {cut, frame.y(), cut, frame.bottom()}),
                    new Stroke(canvas.theme().ink(), 1.6, Dash.DASHED, 1)));
        long[] cells = cells();
        String[] names = {"FN ", "TP ", "TN ", "FP "};
        for (int i = 0; i < 4; i++) {
            boolean left = i % 2 == 0;
            double y = i < 2 ? frame.y() + 14 : frame.bottom() - 6;
            String text = names[i] + Decimals.whole(cells[i]);
            Label.draw(
                    canvas,
                    new Element.TextRun(
                            text,
                            left ? frame.x() + 6 : frame.right() - 6,
                            y,
                            Typeface.TEXT,
                            canvas.theme().ink(),
                            left ? Anchor.START : Anchor.END,
                            false));
        }
    }

    private void drawSide(Canvas canvas, boolean side) {
        long[] counts = counts(side);
        double[] edges = edges();
        Rgb full = color(side, canvas.theme());
        Rgb pale = full.mix(canvas.theme().background(), PALE);
        Bounds frame = canvas.frame().bounds();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) continue;
            double left = Math.max(canvas.x(edges[i]), frame.x());
            double right = Math.min(canvas.x(edges[i + 1]), frame.right()) - 0.6;
            double end =
                    Math.clamp(canvas.y(side ? (double) counts[i] : -(double) counts[i]), frame.y(), frame.bottom());
            double top = Math.min(end, canvas.y(0));
            double height = Math.abs(canvas.y(0) - end);
            if (right <= left) continue;
            boolean above = Double.isNaN(threshold) || (edges[i] >= threshold - 1e-12) == side;
            canvas.add(new Element.Box(left, top, right - left, height, above ? full : pale, style.alpha()));
        }
    }

    /// FN, TP, TN, FP.
    public long[] cells() {
        long[] cells = new long[4];
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) continue;
            cells[(positive[i] ? 0 : 2) + (scores[i] >= threshold ? 1 : 0)]++;
        }
        return cells;
    }

    /// Equal intervals; with a threshold, one of their ends stands on it, so that no bar is half right.
    private double[] edges() {
        double[] finite = finite();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(1);
        if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        double width = (high - low) / BINS;
        double anchor = threshold > low && threshold < high ? threshold : low;
        int below = (int) Math.ceil((anchor - low) / width - 1e-9);
        int above = Math.max(1, (int) Math.ceil((high - anchor) / width - 1e-9));
        double[] edges = new double[below + above + 1];
        for (int i = 0; i < edges.length; i++) edges[i] = anchor + (i - below) * width;
        return edges;
    }

    private long[] counts(boolean side) {
        double[] edges = edges();
        long[] counts = new long[edges.length - 1];
        double width = edges[1] - edges[0];
        for (int i = 0; i < scores.length; i++) {
            if (positive[i] != side || !Double.isFinite(scores[i])) continue;
            int bin = Math.clamp((long) Math.floor((scores[i] - edges[0]) / width), 0, counts.length - 1);
            if (bin > 0 && scores[i] < edges[bin]) bin--;
            else if (bin + 1 < counts.length && scores[i] >= edges[bin + 1]) bin++;
            counts[bin]++;
        }
        return counts;
    }

    private static double most(long[] counts) {
        return Arrays.stream(counts).max().orElse(1);
    }

    private double[] finite() {
        return Arrays.stream(scores).filter(Double::isFinite).toArray();
    }

    private static Rgb color(boolean side, Theme theme) {
        return theme.series(side ? 0 : 1);
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        var entries = new ArrayList<LegendEntry>();
        entries.add(LegendEntry.box("positives (above)", color(true, theme)));
        entries.add(LegendEntry.box("negatives (below)", color(false, theme)));
        return entries;
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.counts(scores, scores.length, "the scores", false);
    }

    @Override
    public String summary() {
        int positives = 0;
        for (boolean is : positive) if (is) positives++;
        String sides = Words.count(positives, "positive") + " and " + Words.count(scores.length - positives, "negative")
                + ", scores " + Words.span(scores);
        if (Double.isNaN(threshold)) return sides;
        long[] cells = cells();
        return sides + "; at threshold " + Decimals.significant(threshold, 3) + " TP " + cells[1] + ", FN " + cells[0]
                + ", FP " + cells[3] + ", TN " + cells[2];
    }
}
