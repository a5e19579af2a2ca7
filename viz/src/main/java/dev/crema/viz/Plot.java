package dev.crema.viz;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.HasParameters;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.PrCurve;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.tensor.Tensor;
import dev.crema.viz.mark.Band;
import dev.crema.viz.mark.Bars;
import dev.crema.viz.mark.Contour;
import dev.crema.viz.mark.HeatCells;
import dev.crema.viz.mark.Histogram;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.Points3d;
import dev.crema.viz.mark.ScoreSides;
import dev.crema.viz.mark.Steps;
import dev.crema.viz.mark.Style;
import dev.crema.viz.mark.Surface;
import dev.crema.viz.mark.View;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.theme.ColorMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
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

    /// A line from point to point, in the order given. Names for `x` stand side by side.
    public static Figure line(Object x, Object y) {
        return placed("line", x, y, (across, up) -> new Line(across, up, Style.AUTO));
    }

    /// A line of steps: each value holds until the next x.
    public static Figure steps(Object x, Object y) {
        double[][] points = points("steps", x, y);
        return Figure.of(Panel.of(new Steps(points[0], points[1], Style.AUTO)));
    }

    /// A point for each pair of values. Either may be names: they stand in the order in which they first come.
    public static Figure scatter(Object x, Object y) {
        return placed("scatter", x, y, (across, up) -> new Points(across, up, null, Style.AUTO));
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
        double[][][] grid = grid("contour", x, y, z);
        var contour = new Contour(grid[0][0], grid[0][1], grid[1], ColorMap.VIRIDIS, Style.AUTO);
        return Figure.of(Panel.of(contour).withY(axis -> axis.withGrid(false)));
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

    /// One curve of several runs on the same axes: `Plot.runs("val_loss", first, second)`.
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

    /// Precision against recall as the threshold falls, with the average precision; for many classes one curve each
    /// against the rest.
    public static Figure pr(PrCurve pr) {
        return Figure.of(PrecisionRecall.of(pr));
    }

    /// Which class a model of two inputs gives each place of the plane, and points `x` `[count, 2]` in the colour
    /// of their class `y`: numbers from 0, `frame.labels("species")` with its names, or texts. A single score
    /// counts as class 1 above 0, or above 0.5 if all are probabilities.
    public static Figure regions(UnaryOperator<Tensor> model, Object x, Object y) {
        return Figure.of(DecisionRegions.of(model, x, y));
    }

    /// Two classes on the score axis, those of target 1 above it and those of 0 below. `.threshold(0.5)` draws the
    /// cut and counts TP, FN, FP and TN.
    public static Figure scores(Object scores, Object target) {
        double[] values = Numbers.row("scores", "scores", scores);
        double[] classes = Numbers.row("scores", "target", target);
        Numbers.sameLength("scores", "scores", values.length, "target", classes.length);
        boolean[] positive = new boolean[values.length];
        for (int i = 0; i < positive.length; i++) {
            if (classes[i] != 0 && classes[i] != 1)
                throw new IllegalArgumentException("scores: target holds class " + Decimals.plain(classes[i]) + " at "
                        + i + "; two classes are needed, 0 and 1: compare first, for example y.eq(3)");
            positive[i] = classes[i] == 1;
        }
        var sides = new ScoreSides(values, positive, Double.NaN, Style.AUTO);
        return Figure.of(Panel.of(sides)
                .withLabels("score", "how many")
                .withY(axis -> axis.withGrid(false).withMirrored(true)));
    }

    // ---- fits, functions, surfaces

    /// Points, their least-squares line, and its 95 % confidence band.
    public static Figure fit(Object x, Object y) {
        double[][] points = points("fit", x, y);
        return Figure.of(Regression.fit(points[0], points[1]));
    }

    /// What the least-squares line leaves over at each x.
    public static Figure residuals(Object x, Object y) {
        double[][] points = points("residuals", x, y);
        return Figure.of(Regression.residuals(points[0], points[1]));
    }

    /// The values of a function of one tensor from `low` to `high`.
    public static Figure function(UnaryOperator<Tensor> function, double low, double high) {
        return Figure.of(Functions.curve(function, low, high));
    }

    /// An activation and its slope from -5 to 5: `Plot.activation(t -> t.relu()).title("ReLU")`.
    public static Figure activation(UnaryOperator<Tensor> function) {
        return Figure.of(Functions.activation(function, -5, 5));
    }

    /// A surface over a plane, coloured by its height: `x` has a value for each column of `z`, `y` one for each
    /// row. Words for it: `zLabel zLim view colorMap descent`.
    public static Figure surface(Object x, Object y, Object z) {
        double[][][] grid = grid("surface", x, y, z);
        var surface = new Surface(grid[0][0], grid[0][1], grid[1], ColorMap.VIRIDIS, View.USUAL, Style.AUTO);
        return Figure.of(Panel.of(surface).withFrame(Panel.Framing.SPACE));
    }

    /// The surface of a function of two numbers: `Plot.surface(ws, bs, (w, b) -> cost(w, b))`.
    public static Figure surface(Object x, Object y, DoubleBinaryOperator height) {
        double[] across = Numbers.row("surface", "x", x);
        double[] along = Numbers.row("surface", "y", y);
        return surface(across, along, (Object) Functions.heights(across, along, height));
    }

    /// The contours of a function of two numbers.
    public static Figure contour(Object x, Object y, DoubleBinaryOperator height) {
        double[] across = Numbers.row("contour", "x", x);
        double[] up = Numbers.row("contour", "y", y);
        return contour(across, up, (Object) Functions.heights(across, up, height));
    }

    // ---- inside a model

    /// A histogram of each parameter of a model.
    public static Figure weights(HasParameters model) {
        return LayerPlots.histograms(model, false);
    }

    /// A histogram of the gradient of each parameter, after `backward()`.
    public static Figure gradients(HasParameters model) {
        return LayerPlots.histograms(model, true);
    }

    /// Layers of these sizes as columns of neurons, long ones elided.
    public static Figure network(int... sizes) {
        return Figure.of(LayerPlots.network(sizes));
    }

    /// The layers of a model as columns of neurons; `.weights()` shows the weights in the lines between them.
    public static Figure network(HasParameters model) {
        return Figure.of(LayerPlots.network(model));
    }

    /// How a tensor was computed: operations with shapes, values, and gradients where there are any. After
    /// `loss.backwardRetainingGraph()` the parameters have theirs.
    public static Figure graph(Tensor end) {
        return Figure.of(GraphPlot.of(end));
    }

    // ---- searches

    /// The loss against a growing learning rate, and the rate at which it falls fastest.
    public static Figure learningRates(Object rates, Object losses) {
        double[][] points = points("learningRates", rates, losses);
        return Figure.of(Searches.learningRates(points[0], points[1]));
    }

    /// The mean of `y` at each setting `x`, numbers or names, with one standard deviation where trials repeat it.
    public static Figure sweep(Object x, Object y) {
        return Figure.of(Searches.sweep(x, Numbers.row("sweep", "y", y), null));
    }

    /// A sweep with a line for each group.
    public static Figure sweep(Object x, Object y, Object groups) {
        return Figure.of(Searches.sweep(x, Numbers.row("sweep", "y", y), Labels.of("sweep", "groups", groups)));
    }

    /// The values across, those along, and the rows of heights.
    private static double[][][] grid(String op, Object x, Object y, Object z) {
        double[] across = Numbers.row(op, "x", x);
        double[] up = Numbers.row(op, "y", y);
        double[][] heights = Numbers.matrix(op, "z", z);
        Numbers.sameLength(op, "y", up.length, "the rows of z", heights.length);
        if (heights.length > 0) Numbers.sameLength(op, "x", across.length, "the columns of z", heights[0].length);
        return new double[][][] {{across, up}, heights};
    }

    private static Figure placed(String op, Object x, Object y, BiFunction<double[], double[], Mark> draw) {
        Places across = Places.of(op, "x", x);
        Places up = Places.of(op, "y", y);
        Numbers.sameLength(op, "x", across.values().length, "y", up.values().length);
        Panel panel = Panel.of(draw.apply(across.values(), up.values()));
        return Figure.of(panel.withX(axis -> axis.withCategories(across.names()))
                .withY(axis -> axis.withCategories(up.names())));
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
