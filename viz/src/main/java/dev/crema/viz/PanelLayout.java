package dev.crema.viz;

import dev.crema.viz.Panel.Framing;
import dev.crema.viz.Panel.LegendPlace;
import dev.crema.viz.mark.Callout;
import dev.crema.viz.mark.Canvas;
import dev.crema.viz.mark.ColorBar;
import dev.crema.viz.mark.Frame;
import dev.crema.viz.mark.LegendEntry;
import dev.crema.viz.mark.Look;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Places one panel: measures what stands around the plot, so that panels of a row and of a column can line up,
/// then draws grid, marks, axes and words.
final class PanelLayout {
    /// Narrower panels have no room for a title.
    private static final double NARROWEST = 300;

    private final Panel panel;
    private final Theme theme;
    private final int maxPoints;
    private final List<Look> looks;
    private final List<LegendEntry> inside;
    private final Heading heading;
    private final Axes axes;
    private final Ticks xTicks;
    private final TickLabels labels;
    private final double left;
    private final double right;
    private final double foot;

    /// @param legend whether this panel shows its legend
    PanelLayout(Panel panel, Theme theme, Panel.Size size, boolean legend, int maxPoints) {
        this.panel = panel;
        this.theme = theme;
        this.maxPoints = maxPoints;
        looks = looks(panel, theme);
        List<LegendEntry> entries = legend ? entries(panel, theme) : List.of();
        boolean above = panel.legend() == LegendPlace.ABOVE;
        inside = above ? List.of() : entries;
        heading = new Heading(
                theme,
                size.width(),
                panel.title(),
                panel.frame() == Framing.SPACE ? null : panel.y().label(),
                above ? entries : List.of(),
                notes());
        boolean bare = panel.frame() == Framing.BARE || panel.frame() == Framing.SPACE;
        double name = panel.x().label() == null ? 0 : 18;
        double height = size.height() - heading.height() - 26 - name;
        axes = Axes.of(panel, height);
        left = Heading.MARGIN + (bare || panel.y().unlabelled() ? 0 : TickLabels.widest(axes.yTicks()));
        double beside = ColorScale.width(colorBars()) + side();
        double across = size.width() - left - beside - 14;
        if (panel.frame() == Framing.EQUAL) across = Math.min(across, height * axes.aspect());
        xTicks = axes.xTicks(across);
        right = bare ? Heading.MARGIN + beside : 14 + Math.max(beside, axes.overhang(xTicks, across) - 8);
        labels = new TickLabels(panel, axes, xTicks, across, height);
        foot = bare ? Heading.MARGIN : labels.height() + name + 8;
    }

    /// The size of a panel whose plot has this size.
    static Panel.Size around(Panel panel, Panel.Size plot) {
        var size = new Panel.Size(plot.width() + 120, plot.height() + 100);
        // What stands around the plot depends a little on the size; the second time it does no more.
        for (int i = 0; i < 2; i++) {
            var layout = new PanelLayout(panel, Theme.LIGHT, size, true, 0);
            size = new Panel.Size(
                    Math.max(NARROWEST, Math.ceil(layout.left + plot.width() + layout.right)),
                    Math.ceil(layout.head() + plot.height() + layout.foot));
        }
        return size;
    }

    /// The entries of the legend of a panel.
    static List<LegendEntry> entries(Panel panel, Theme theme) {
        List<Look> looks = looks(panel, theme);
        var entries = new ArrayList<LegendEntry>();
        for (int i = 0; i < looks.size(); i++)
            entries.addAll(panel.marks().get(i).legend(theme, looks.get(i)));
        return entries;
    }

    private static List<Look> looks(Panel panel, Theme theme) {
        var looks = new ArrayList<Look>();
        int next = 0;
        for (Mark mark : panel.marks()) {
            int index = switch (mark.turn()) {
                case OWN -> next++;
                case PREVIOUS -> Math.max(0, next - 1);
                case FOLLOWING -> next;
            };
            looks.add(Look.of(mark.style(), index, theme));
        }
        return looks;
    }

    double head() {
        return heading.height();
    }

    double foot() {
        return foot;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    /// @param cell the place of the whole panel
    /// @param start where the plot starts, below the top of the cell
    /// @param indent where it starts, right of the left side
    /// @param end where it ends, above the bottom
    void draw(Bounds cell, double start, double indent, double end, List<Element> elements) {
        var room = new Bounds(
                Math.round(cell.x() + indent),
                Math.round(cell.y() + start),
                Math.max(20, Math.floor(cell.width() - indent - right)),
                Math.max(20, Math.floor(cell.height() - start - end)));
        Bounds plot = panel.frame() == Framing.EQUAL ? equal(room) : room;
        var frame = new Frame(
                plot, axes.x(), axes.y(), panel.x().flipped(), panel.y().flipped());
        boolean bare = panel.frame() == Framing.BARE || panel.frame() == Framing.SPACE;
        var rules = new Rules(panel, theme, frame, xTicks, axes.yTicks());
        if (!bare) rules.drawGrid(elements);
        var canvas = new Canvas(frame, theme, maxPoints, elements);
        if (panel.frame() == Framing.SPACE) new SpaceBox(panel, axes, theme, plot).draw(looks, canvas);
        else drawMarks(canvas);
        if (!bare) {
            rules.drawAxes(elements);
            boolean known = !axes.empty() || panel.x().limits() != null; // an empty facet of known axes
            if (known) labels.draw(frame, xTicks, axes.yTicks(), theme, elements);
            drawName(plot, elements);
        }
        ColorScale.draw(colorBars(), theme, panel.frame() == Framing.SPACE ? beside(plot) : plot, elements);
        if (!inside.isEmpty()) {
            boolean corner = panel.legend() == LegendPlace.CORNER;
            double side = corner ? plot.x() + 12 + Heading.columnWidth(inside) : plot.right() + 1;
            Heading.drawColumn(inside, theme, side, plot.bottom() - 6, elements);
        }
        if (axes.empty() && !bare) drawEmpty(plot, elements);
        heading.draw(cell, elements);
    }

    /// Callouts come last: they look for room among all that is there.
    private void drawMarks(Canvas canvas) {
        for (boolean callouts : new boolean[] {false, true})
            for (int i = 0; i < looks.size(); i++) {
                Mark mark = panel.marks().get(i);
                if (mark instanceof Callout == callouts) mark.draw(canvas, looks.get(i));
            }
    }

    private void drawName(Bounds plot, List<Element> elements) {
        String name = panel.x().label();
        if (name == null) return;
        double y = plot.bottom() + labels.height() + 13;
        double x = Math.round(plot.x() + plot.width() / 2);
        elements.add(new Element.TextRun(name, x, y, Typeface.TEXT, theme.ink(), Anchor.MIDDLE, false));
    }

    private void drawEmpty(Bounds plot, List<Element> elements) {
        double x = Math.round(plot.x() + plot.width() / 2);
        double y = Math.round(plot.y() + plot.height() / 2);
        String words = Typeface.fitted(panel.words().empty(), Typeface.TEXT, plot.width());
        elements.add(new Element.TextRun(words, x, y, Typeface.TEXT, theme.muted(), Anchor.MIDDLE, false));
    }

    /// The largest frame in which one unit is as long across as up.
    private Bounds equal(Bounds room) {
        double width = Math.min(room.width(), room.height() * axes.aspect());
        return new Bounds(room.x(), room.y(), Math.floor(width), Math.floor(width / axes.aspect()));
    }

    /// The middle of the height: colour bars beside a space are as high as the space looks.
    private static Bounds beside(Bounds plot) {
        return new Bounds(plot.x(), plot.y() + 0.15 * plot.height(), plot.width(), 0.7 * plot.height());
    }

    private double side() {
        return panel.marks().stream().mapToDouble(Mark::side).max().orElse(0);
    }

    private List<ColorBar> colorBars() {
        return panel.marks().stream()
                .map(Mark::colorBar)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> notes() {
        String label = panel.x().label();
        var notes = new ArrayList<String>();
        for (Mark mark : panel.marks())
            notes.addAll(mark.notes(label == null ? "x =" : label, panel.y().log()));
        notes.addAll(panel.words().notes());
        return notes;
    }
}
