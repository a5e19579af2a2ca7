package dev.crema.viz;

import dev.crema.viz.mark.Hatch;
import dev.crema.viz.mark.LegendEntry;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands above a plot: the title, the name of the vertical axis with the legend beside it, and notes about
/// the data. The vertical axis is named here, level, because that is read with the head upright.
final class Heading {
    static final double MARGIN = 12;
    private static final double TITLE = 16;
    private static final double ROW = 18;
    private static final double SAMPLE = 20;
    private static final double SHADE = 7;
    private static final double GAP = 14;
    private static final int MOST_ROWS = 4;

    private final Theme theme;
    private final double width;
    private final @Nullable String title;
    private final @Nullable String axisName;
    private final List<String> notes;
    private final List<List<LegendEntry>> rows;
    private final boolean beside;

    /// @param width of the whole panel, in pixels
    Heading(
            Theme theme,
            double width,
            @Nullable String title,
            @Nullable String axisName,
            List<LegendEntry> legend,
            List<String> notes) {
        this.theme = theme;
        this.width = width - 2 * MARGIN;
        this.title = title;
        this.axisName = axisName;
        this.notes = notes;
        double name = axisName == null ? 0 : Typeface.width(axisName, Typeface.TEXT) + GAP;
        beside = !legend.isEmpty() && name + length(legend) <= this.width;
        rows = beside ? List.of(legend) : rows(legend, this.width);
    }

    double height() {
        double lines = (axisName != null || beside ? 1 : 0) + (beside ? 0 : rows.size()) + (notes.isEmpty() ? 0 : 1);
        return 10 + (title == null ? 0 : ROW + 4) + lines * ROW + (lines > 0 ? 8 : 4);
    }

    void draw(Bounds panel, List<Element> elements) {
        double x = panel.x() + MARGIN;
        double y = panel.y() + 10;
        if (title != null) {
            y += ROW;
            elements.add(text(Typeface.fitted(title, TITLE, width), x, y - 4, TITLE));
            y += 4;
        }
        if (axisName != null || beside) {
            y += ROW;
            if (axisName != null)
                elements.add(text(Typeface.fitted(axisName, Typeface.TEXT, width), x, y - 5, Typeface.TEXT));
            if (beside) drawEntries(rows.getFirst(), x + width - length(rows.getFirst()), y - 5, elements);
        }
        for (List<LegendEntry> row : beside ? List.<List<LegendEntry>>of() : rows) {
            y += ROW;
            drawEntries(row, x, y - 5, elements);
        }
        if (notes.isEmpty()) return;
        y += ROW;
        String all = Typeface.fitted(String.join(" · ", notes), Typeface.TEXT, width);
        elements.add(text(all, x, y - 5, Typeface.TEXT));
    }

    /// The entries below each other, their lower right corner at a place.
    static void drawColumn(
            List<LegendEntry> entries, Theme theme, double right, double bottom, List<Element> elements) {
        double widest = columnWidth(entries);
        double height = entries.size() * (ROW - 2);
        double x = right - widest - 6;
        elements.add(new Element.Box(x - 6, bottom - height - 8, widest + 12, height + 8, theme.background(), 0.85));
        for (int i = 0; i < entries.size(); i++) {
            double y = bottom - height + i * (ROW - 2) + 8;
            drawSample(entries.get(i), theme, x, y, elements);
        }
        for (int i = 0; i < entries.size(); i++) {
            double y = bottom - height + i * (ROW - 2) + 8;
            elements.add(label(entries.get(i), theme, x, y));
        }
    }

    /// How wide entries below each other are.
    static double columnWidth(List<LegendEntry> entries) {
        return entries.stream().mapToDouble(Heading::length).max().orElse(0);
    }

    private void drawEntries(List<LegendEntry> entries, double left, double y, List<Element> elements) {
        double x = Math.round(left);
        var samples = new ArrayList<Element>();
        for (LegendEntry entry : entries) {
            elements.add(label(entry, theme, x, y));
            drawSample(entry, theme, x, y, samples);
            x = Math.round(x + length(entry) + GAP);
        }
        elements.addAll(samples);
    }

    private static Element label(LegendEntry entry, Theme theme, double x, double y) {
        return new Element.TextRun(
                entry.label(), x + sample(entry) + 5, y, Typeface.TEXT, theme.ink(), Anchor.START, false);
    }

    private static void drawSample(LegendEntry entry, Theme theme, double x, double y, List<Element> elements) {
        double middle = y - 4;
        Stroke stroke = entry.stroke();
        Marker marker = entry.marker();
        if (stroke != null) {
            elements.add(new Element.Lines(List.of(new double[] {x, middle, x + SAMPLE, middle}), stroke));
        }
        if (marker != null) {
            double[] place = {x + sample(entry) / 2, middle};
            elements.add(new Element.Markers(place, marker, entry.size(), entry.color(), 1));
        }
        if (stroke != null || marker != null) return;
        for (int i = 0; i < entry.shades().size(); i++)
            elements.add(new Element.Box(
                    x + i * SHADE, middle - 5, SHADE, 10, entry.shades().get(i), 1));
        if (!entry.shades().isEmpty()) return;
        elements.add(new Element.Box(x, middle - 5, 10, 10, entry.color(), 1));
        List<double[]> stripes = Hatch.of(new Bounds(x, middle - 5, 10, 10), entry.hatch());
        if (!stripes.isEmpty()) elements.add(new Element.Lines(stripes, Stroke.of(theme.background(), 1.2)));
    }

    private Element text(String words, double x, double y, double size) {
        return new Element.TextRun(words, x, y, size, theme.ink(), Anchor.START, false);
    }

    private static double sample(LegendEntry entry) {
        if (!entry.shades().isEmpty()) return SHADE * entry.shades().size();
        return entry.stroke() == null ? 10 : SAMPLE;
    }

    private static double length(LegendEntry entry) {
        return sample(entry) + 5 + Typeface.width(entry.label(), Typeface.TEXT);
    }

    private static double length(List<LegendEntry> entries) {
        return entries.stream().mapToDouble(Heading::length).sum() + (entries.size() - 1) * GAP;
    }

    /// The entries in rows that fit; what does not fit in the last row is counted.
    private static List<List<LegendEntry>> rows(List<LegendEntry> legend, double width) {
        var rows = new ArrayList<List<LegendEntry>>();
        var row = new ArrayList<LegendEntry>();
        for (int i = 0; i < legend.size(); i++) {
            LegendEntry entry = legend.get(i);
            boolean last = rows.size() == MOST_ROWS - 1;
            double reserved = last && i + 1 < legend.size() ? 80 : 0;
            if (!row.isEmpty() && length(row) + GAP + length(entry) + reserved > width) {
                if (last) {
                    String more = "and " + (legend.size() - i) + " more";
                    row.add(new LegendEntry(more, entry.color(), null, Marker.DOT, 0));
                    break;
                }
                rows.add(List.copyOf(row));
                row.clear();
            }
            row.add(entry);
        }
        if (!row.isEmpty()) rows.add(List.copyOf(row));
        return rows;
    }
}
