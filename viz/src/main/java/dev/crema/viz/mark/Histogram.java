package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many values lie in each of equal intervals; the last one holds its upper end too.
///
/// @param edges one more than counts, ascending
/// @param counts how many values from an edge to the next
/// @param leftOut values that are NaN or infinite
public record Histogram(double[] edges, long[] counts, int leftOut, Style style) implements Mark {

    /// The histogram of values in `bins` intervals between the smallest and the largest.
    public static Histogram of(double[] values, int bins) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(1);
        if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) edges[i] = low + (high - low) * i / bins;
        long[] counts = new long[bins];
        for (double value : finite) {
            int bin = (int) ((value - low) / (high - low) * bins);
            counts[Math.min(bin, bins - 1)]++;
        }
        return new Histogram(edges, counts, values.length - finite.length, Style.AUTO);
    }

    @Override
    public Histogram with(Style changed) {
        return new Histogram(edges, counts, leftOut, changed);
    }

    @Override
    public void extend(Extent extent) {
        extent.x(edges);
        extent.y(0);
        for (long count : counts) extent.y((double) count);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        double floor =
                Double.isFinite(canvas.y(0)) ? Math.clamp(canvas.y(0), frame.y(), frame.bottom()) : frame.bottom();
        for (int i = 0; i < counts.length; i++) {
            double left = Math.max(canvas.x(edges[i]), frame.x());
            double right = Math.min(canvas.x(edges[i + 1]), frame.right());
            double top = Math.clamp(canvas.y((double) counts[i]), frame.y(), frame.bottom());
            double gap = right - left > 4 ? 1 : 0;
            if (counts[i] == 0 || right <= left) continue;
            canvas.add(new Element.Box(left, top, right - left - gap, floor - top, look.color(), style.alpha()));
        }
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        if (leftOut == 0) return List.of();
        return List.of(
                Words.count(leftOut, "value") + (leftOut == 1 ? " is" : " are") + " NaN or infinite and left out");
    }

    @Override
    public String summary() {
        long total = Arrays.stream(counts).sum();
        var parts = new ArrayList<String>();
        parts.add("histogram of " + Words.count(total, "value") + " in " + Words.count(counts.length, "bin"));
        if (total > 0) {
            int fullest = 0;
            for (int i = 1; i < counts.length; i++) if (counts[i] > counts[fullest]) fullest = i;
            parts.add("most (" + counts[fullest] + ") between " + Decimals.significant(edges[fullest], 3) + " and "
                    + Decimals.significant(edges[fullest + 1], 3));
        }
        return String.join(", ", parts);
    }

    @Override
    public double[] profile() {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }
}
