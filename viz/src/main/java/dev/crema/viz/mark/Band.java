package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.ArrayList;
import java.util.List;

/// The area between two values at each x: a confidence interval, a spread.
///
/// @param low the lower values
/// @param high the upper values
public record Band(double[] x, double[] low, double[] high, Style style) implements Mark {
    private static final double OPACITY = 0.2;

    @Override
    public Band with(Style changed) {
        return new Band(x, low, high, changed);
    }

    @Override
    public Turn turn() {
        return Turn.FOLLOWING;
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(low);
        extent.y(high);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        var rings = new ArrayList<double[]>();
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            boolean here = i < x.length && drawable(canvas, i);
            if (here) continue;
            if (i - start > 1) {
                double[] ring = Clip.ring(ring(canvas, start, i), canvas.frame().bounds());
                if (ring.length >= 6) rings.add(ring);
            }
            start = i + 1;
        }
        if (!rings.isEmpty()) canvas.add(new Element.Area(rings, look.color(), OPACITY * style.alpha()));
    }

    private boolean drawable(Canvas canvas, int i) {
        return Double.isFinite(canvas.x(x[i]))
                && Double.isFinite(canvas.y(low[i]))
                && Double.isFinite(canvas.y(high[i]));
    }

    /// Along the upper values and back along the lower ones.
    private double[] ring(Canvas canvas, int from, int to) {
        int count = to - from;
        double[] ring = new double[4 * count];
        for (int i = 0; i < count; i++) {
            ring[2 * i] = canvas.x(x[from + i]);
            ring[2 * i + 1] = canvas.y(high[from + i]);
            ring[4 * count - 2 * i - 2] = canvas.x(x[from + i]);
            ring[4 * count - 2 * i - 1] = canvas.y(low[from + i]);
        }
        return ring;
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        String label = style.label();
        if (label == null) return List.of();
        return List.of(LegendEntry.box(label, look.color().mix(theme.background(), 1 - 2 * OPACITY)));
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        var notes = new ArrayList<>(Edge.counts(low, low.length, Words.named(style, "the band"), log));
        notes.addAll(Edge.counts(high, high.length, Words.named(style, "the band"), log));
        return notes;
    }

    @Override
    public String summary() {
        return Words.named(style, "band") + " from " + Words.span(low) + " up to " + Words.span(high);
    }
}
