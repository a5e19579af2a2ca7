package dev.crema.viz;

import static dev.crema.tensor.NoGrad.noGrad;

import dev.crema.tensor.Tensor;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.Regions;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Which class a model gives each place of the plane, and the points that it was to learn.
final class DecisionRegions {
    private static final int COLUMNS = 160;
    private static final int ROWS = 120;
    private static final double ROOM = 0.06;
    private static final double TIE = 1e-12;
    /// More classes than this have no legend; the palette repeats anyway.
    private static final int MOST_NAMED = 12;

    private DecisionRegions() {}

    static Panel of(UnaryOperator<Tensor> model, Object x, Object y) {
        double[][] points = Numbers.matrix("regions", "x", x);
        if (points.length == 0) throw new IllegalArgumentException("regions: no points; give some to say what to show");
        if (points[0].length != 2)
            throw new IllegalArgumentException("regions: x has shape [" + points.length + ", " + points[0].length
                    + "], but a plane needs two columns; pick two, for example x.at(\":\", \":2\")");
        Labels.Classes named = Labels.classes("regions", "y", y);
        double[] classes = named.of();
        Numbers.sameLength("regions", "x", points.length, "y", classes.length);
        double[] across = column(points, 0);
        double[] up = column(points, 1);
        double[] gridX = grid(across, COLUMNS);
        double[] gridY = grid(up, ROWS);
        double[][][] margins = margins(model, gridX, gridY);
        var marks = new ArrayList<Mark>();
        marks.add(Regions.of(gridX, gridY, margins));
        int count = Math.max(margins.length, (int) Arrays.stream(classes).max().orElse(0) + 1);
        for (int k = 0; k < count; k++) addPoints(marks, across, up, named, k, count);
        double[][] scores = scores(model, points);
        int right = 0;
        for (int i = 0; i < classes.length; i++) if (winner(scores[i]) == classes[i]) right++;
        String accuracy = Decimals.fixed(100.0 * right / classes.length, 1) + " %";
        return Panel.of(marks)
                .withLabels("x1", "x2")
                .withY(axis -> axis.withGrid(false))
                .withSummary("Decision regions of " + margins.length + " classes with " + classes.length + " points, "
                        + accuracy + " of them in the region of their class");
    }

    /// The points of a class, with an edge that sets them off from the ground of their colour.
    private static void addPoints(
            List<Mark> marks, double[] across, double[] up, Labels.Classes named, int k, int count) {
        double[] classes = named.of();
        int[] members = java.util.stream.IntStream.range(0, classes.length)
                .filter(i -> classes[i] == k)
                .toArray();
        if (members.length == 0) return;
        double[] x = Arrays.stream(members).mapToDouble(i -> across[i]).toArray();
        double[] y = Arrays.stream(members).mapToDouble(i -> up[i]).toArray();
        double size = classes.length <= 400 ? 7 : classes.length <= 2000 ? 5 : 3;
        Marker marker = Marker.series(k);
        Style edge = Style.AUTO.withColor("background").withMarker(marker).withSize(size + 2.2);
        Style style = Style.AUTO.withColor("C" + k % 5).withMarker(marker).withSize(size);
        marks.add(new Points(x, y, null, edge));
        marks.add(new Points(
                x, y, null, count <= MOST_NAMED ? style.withLabel(named.name().apply(k)) : style));
    }

    /// How far each class is above the best other one, `[class][row][column]`.
    private static double[][][] margins(UnaryOperator<Tensor> model, double[] gridX, double[] gridY) {
        double[][] places = new double[gridX.length * gridY.length][];
        for (int row = 0; row < gridY.length; row++)
            for (int column = 0; column < gridX.length; column++)
                places[row * gridX.length + column] = new double[] {gridX[column], gridY[row]};
        double[][] scores = scores(model, places);
        int classes = scores[0].length;
        double[][][] margins = new double[classes][gridY.length][gridX.length];
        for (int i = 0; i < scores.length; i++) {
            int winner = winner(scores[i]);
            double second = bestOther(scores[i], winner);
            for (int k = 0; k < classes; k++) {
                double margin = scores[i][k] - (k == winner ? second : scores[i][winner]);
                // Equal scores go to the first of them: its side is positive, that of the others negative.
                margins[k][i / gridX.length][i % gridX.length] = margin != 0 ? margin : k == winner ? TIE : -TIE;
            }
        }
        return margins;
    }

    private static double bestOther(double[] scores, int k) {
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < scores.length; j++) if (j != k) best = Math.max(best, scores[j]);
        return best;
    }

    private static int winner(double[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) if (scores[k] > scores[best]) best = k;
        return best;
    }

    /// The scores of each class at each place. A single score becomes two: 0 for a logit (its middle), 0.5 for a
    /// probability, and itself.
    private static double[][] scores(UnaryOperator<Tensor> model, double[][] places) {
        Tensor output = noGrad(() -> model.apply(Tensor.of((Object[]) places)));
        double[] values = output.toDoubles();
        if (values.length == 0 || values.length % places.length != 0)
            throw new IllegalArgumentException("regions: the model made " + output.shape() + " of " + places.length
                    + " points [" + places.length + ", 2]; it must give one row of scores for each");
        int classes = values.length / places.length;
        double[][] scores = new double[places.length][];
        boolean probabilities = Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1);
        double middle = probabilities ? 0.5 : 0;
        for (int i = 0; i < places.length; i++)
            scores[i] = classes == 1
                    ? new double[] {middle, values[i]}
                    : Arrays.copyOfRange(values, i * classes, (i + 1) * classes);
        return scores;
    }

    private static double[] grid(double[] values, int count) {
        Range range = Range.EMPTY;
        for (double value : values) if (Double.isFinite(value)) range = range.and(new Range(value, value));
        if (range.isEmpty()) range = new Range(0, 1);
        Range wide = range.high() > range.low() ? range.padded(ROOM) : new Range(range.low() - 1, range.high() + 1);
        double[] grid = new double[count];
        for (int i = 0; i < count; i++) grid[i] = wide.low() + (wide.high() - wide.low()) * i / (count - 1);
        return grid;
    }

    private static double[] column(double[][] rows, int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }
}
