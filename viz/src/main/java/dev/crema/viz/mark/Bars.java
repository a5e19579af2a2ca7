package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/// A bar from zero for each value; side by side where groups are given.
///
/// @param labels the category of each value
/// @param values as many as labels
/// @param groups the group of each value, or empty
public record Bars(List<String> labels, double[] values, List<String> groups, Style style) implements Mark {
    /// How much of a category its bars take.
    private static final double FILLED = 0.76;
    /// The bars of a category are never wider than this, in pixels.
    private static final double WIDEST = 110;

    public Bars {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
    }

    @Override
    public Bars with(Style changed) {
        return new Bars(labels, values, groups, changed);
    }

    /// These bars, those of a category side by side.
    public Bars by(List<String> names) {
        return new Bars(labels, values, names, style);
    }

    /// What stands below the axis: each label once where there are groups, else each bar's own.
    public List<String> categories() {
        return groups.isEmpty() ? labels : List.copyOf(new LinkedHashSet<>(labels));
    }

    @Override
    public void extend(Extent extent) {
        extent.y(0);
        extent.y(values);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        List<String> names = groupNames();
        List<String> categories = categories();
        double slot = Math.abs(canvas.x(1) - canvas.x(0));
        double filled = Math.min(FILLED, WIDEST / Math.max(slot, 1));
        double width = filled / names.size();
        for (int g = 0; g < names.size(); g++) {
            Rgb color = color(g, look, canvas.theme());
            var stripes = new ArrayList<double[]>();
            for (int i = 0; i < values.length; i++) {
                if (!groups.isEmpty() && !groups.get(i).equals(names.get(g))) continue;
                if (!Double.isFinite(canvas.y(values[i]))) continue;
                double category = groups.isEmpty() ? i : categories.indexOf(labels.get(i));
                double start = category - filled / 2 + g * width;
                double left = Math.max(canvas.x(start), frame.x());
                double right = Math.min(canvas.x(start + width), frame.right());
                double gap = names.size() > 1 && right - left > 6 ? 1 : 0;
                double from = base(canvas);
                double to = Math.clamp(canvas.y(values[i]), frame.y(), frame.bottom());
                if (right <= left) continue;
                var bar = new Bounds(left, Math.min(from, to), right - left - gap, Math.abs(to - from));
                canvas.add(new Element.Box(bar.x(), bar.y(), bar.width(), bar.height(), color, style.alpha()));
                stripes.addAll(Hatch.of(bar, g));
            }
            if (!stripes.isEmpty())
                canvas.add(new Element.Lines(stripes, new Stroke(canvas.theme().background(), 1.2, Dash.SOLID, 0.8)));
        }
        Edge.draw(canvas, IntStream.range(0, values.length).asDoubleStream().toArray(), values, look.color());
    }

    /// Where bars stand: at zero, or at the edge if zero has no place.
    private static double base(Canvas canvas) {
        Bounds frame = canvas.frame().bounds();
        double zero = canvas.y(0);
        return Double.isFinite(zero) ? Math.clamp(zero, frame.y(), frame.bottom()) : frame.bottom();
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        if (groups.isEmpty()) return Mark.super.legend(theme, look);
        var entries = new ArrayList<LegendEntry>();
        List<String> names = groupNames();
        for (int g = 0; g < names.size(); g++) entries.add(LegendEntry.box(names.get(g), color(g, look, theme), g));
        return entries;
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        return Edge.counts(values, values.length, Words.named(style, "the bars"), log);
    }

    @Override
    public String summary() {
        if (values.length == 0) return "no bars";
        int low = 0;
        int high = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[low] || Double.isNaN(values[low])) low = i;
            if (values[i] > values[high] || Double.isNaN(values[high])) high = i;
        }
        String bars = Words.count(values.length, "bar");
        return bars + ", lowest " + described(low) + ", highest " + described(high);
    }

    @Override
    public double[] profile() {
        return values.clone();
    }

    private String described(int index) {
        String group = groups.isEmpty() ? "" : " " + groups.get(index);
        return dev.crema.viz.scale.Decimals.significant(values[index], 3) + " for " + labels.get(index) + group;
    }

    private List<String> groupNames() {
        return groups.isEmpty() ? List.of("") : List.copyOf(new LinkedHashSet<>(groups));
    }

    private Rgb color(int group, Look look, Theme theme) {
        return groups.isEmpty() ? look.color() : theme.series(group);
    }
}
