package dev.crema.viz;

import dev.crema.viz.mark.Bars;
import dev.crema.viz.mark.Images;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Note;
import dev.crema.viz.mark.ReferenceLine;
import dev.crema.viz.mark.Solid;
import dev.crema.viz.mark.Style;
import dev.crema.viz.mark.View;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Drawing;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.PdfWriter;
import dev.crema.viz.write.PngWriter;
import dev.crema.viz.write.SvgWriter;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.IChart;

/// A picture of data: panels in a grid, each with marks on one pair of axes. Immutable: every word gives a new
/// figure. Words after a mark (`marker label colorBy`) shape that mark; axis words (`xLabel yLim grid`) shape all
/// panels so far.
///
/// ```java
/// Figure fit = Plot.scatter(x, y).label("data").marker("*").plus(Plot.line(x, prediction).label("fit"));
/// Figure.row(fit, Plot.loss(history)).title("Lab 1").save("results/lab1.png");
/// fit.xLabel("w").yLim(0, 5).grid()
/// ```
public final class Figure implements IChart {
    private final List<Panel> panels;
    private final int columns;
    private final @Nullable String suptitle;
    private final Panel.@Nullable Size size;
    private final int maxPoints;

    private Figure(
            List<Panel> panels, int columns, @Nullable String suptitle, Panel.@Nullable Size size, int maxPoints) {
        this.panels = List.copyOf(panels);
        this.columns = columns;
        this.suptitle = suptitle;
        this.size = size;
        this.maxPoints = maxPoints;
    }

    static Figure of(Panel panel) {
        return new Figure(List.of(panel), 1, null, null, 0);
    }

    static Figure of(List<Panel> panels, int columns) {
        return new Figure(panels, columns, null, null, 0);
    }

    // ---- composing

    /// Figures side by side.
    public static Figure row(Figure... figures) {
        List<Panel> all = panels("row", List.of(figures));
        return composed(all, all.size(), List.of(figures));
    }

    /// Figures in rows of `columns`. A figure of several panels gives each of them its own place.
    public static Figure grid(int columns, List<Figure> figures) {
        if (columns < 1) throw new IllegalArgumentException("grid: " + columns + " columns; give at least 1");
        return composed(panels("grid", figures), columns, figures);
    }

    /// One figure for each item, in the column and the row of two of its properties, all on the same axes:
    /// `Figure.facets(trials, t -> t.text("model"), t -> t.number("lr"), t -> Plot.loss(t.history()))`.
    public static <T> Figure facets(
            Iterable<T> items,
            Function<? super T, ?> column,
            Function<? super T, ?> row,
            Function<? super T, Figure> draw) {
        return Facets.of(items, column, row, draw);
    }

    /// Both on the same axes: the other figure's marks over those of this one.
    public Figure plus(Figure other) {
        if (panels.size() != 1 || other.panels.size() != 1)
            throw new IllegalArgumentException("plus: " + panels.size() + " and " + other.panels.size()
                    + " panels; only figures of one panel share axes, put others side by side with Figure.row");
        return new Figure(List.of(panels.getFirst().plus(other.panels.getFirst())), 1, suptitle, size, maxPoints);
    }

    // ---- words for axes and figure

    /// The title: of the panel, or above all panels if there are several.
    public Figure title(String text) {
        if (panels.size() == 1) return each(panel -> panel.withTitle(text));
        return new Figure(panels, columns, text, size, maxPoints);
    }

    public Figure xLabel(String text) {
        return each(panel -> panel.withX(axis -> axis.withLabel(text)));
    }

    public Figure yLabel(String text) {
        return each(panel -> panel.withY(axis -> axis.withLabel(text)));
    }

    /// The ends of the horizontal axis; what lies outside is cut.
    public Figure xLim(double low, double high) {
        return each(panel -> panel.withX(axis -> axis.withLimits(Panel.limits("xLim", low, high))));
    }

    /// The ends of the vertical axis; what lies outside is cut.
    public Figure yLim(double low, double high) {
        return each(panel -> panel.withY(axis -> axis.withLimits(Panel.limits("yLim", low, high))));
    }

    /// A logarithmic horizontal axis.
    public Figure logX() {
        return each(panel -> panel.withX(axis -> axis.withLog(true)));
    }

    /// A logarithmic vertical axis. Values of 0 or less have no place there and are counted above the plot.
    public Figure logY() {
        return each(panel -> panel.withY(axis -> axis.withLog(true)));
    }

    /// What the upright axis of a space counts.
    public Figure zLabel(String text) {
        return seen(view -> view.withLabel(text));
    }

    /// The ends of the upright axis of a space; what lies outside is left out.
    public Figure zLim(double low, double high) {
        return seen(view -> view.withLimits(Panel.limits("zLim", low, high)));
    }

    /// From where a space is seen, in degrees: above the ground, and around the upright axis.
    public Figure view(double elevation, double azimuth) {
        return seen(view -> view.from(elevation, azimuth));
    }

    /// The horizontal axis from right to left.
    public Figure invertX() {
        return each(panel -> panel.withX(axis -> axis.withFlipped(true)));
    }

    /// The ticks of the horizontal axis: numbers are the values that get one, names stand at 0, 1, 2, …
    public Figure xTicks(Object ticks) {
        return each(panel -> panel.withX(axis -> axis.ticked("xTicks", ticks)));
    }

    /// The ticks of the vertical axis: numbers are the values that get one, names stand at 0, 1, 2, …
    public Figure yTicks(Object ticks) {
        return each(panel -> panel.withY(axis -> axis.ticked("yTicks", ticks)));
    }

    /// Grid lines in both directions; without this word only level ones.
    public Figure grid() {
        return each(panel -> panel.withX(axis -> axis.withGrid(true)).withY(axis -> axis.withGrid(true)));
    }

    /// A legend where no series has a label: they are called `series 1`, `series 2`, … A series with a label is in
    /// the legend without this word, and those beside it that have none stay out of it.
    public Figure legend() {
        return each(panel -> {
            if (panel.marks().stream().anyMatch(mark -> mark.style().label() != null)) return panel;
            var named = new ArrayList<Mark>();
            int index = 0;
            for (Mark mark : panel.marks()) {
                if (mark.turn() == Mark.Turn.OWN) index++;
                boolean nameless = mark.turn() == Mark.Turn.OWN && mark.style().label() == null;
                named.add(nameless ? mark.with(mark.style().withLabel("series " + index)) : mark);
            }
            return panel.withMarks(named);
        });
    }

    /// The size of the whole figure, in pixels.
    public Figure figsize(int width, int height) {
        if (width < 60 || height < 60)
            throw new IllegalArgumentException(
                    "figsize: " + width + " x " + height + " pixels is too small to draw in; give at least 60 x 60");
        return new Figure(panels, columns, suptitle, new Panel.Size(width, height), maxPoints);
    }

    /// Draws at most so many points of each line, the lowest and the highest of each stretch: live frames stay
    /// small.
    public Figure maxPoints(int count) {
        return new Figure(panels, columns, suptitle, size, Math.max(4, count));
    }

    // ---- words that add a mark

    /// A text on the last panel, placed by shares of its width and height: (0, 0) is the lower left corner.
    public Figure text(double across, double up, String text) {
        return lastPanel(panel -> panel.withMark(new Note(across, up, text, Style.AUTO)));
    }

    /// A thin level line at a value, on all panels so far.
    public Figure hline(double y) {
        return each(panel -> panel.withMark(new ReferenceLine(y, false, Style.AUTO)));
    }

    /// A thin upright line at a value, on all panels so far.
    public Figure vline(double x) {
        return each(panel -> panel.withMark(new ReferenceLine(x, true, Style.AUTO)));
    }

    /// Error bars on the last mark, half their length each.
    public Figure errors(Object error) {
        Mark bars = MarkWords.errors(last(), error);
        return lastPanel(panel -> panel.withMark(bars));
    }

    // ---- words for the last mark

    /// What the legend calls the last mark.
    public Figure label(String text) {
        return styled(style -> style.withLabel(text));
    }

    /// The shape of points: `.` `o` `*` `x` `+` `^` `v` `s` `d`. A line gets one at each value.
    public Figure marker(String symbol) {
        return styled(style -> style.withMarker(Marker.of(symbol)));
    }

    /// The width of points, in pixels.
    public Figure size(double pixels) {
        return styled(style -> style.withSize(pixels));
    }

    /// The width of lines, in pixels.
    public Figure width(double pixels) {
        return styled(style -> style.withWidth(pixels));
    }

    /// A broken line.
    public Figure dash() {
        return styled(style -> style.withDash(Dash.DASHED));
    }

    /// `C0` to `C4` of the theme's palette, a CSS name, or `#rrggbb`.
    public Figure color(String name) {
        Theme.LIGHT.color(name); // refuses an unknown name here, not when the figure is drawn
        return styled(style -> style.withColor(name));
    }

    /// Opacity, from 0 to 1.
    public Figure alpha(double opacity) {
        if (!(opacity >= 0 && opacity <= 1))
            throw new IllegalArgumentException("alpha: " + opacity + " is no opacity; give 0 (clear) to 1 (solid)");
        return styled(style -> style.withAlpha(opacity));
    }

    /// Colours for the points of the last mark: by class, for names or few whole numbers, with a legend; else by
    /// value, with a colour bar.
    public Figure colorBy(Object values) {
        return lastMark(mark -> MarkWords.colorBy(mark, values));
    }

    /// The colours for values: `viridis`, `jet` or `gray`.
    public Figure colorMap(String name) {
        return lastMark(mark -> MarkWords.colorMap(mark, name));
    }

    /// Bars side by side, one for each group of a category.
    public Figure by(Object groups) {
        Bars grouped = MarkWords.by(last(), groups);
        return lastMark(_ -> grouped)
                .lastPanel(panel -> panel.withX(axis -> axis.withCategories(grouped.categories())));
    }

    /// How many pictures stand side by side.
    public Figure perRow(int count) {
        return pictures(MarkWords.perRow(last(), count));
    }

    /// A title above each picture: the format with its label in place of `%s`.
    public Figure titles(String format, Object labels) {
        return pictures(MarkWords.titles(last(), format, labels));
    }

    /// What was predicted and what is true above each picture: wrong ones are flagged by a frame and their colour.
    public Figure predictions(Object predicted, Object target) {
        return pictures(MarkWords.predictions(last(), predicted, target));
    }

    /// The cut on a score axis: scores from here on count as positive.
    public Figure threshold(double cut) {
        return lastMark(mark -> MarkWords.threshold(mark, cut));
    }

    /// The weights of a network as colour and width of its lines.
    public Figure weights() {
        return lastMark(MarkWords::weights);
    }

    /// The way of gradient descent over contours or on a surface, from its start to its end.
    public Figure descent(Object x, Object y) {
        Mark way = MarkWords.descent(last(), x, y);
        return lastPanel(panel -> panel.withMark(way));
    }

    // ---- what comes out

    /// The width in pixels.
    public int width() {
        return FigureLayout.width(this);
    }

    /// The height in pixels.
    public int height() {
        return FigureLayout.height(this);
    }

    /// The figure as SVG on white.
    public String svg() {
        return svg(Theme.LIGHT);
    }

    /// The figure as SVG.
    public String svg(Theme theme) {
        return SvgWriter.write(drawing(theme));
    }

    /// The figure as PNG on white, two pixels for one.
    public byte[] png() {
        return png(Theme.LIGHT);
    }

    /// The figure as PNG, two pixels for one.
    public byte[] png(Theme theme) {
        return PngWriter.write(drawing(theme)).bytes();
    }

    /// The figure as PNG, one pixel for one, in a third of the bytes: for what is soon replaced.
    public byte[] draftPng(Theme theme) {
        return PngWriter.write(drawing(theme), 1).bytes();
    }

    /// The letters of the figure that its PNG shows as codes because the font lacks them: `한 (U+D55C)`.
    public List<String> missingGlyphs() {
        return drawing(Theme.LIGHT).missingGlyphs();
    }

    /// What the figure shows, in words made from its data.
    public String alt() {
        return AltText.of(this);
    }

    /// The figure for a terminal: `alt()`, and a line of small bars for each curve.
    public String text() {
        return AltText.withSparklines(this);
    }

    /// Everything in its place, for a writer.
    public Drawing drawing(Theme theme) {
        return FigureLayout.draw(this, theme);
    }

    /// The figure as a page of vectors, one pixel 1/96 inch: text as outlines of the bundled font, and as text to
    /// search and copy.
    public byte[] pdf() {
        return PdfWriter.write(drawing(Theme.LIGHT));
    }

    /// Writes the figure to a file whose ending says how: `.svg`, `.png`, `.pdf` or `.txt`. Missing folders are
    /// made.
    public void save(String file) {
        FigureFile.save(this, file);
    }

    /// As `text()`.
    @Override
    public String toString() {
        return text();
    }

    List<Panel> panels() {
        return panels;
    }

    int columns() {
        return columns;
    }

    @Nullable
    String suptitle() {
        return suptitle;
    }

    Panel.@Nullable Size figsize() {
        return size;
    }

    int maxPoints() {
        return maxPoints;
    }

    // ---- for XChart's encoders and panels, which take any chart

    /// Paints the figure on white, stretched to a size.
    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        PngWriter.paint(drawing(Theme.LIGHT), graphics, width, height);
    }

    /// As `width()`.
    @Override
    public int getWidth() {
        return width();
    }

    /// As `height()`.
    @Override
    public int getHeight() {
        return height();
    }

    /// The title, or the alt text without one.
    @Override
    public String getTitle() {
        String title = suptitle == null ? panels.getFirst().title() : suptitle;
        return title == null ? alt() : title;
    }

    // ---- how composing and words work

    /// The panels of figures; the title of a figure of several goes to its first.
    private static List<Panel> panels(String op, List<Figure> figures) {
        if (figures.isEmpty()) throw new IllegalArgumentException(op + ": no figures; give at least one");
        var all = new ArrayList<Panel>();
        for (Figure figure : figures) {
            Panel first = figure.panels.getFirst();
            all.add(first.title() == null ? first.withTitle(figure.suptitle) : first);
            all.addAll(figure.panels.subList(1, figure.panels.size()));
        }
        return all;
    }

    private static Figure composed(List<Panel> panels, int columns, List<Figure> figures) {
        int maxPoints = figures.stream().mapToInt(Figure::maxPoints).max().orElse(0);
        return new Figure(panels, columns, null, null, maxPoints);
    }

    private Figure each(UnaryOperator<Panel> change) {
        return with(panels.stream().map(change).toList());
    }

    private Figure seen(UnaryOperator<View> change) {
        return each(panel -> panel.withMarks(panel.marks().stream()
                .map(mark -> mark instanceof Solid solid ? (Mark) solid.with(change.apply(solid.view())) : mark)
                .toList()));
    }

    private Figure lastPanel(UnaryOperator<Panel> change) {
        var changed = new ArrayList<>(panels);
        changed.set(changed.size() - 1, change.apply(changed.getLast()));
        return with(changed);
    }

    private Figure lastMark(UnaryOperator<Mark> change) {
        Mark changed = change.apply(last());
        return lastPanel(panel -> panel.withLast(changed));
    }

    private Figure styled(UnaryOperator<Style> change) {
        return lastMark(mark -> mark.with(change.apply(mark.style())));
    }

    private Figure pictures(Images images) {
        return lastPanel(panel -> ImageGrid.panel(images, panel.words().notes()).withTitle(panel.title()));
    }

    private Figure with(List<Panel> changed) {
        return new Figure(changed, columns, suptitle, size, maxPoints);
    }

    private Mark last() {
        List<Mark> marks = panels.getLast().marks();
        if (marks.isEmpty())
            throw new IllegalStateException("this figure has no mark yet; words for marks come after one");
        return marks.getLast();
    }
}
