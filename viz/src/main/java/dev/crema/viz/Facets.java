package dev.crema.viz;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The same picture for every pair of two properties, on the same axes, so that panels compare at a glance.
final class Facets {
    private Facets() {}

    static <T> Figure of(
            Iterable<T> items,
            Function<? super T, ?> column,
            Function<? super T, ?> row,
            Function<? super T, Figure> draw) {
        var columns = new LinkedHashSet<String>();
        var rows = new LinkedHashSet<String>();
        for (T item : items) {
            columns.add(name(column.apply(item)));
            rows.add(name(row.apply(item)));
        }
        if (columns.isEmpty()) throw new IllegalArgumentException("facets: no items; give at least one");
        var names = new ArrayList<>(columns);
        var panels = new ArrayList<Panel>();
        for (String below : rows) for (String across : columns) panels.add(waiting(across, below));
        for (T item : items) {
            int place = new ArrayList<>(rows).indexOf(name(row.apply(item))) * names.size()
                    + names.indexOf(name(column.apply(item)));
            panels.set(place, titled(draw.apply(item), panels.get(place).title()));
        }
        return Figure.of(onSameAxes(panels, names.size()), names.size());
    }

    private static Panel waiting(String column, String row) {
        return Panel.of(List.of()).withTitle(row.isEmpty() ? column : column.isEmpty() ? row : column + " · " + row);
    }

    private static Panel titled(Figure figure, @Nullable String title) {
        if (figure.panels().size() != 1)
            throw new IllegalArgumentException(
                    "facets: a facet has " + figure.panels().size() + " panels; draw figures of one panel");
        Panel panel = figure.panels().getFirst();
        return panel.title() == null ? panel.withTitle(title) : panel;
    }

    /// All panels with the limits that hold the data of each; names and numbers of axes only at the edge of the
    /// grid.
    private static List<Panel> onSameAxes(List<Panel> panels, int columns) {
        Range x = Range.EMPTY;
        Range y = Range.EMPTY;
        for (Panel panel : panels) {
            Axes axes = Axes.of(panel, 160);
            if (axes.empty()) continue;
            x = x.and(new Range(axes.x().low(), axes.x().high()));
            y = y.and(new Range(axes.y().low(), axes.y().high()));
        }
        var same = new ArrayList<Panel>();
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            Range across = x;
            Range up = y;
            boolean left = i % columns == 0;
            boolean last = i + columns >= panels.size();
            if (!across.isEmpty())
                panel = panel.withX(axis -> axis.withLimits(across)).withY(axis -> axis.withLimits(up));
            if (!left) panel = panel.withY(Axis::withoutLabels);
            if (!last) panel = panel.withX(Axis::withoutLabels);
            same.add(panel);
        }
        return same;
    }

    private static String name(@Nullable Object value) {
        return value instanceof Number number
                ? Decimals.plain(number.doubleValue())
                : value == null ? "" : value.toString();
    }
}
