package dev.crema.viz;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.viz.mark.Band;
import dev.crema.viz.mark.Bars;
import dev.crema.viz.mark.Contour;
import dev.crema.viz.mark.HeatCells;
import dev.crema.viz.mark.Histogram;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.Points3d;
import dev.crema.viz.mark.Steps;
import dev.crema.viz.mark.Style;
import dev.crema.viz.mark.View;
import dev.crema.viz.theme.ColorMap;
import java.util.List;
import java.util.stream.IntStream;

/// The charts. Numbers are a `Tensor`, an array or a `List`; anything else is refused by name.
///
/// ```java
/// Plot.scatter(x, y).marker("*").label("data")
/// Figure.row(Plot.loss(history), Plot.accuracy(history))
/// Plot.images(batch.x()).perRow(3).titles("Ground Truth: %s", batch.y())
/// ```
public final class Plot {
    /// Matrices up to this size get a label for each row and column.
    private static final int MOST_NAMED = 30;

    private Plot() {}

    /// A line through values at 0, 1, 2, …
    public static Figure line(Object y) {
        double[] values = Numbers.row("line", "y", y);
        return Figure.of(Panel.of(new Line(indices(values.length), values, Style.AUTO)));
    }

    /// A line from point to point, in the order given.
    public static Figure line(Object x, Object y) {
        double[][] points = points("line", x, y);
        return Figure.of(Panel.of(new Line(points[0], points[1], Style.AUTO)));
    }

    /// A line of steps: each value holds until the next x.
    public static Figure steps(Object x, Object y) {
        double[][] points = points("steps", x, y);
        return Figure.of(Panel.of(new Steps(points[0], points[1], Style.AUTO)));
    }

    /// A point for each pair of values.
    public static Figure scatter(Object x, Object y) {
        double[][] points = points("scatter", x, y);
        return Figure.of(Panel.of(new Points(points[0], points[1], null, Style.AUTO)));
    }

    /// A point in space for each three values. Words for it: `zLabel zLim view invertX colorBy colorMap`.
    public static Figure scatter3d(Object x, Object y, Object z) {
        double[][] ground = points("scatter3d", x, y);
        double[] up = Numbers.row("scatter3d", "z", z);
        Numbers.sameLength("scatter3d", "x", ground[0].length, "z", up.length);
        var cloud = new Points3d(ground[0], ground[1], up, null, View.USUAL, Style.AUTO);
        return Figure.of(Panel.of(cloud).withFrame(Panel.Framing.SPACE));
    }

    /// The area between two values at each x; draw it first, then `.plus(Plot.line(x, y))` in the same colour.
    public static Figure band(Object x, Object low, Object high) {
        double[][] lower = points("band", x, low);
        double[][] upper = points("band", x, high);
        return Figure.of(Panel.of(new Band(lower[0], lower[1], upper[1], Style.AUTO)));
    }

    /// A bar for each label. Several values under one label stand side by side after `.by(groups)`.
    public static Figure bars(Object labels, Object y) {
        List<String> names = Labels.of("bars", "labels", labels);
        double[] values = Numbers.row("bars", "y", y);
        Numbers.sameLength("bars", "labels", names.size(), "y", values.length);
        var bars = new Bars(names, values, List.of(), Style.AUTO);
        return Figure.of(Panel.of(bars).withX(axis -> axis.withCategories(bars.categories())));
    }

    /// How many values lie in each of `bins` equal intervals from the smallest to the largest.
    public static Figure histogram(Object x, int bins) {
        if (bins < 1) throw new IllegalArgumentException("histogram: " + bins + " bins; give at least 1");
        double[] values = Numbers.of("histogram", "x", x).values();
        return Figure.of(Panel.of(Histogram.of(values, bins)).withY(axis -> axis.withLabel("count")));
    }

    /// A coloured cell for each value of a matrix `[rows, columns]`, the first row on top.
    public static Figure heat(Object matrix) {
        double[][] values = Numbers.matrix("heat", "the matrix", matrix);
        int columns = values.length == 0 ? 0 : values[0].length;
        Panel panel = Panel.of(new HeatCells(values, ColorMap.VIRIDIS, Style.AUTO))
                .withY(axis -> axis.withFlipped(true).withGrid(false));
        if (columns > MOST_NAMED || values.length > MOST_NAMED) return Figure.of(panel);
        return Figure.of(panel.withX(axis -> axis.withCategories(names(columns)))
                .withY(axis -> axis.withCategories(names(values.length))));
    }

    /// Lines of equal value over a plane: `x` has a value for each column of `z`, `y` one for each row.
    public static Figure contour(Object x, Object y, Object z) {
        double[] across = Numbers.row("contour", "x", x);
        double[] up = Numbers.row("contour", "y", y);
        double[][] surface = Numbers.matrix("contour", "z", z);
        Numbers.sameLength("contour", "y", up.length, "the rows of z", surface.length);
        if (surface.length > 0)
            Numbers.sameLength("contour", "x", across.length, "the columns of z", surface[0].length);
        return Figure.of(Panel.of(new Contour(across, up, surface, ColorMap.VIRIDIS, Style.AUTO)));
    }

    /// One picture: `[height, width]`, `[1 or 3, height, width]`, or the pixels of a square. Grey values are
    /// stretched from the smallest to the largest; colours from 0 to 1 or 0 to 255 are shown as they are.
    public static Figure image(Object x) {
        return Figure.of(ImageGrid.single(Numbers.of("image", "x", x)));
    }

    /// A batch of pictures: `[count, 1 or 3, height, width]`, `[count, height, width]`, or `[count, pixels]` of
    /// squares.
    public static Figure images(Object x) {
        return Figure.of(ImageGrid.batch(Numbers.of("images", "x", x)));
    }

    /// The loss of a run, in training and validation.
    public static Figure loss(History history) {
        return metric(history, "loss");
    }

    /// The accuracy of a run, in training and validation.
    public static Figure accuracy(History history) {
        return metric(history, "accuracy");
    }

    /// One measure of a run in training (`name`) and validation (`val_name`), the best epoch ringed. Before the
    /// first epoch is over, the loss shows that of the batches.
    public static Figure metric(History history, String name) {
        return Figure.of(TrainingCurves.of(history, name));
    }

    /// Curves of one run on the same axes: `Plot.curves(history, "loss", "lr")`; all of them without names.
    public static Figure curves(History history, String... names) {
        List<String> chosen = names.length == 0 ? history.names() : List.of(names);
        return Figure.of(TrainingCurves.several(history, chosen));
    }

    /// One measure of several runs on the same axes: that of the validation where all runs have it.
    public static Figure runs(String name, History... histories) {
        return Figure.of(TrainingCurves.runs(name, List.of(histories)));
    }

    /// A confusion matrix: true class down, predicted across, and the recall of each class.
    public static Figure confusion(ConfusionMatrix matrix) {
        return Figure.of(Classification.confusion(matrix));
    }

    /// ROC curves with their areas, the chance diagonal, and for many classes the mean curve.
    public static Figure roc(RocCurve roc) {
        return Figure.of(Classification.roc(roc));
    }

    private static double[][] points(String op, Object x, Object y) {
        double[] across = Numbers.row(op, "x", x);
        double[] up = Numbers.row(op, "y", y);
        Numbers.sameLength(op, "x", across.length, "y", up.length);
        return new double[][] {across, up};
    }

    private static double[] indices(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
