package dev.crema.viz;

import dev.crema.viz.scale.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked of one axis; the data decide the rest.
///
/// @param label what the axis counts
/// @param limits its ends; null for those of the data
/// @param categories the labels at 0, 1, 2, …; empty for numbers
/// @param grid whether lines stand at its ticks
/// @param flipped whether it runs against the usual direction
/// @param mirrored whether what is below zero counts as much as above: no minus signs
record Axis(
        @Nullable String label,
        @Nullable Range limits,
        List<String> categories,
        boolean log,
        boolean grid,
        boolean flipped,
        boolean mirrored) {
    static final Axis PLAIN = new Axis(null, null, List.of(), false, false, false, false);
    static final Axis GRIDDED = PLAIN.withGrid(true);

    Axis {
        categories = List.copyOf(categories);
    }

    Axis withLabel(@Nullable String text) {
        return new Axis(text, limits, categories, log, grid, flipped, mirrored);
    }

    Axis withLimits(Range range) {
        return new Axis(label, range, categories, log, grid, flipped, mirrored);
    }

    Axis withCategories(List<String> labels) {
        return new Axis(label, limits, labels, log, grid, flipped, mirrored);
    }

    Axis withLog(boolean on) {
        return new Axis(label, limits, categories, on, grid, flipped, mirrored);
    }

    Axis withGrid(boolean on) {
        return new Axis(label, limits, categories, log, on, flipped, mirrored);
    }

    Axis withFlipped(boolean on) {
        return new Axis(label, limits, categories, log, grid, on, mirrored);
    }

    Axis withMirrored(boolean on) {
        return new Axis(label, limits, categories, log, grid, flipped, on);
    }

    /// This axis, with what it leaves open taken from another one.
    Axis or(Axis other) {
        return new Axis(
                label == null ? other.label : label,
                limits == null ? other.limits : limits,
                categories.isEmpty() ? other.categories : categories,
                log || other.log,
                grid || other.grid,
                flipped || other.flipped,
                mirrored || other.mirrored);
    }
}
