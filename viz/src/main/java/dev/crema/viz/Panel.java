package dev.crema.viz;

import dev.crema.viz.mark.Mark;
import dev.crema.viz.scale.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Marks on one pair of axes.
///
/// @param marks in the order of drawing
/// @param title above the plot; null for none
/// @param frame how the plot is framed
/// @param legend where the legend stands
/// @param plot the size between the axes that its content needs, in pixels; null for the usual size of the panel
/// @param words what the data alone do not say
record Panel(
        List<Mark> marks,
        @Nullable String title,
        Axis x,
        Axis y,
        Framing frame,
        LegendPlace legend,
        @Nullable Size plot,
        Words words) {

    Panel {
        marks = List.copyOf(marks);
    }

    /// A panel of one mark with horizontal grid lines.
    static Panel of(Mark mark) {
        return of(List.of(mark));
    }

    static Panel of(List<? extends Mark> marks) {
        return new Panel(
                List.copyOf(marks), null, Axis.PLAIN, Axis.GRIDDED, Framing.AXES, LegendPlace.ABOVE, null, Words.NONE);
    }

    enum Framing {
        /// Axes with ticks; each fills its direction.
        AXES,
        /// Axes with ticks; one unit is as long across as up.
        EQUAL,
        /// No axes at all: pictures.
        BARE,
        /// Three axes around a space.
        SPACE
    }

    enum LegendPlace {
        /// In a row between title and plot.
        ABOVE,
        /// In the lower right corner of the plot.
        INSIDE,
        /// In the lower left corner of the plot.
        CORNER
    }

    record Size(double width, double height) {}

    /// @param summary the alt text of the panel; null for one made from its marks
    /// @param empty what stands on the plot while there are no data
    /// @param notes what is wrong with the data, shown above the plot
    record Words(@Nullable String summary, String empty, List<String> notes) {
        static final Words NONE = new Words(null, "no data", List.of());

        Words {
            notes = List.copyOf(notes);
        }
    }

    Panel withTitle(@Nullable String text) {
        return new Panel(marks, text, x, y, frame, legend, plot, words);
    }

    Panel withX(UnaryOperator<Axis> change) {
        return new Panel(marks, title, change.apply(x), y, frame, legend, plot, words);
    }

    Panel withY(UnaryOperator<Axis> change) {
        return new Panel(marks, title, x, change.apply(y), frame, legend, plot, words);
    }

    Panel withFrame(Framing framing) {
        return new Panel(marks, title, x, y, framing, legend, plot, words);
    }

    Panel withLegend(LegendPlace place) {
        return new Panel(marks, title, x, y, frame, place, plot, words);
    }

    Panel withPlot(Size pixels) {
        return new Panel(marks, title, x, y, frame, legend, pixels, words);
    }

    Panel withWords(Words said) {
        return new Panel(marks, title, x, y, frame, legend, plot, said);
    }

    Panel withSummary(String text) {
        return withWords(new Words(text, words.empty, words.notes));
    }

    Panel withLabels(String xLabel, String yLabel) {
        return withX(axis -> axis.withLabel(xLabel)).withY(axis -> axis.withLabel(yLabel));
    }

    Panel withMark(Mark mark) {
        var more = new ArrayList<>(marks);
        more.add(mark);
        return new Panel(more, title, x, y, frame, legend, plot, words);
    }

    Panel withMarks(List<Mark> changed) {
        return new Panel(changed, title, x, y, frame, legend, plot, words);
    }

    /// This panel with its last mark changed.
    Panel withLast(Mark mark) {
        var changed = new ArrayList<>(marks);
        changed.set(changed.size() - 1, mark);
        return new Panel(changed, title, x, y, frame, legend, plot, words);
    }

    /// The marks of both on the axes of this one. A summary would be half the truth, so the marks speak for
    /// themselves.
    Panel plus(Panel other) {
        var all = new ArrayList<>(marks);
        all.addAll(other.marks);
        var notes = new ArrayList<>(words.notes);
        notes.addAll(other.words.notes);
        return new Panel(
                all,
                title == null ? other.title : title,
                x.or(other.x),
                y.or(other.y),
                frame,
                legend,
                plot,
                new Words(null, words.empty, notes));
    }

    static Range limits(String op, double low, double high) {
        if (low < high) return new Range(low, high);
        throw new IllegalArgumentException(op + ": the lower end " + low + " is not below the upper end " + high
                + "; give the smaller number first");
    }
}
