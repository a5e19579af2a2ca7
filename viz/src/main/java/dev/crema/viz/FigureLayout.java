package dev.crema.viz;

import dev.crema.viz.Panel.Framing;
import dev.crema.viz.Panel.LegendPlace;
import dev.crema.viz.mark.LegendEntry;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Drawing;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Places the panels of a figure in a grid, plots of a row and of a column in line, and gives the list of what to
/// draw.
final class FigureLayout {
    private static final double TITLE = 16;
    private static final double TITLE_ROW = 30;

    private final Figure figure;
    private final Theme theme;
    private final int rows;
    private final int columns;
    private final double titleRow;
    private final double[] widths;
    private final double[] heights;
    private final int width;
    private final int height;

    private FigureLayout(Figure figure, Theme theme) {
        this.figure = figure;
        this.theme = theme;
        columns = figure.columns();
        rows = Math.max(1, (figure.panels().size() + columns - 1) / columns);
        titleRow = figure.suptitle() == null ? 0 : TITLE_ROW;
        widths = new double[columns];
        heights = new double[rows];
        for (int i = 0; i < figure.panels().size(); i++) {
            Panel.Size size = size(figure.panels().get(i), columns);
            widths[i % columns] = Math.max(widths[i % columns], size.width());
            heights[i / columns] = Math.max(heights[i / columns], size.height());
        }
        Panel.Size given = figure.figsize();
        width = (int) Math.round(given == null ? sum(widths) : given.width());
        height = (int) Math.round(given == null ? sum(heights) + titleRow : given.height());
    }

    static Drawing draw(Figure figure, Theme theme) {
        return new FigureLayout(figure, theme).draw();
    }

    static int width(Figure figure) {
        Panel.Size given = figure.figsize();
        return given != null ? (int) given.width() : new FigureLayout(figure, Theme.LIGHT).width;
    }

    static int height(Figure figure) {
        Panel.Size given = figure.figsize();
        return given != null ? (int) given.height() : new FigureLayout(figure, Theme.LIGHT).height;
    }

    private static Panel.Size size(Panel panel, int columns) {
        if (panel.plot() != null) return PanelLayout.around(panel, panel.plot());
        boolean space = panel.frame() == Framing.SPACE; // about as high as wide
        return switch (columns) {
            case 1 -> new Panel.Size(space ? 580 : 640, space ? 480 : 420);
            case 2 -> new Panel.Size(430, space ? 370 : 320);
            case 3 -> new Panel.Size(330, space ? 290 : 270);
            default -> new Panel.Size(250, 220);
        };
    }

    private Drawing draw() {
        stretch(widths, width);
        stretch(heights, height - titleRow);
        List<PanelLayout> layouts = measure();
        if (figure.panels().stream()
                .anyMatch(panel -> panel.x().unlabelled() || panel.y().unlabelled())) {
            alignPlots(layouts);
            layouts = measure();
        }
        double[] heads = rowMost(layouts, PanelLayout::head);
        double[] feet = rowMost(layouts, PanelLayout::foot);
        double[] lefts = columnMost(layouts, PanelLayout::left);
        List<Element> elements = new ArrayList<>();
        String title = figure.suptitle();
        if (title != null) {
            String fitted = Typeface.fitted(title, TITLE, width - 2 * Heading.MARGIN);
            elements.add(new Element.TextRun(fitted, Heading.MARGIN, 25, TITLE, theme.ink(), Anchor.START, false));
        }
        double y = titleRow;
        for (int row = 0; row < rows; row++) {
            double x = 0;
            for (int column = 0; column < columns && row * columns + column < layouts.size(); column++) {
                var cell = new Bounds(x, y, widths[column], heights[row]);
                layouts.get(row * columns + column).draw(cell, heads[row], lefts[column], feet[row], elements);
                x += widths[column];
            }
            y += heights[row];
        }
        return new Drawing(width, height, theme.background(), figure.alt(), elements);
    }

    /// Gives all plots one size: panels without numbers at their axes are smaller by them.
    private void alignPlots(List<PanelLayout> layouts) {
        double[] lefts = columnMost(layouts, PanelLayout::left);
        double[] rights = columnMost(layouts, PanelLayout::right);
        double[] heads = rowMost(layouts, PanelLayout::head);
        double[] feet = rowMost(layouts, PanelLayout::foot);
        double across = (width - sum(lefts) - sum(rights)) / columns;
        double up = (height - titleRow - sum(heads) - sum(feet)) / rows;
        for (int i = 0; i < columns; i++) widths[i] = lefts[i] + across + rights[i];
        for (int i = 0; i < rows; i++) heights[i] = heads[i] + up + feet[i];
    }

    /// The largest of a measure in each row.
    private double[] rowMost(List<PanelLayout> layouts, ToDoubleFunction<PanelLayout> measure) {
        double[] most = new double[rows];
        for (int i = 0; i < layouts.size(); i++)
            most[i / columns] = Math.max(most[i / columns], measure.applyAsDouble(layouts.get(i)));
        return most;
    }

    /// The largest of a measure in each column.
    private double[] columnMost(List<PanelLayout> layouts, ToDoubleFunction<PanelLayout> measure) {
        double[] most = new double[columns];
        for (int i = 0; i < layouts.size(); i++)
            most[i % columns] = Math.max(most[i % columns], measure.applyAsDouble(layouts.get(i)));
        return most;
    }

    private List<PanelLayout> measure() {
        boolean shared = sharesLegend();
        var layouts = new ArrayList<PanelLayout>();
        for (int i = 0; i < figure.panels().size(); i++) {
            var size = new Panel.Size(widths[i % columns], heights[i / columns]);
            boolean legend = !shared || i == 0;
            layouts.add(new PanelLayout(figure.panels().get(i), theme, size, legend, figure.maxPoints()));
        }
        return layouts;
    }

    /// Whether all panels that have a legend have the same one, so that the first panel's is enough.
    private boolean sharesLegend() {
        List<LegendEntry> first = PanelLayout.entries(figure.panels().getFirst(), theme);
        for (Panel panel : figure.panels()) {
            boolean plain = panel.legend() == LegendPlace.ABOVE && panel.frame() == Framing.AXES;
            List<LegendEntry> entries = PanelLayout.entries(panel, theme);
            if (!plain || !(entries.isEmpty() || entries.equals(first))) return false;
        }
        return true;
    }

    /// Stretches or shrinks lengths in proportion until they fill `total`.
    private static void stretch(double[] lengths, double total) {
        double factor = total / sum(lengths);
        for (int i = 0; i < lengths.length; i++) lengths[i] *= factor;
    }

    private static double sum(double[] lengths) {
        double sum = 0;
        for (double length : lengths) sum += length;
        return sum;
    }
}
