package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One layer of a panel. A new mark is one file here and one line in this list.
public sealed interface Mark
        permits Band,
                Bars,
                Callout,
                ConfusionCells,
                Contour,
                Diagram,
                ErrorBars,
                HeatCells,
                Histogram,
                Images,
                Line,
                Network,
                Note,
                Points,
                ReferenceLine,
                Regions,
                ScoreSides,
                Solid,
                Steps,
                Trail {

    Style style();

    /// This mark in another style.
    Mark with(Style style);

    /// Whose colour of the palette it takes.
    default Turn turn() {
        return Turn.OWN;
    }

    /// Tells the axes what they must show.
    default void extend(Extent extent) {}

    void draw(Canvas canvas, Look look);

    /// Its lines in the legend; none without a label.
    default List<LegendEntry> legend(Theme theme, Look look) {
        String label = style().label();
        return label == null ? List.of() : List.of(LegendEntry.box(label, look.color()));
    }

    /// The scale of its colours, if they stand for values.
    default @Nullable ColorBar colorBar() {
        return null;
    }

    /// How much room it needs to the right of the plot, in pixels.
    default double side() {
        return 0;
    }

    /// What could not be drawn, each in a few words.
    ///
    /// @param xName what the horizontal axis counts: `epoch`
    /// @param log whether the vertical axis is logarithmic
    default List<String> notes(String xName, boolean log) {
        return List.of();
    }

    /// What it shows, as a part of a sentence: `30 values from 2.30 to 0.05`; empty for what says nothing about
    /// data.
    String summary();

    /// The same where names stand at the places across: their numbers would say nothing.
    default String summary(List<String> names) {
        return summary();
    }

    /// Values that a line of small bars can show, or null.
    default double @Nullable [] profile() {
        return null;
    }

    /// Whose colour a mark takes.
    enum Turn {
        /// The next of the palette.
        OWN,
        /// That of the series before it: error bars, a best point.
        PREVIOUS,
        /// That of the series after it: a band lies under its line.
        FOLLOWING
    }
}
