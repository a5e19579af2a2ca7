package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the colours of points stand for: a class each, or a value each.
///
/// @param values one for each point: the value, or the index of the class
/// @param classes the names of the classes; empty if colours stand for values
/// @param map the colour map; null for viridis, or for classes the palette of the theme
public record Coloring(
        double[] values, List<String> classes, @Nullable ColorMap map) {
    /// Up to so many different whole numbers are taken as classes.
    private static final int MOST_CLASSES = 12;

    public Coloring {
        classes = List.copyOf(classes);
    }

    /// Colours by number: few whole numbers are classes, named by their number.
    public static Coloring of(double[] values, java.util.function.DoubleFunction<String> name) {
        var distinct = new TreeSet<Double>();
        for (double value : values) {
            if (value != Math.rint(value) || distinct.size() > MOST_CLASSES)
                return new Coloring(values, List.of(), null);
            distinct.add(value);
        }
        if (distinct.size() > MOST_CLASSES) return new Coloring(values, List.of(), null);
        List<Double> order = List.copyOf(distinct);
        double[] indices = new double[values.length];
        for (int i = 0; i < indices.length; i++) indices[i] = order.indexOf(values[i]);
        return new Coloring(indices, order.stream().map(name::apply).toList(), null);
    }

    /// Colours by name, in the order in which the names first come.
    public static Coloring of(List<String> names) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            Integer index = indices.putIfAbsent(names.get(i), indices.size());
            values[i] = index == null ? indices.size() - 1 : index;
        }
        return new Coloring(values, new ArrayList<>(indices.keySet()), null);
    }

    public Coloring with(ColorMap colors) {
        return new Coloring(values, classes, colors);
    }

    /// The colour of a class.
    Rgb classColor(int index, Theme theme) {
        if (map == null) return theme.series(index);
        return map.at(index / Math.max(1.0, classes.size() - 1.0));
    }

    /// The colour map for values.
    ColorMap shades() {
        return map == null ? ColorMap.VIRIDIS : map;
    }

    /// The smallest and the largest of the finite values; 0 to 1 without any.
    static Range range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return low <= high ? new Range(low, high) : new Range(0, 1);
    }

    /// For each point its class, or the step of its value among `shades`, from 0; `shades` itself where the value
    /// is missing.
    int[] groups(int shades) {
        int[] groups = new int[values.length];
        Range range = range(values);
        double width = Math.max(range.high() - range.low(), Double.MIN_NORMAL);
        for (int i = 0; i < groups.length; i++) {
            double share = (values[i] - range.low()) / width;
            if (byClass()) groups[i] = (int) values[i];
            else groups[i] = Double.isNaN(share) ? shades : (int) Math.clamp(share * shades, 0, shades - 1);
        }
        return groups;
    }

    boolean byClass() {
        return !classes.isEmpty();
    }
}
