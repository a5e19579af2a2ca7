package dev.crema.viz;

import dev.crema.viz.scale.Range;
import dev.crema.viz.scale.Scale;
import dev.crema.viz.scale.Ticks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked of one axis; the data decide the rest.
///
/// @param label what the axis counts
/// @param limits its ends; null for those of the data
/// @param categories the labels at 0, 1, 2, …; empty for numbers
/// @param ticks the values that are marked; empty for round ones
/// @param grid whether lines stand at its ticks
/// @param flipped whether it runs against the usual direction
/// @param mirrored whether what is below zero counts as much as above: no minus signs
/// @param unlabelled whether a neighbour with the same axis carries the numbers
record Axis(
        @Nullable String label,
        @Nullable Range limits,
        List<String> categories,
        List<Double> ticks,
        boolean log,
        boolean grid,
        boolean flipped,
        boolean mirrored,
        boolean unlabelled) {
    static final Axis PLAIN = new Axis(null, null, List.of(), List.of(), false, false, false, false, false);
    static final Axis GRIDDED = PLAIN.withGrid(true);

    Axis {
        categories = List.copyOf(categories);
        ticks = List.copyOf(ticks);
    }

    Axis withLabel(@Nullable String text) {
        return new Axis(text, limits, categories, ticks, log, grid, flipped, mirrored, unlabelled);
    }

    Axis withLimits(Range range) {
        return new Axis(label, range, categories, ticks, log, grid, flipped, mirrored, unlabelled);
    }

    Axis withCategories(List<String> labels) {
        return new Axis(label, limits, labels, ticks, log, grid, flipped, mirrored, unlabelled);
    }

    /// This axis with ticks at values of one's own; names, and numbers where names stand already, are the labels at
    /// 0, 1, 2, ….
    Axis ticked(String op, Object given) {
        if (!categories.isEmpty() || Labels.areNames(given)) return withCategories(Labels.of(op, "labels", given));
        List<Double> values = Arrays.stream(Numbers.row(op, "ticks", given))
                .filter(Double::isFinite)
                .sorted()
                .boxed()
                .toList();
        return new Axis(label, limits, categories, values, log, grid, flipped, mirrored, unlabelled);
    }

    /// The values that must be seen: those of the marks and of the ticks.
    Range shown(Range data) {
        if (ticks.isEmpty()) return data;
        return data.and(new Range(ticks.getFirst(), ticks.getLast()));
    }

    /// Its ticks on a scale, about so many if they are left to us.
    Ticks on(Scale scale, int target) {
        if (ticks.isEmpty()) return scale.ticks(target);
        return Ticks.at(ticks.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> scale.at(value) >= -1e-9 && scale.at(value) <= 1 + 1e-9)
                .toArray());
    }

    Axis withLog(boolean on) {
        return new Axis(label, limits, categories, ticks, on, grid, flipped, mirrored, unlabelled);
    }

    Axis withGrid(boolean on) {
        return new Axis(label, limits, categories, ticks, log, on, flipped, mirrored, unlabelled);
    }

    Axis withFlipped(boolean on) {
        return new Axis(label, limits, categories, ticks, log, grid, on, mirrored, unlabelled);
    }

    Axis withMirrored(boolean on) {
        return new Axis(label, limits, categories, ticks, log, grid, flipped, on, unlabelled);
    }

    /// This axis without numbers and name.
    Axis withoutLabels() {
        return new Axis(null, limits, categories, ticks, log, grid, flipped, mirrored, true);
    }

    /// This axis, with what it leaves open taken from another one.
    Axis or(Axis other) {
        return new Axis(
                label == null ? other.label : label,
                limits == null ? other.limits : limits,
                categories.isEmpty() ? other.categories : categories,
                ticks.isEmpty() ? other.ticks : ticks,
                log || other.log,
                grid || other.grid,
                flipped || other.flipped,
                mirrored || other.mirrored,
                unlabelled);
    }
}
