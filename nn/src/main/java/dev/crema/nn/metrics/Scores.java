package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How one class is scored against the rest: for each distinct score, how many positives and negatives reach it.
///
/// @param label the name of the positive class
/// @param thresholds the distinct scores, descending
/// @param truePositives positives with at least that score
/// @param falsePositives negatives with at least that score
record Scores(String label, double[] thresholds, double[] truePositives, double[] falsePositives) {
    /// One for class 1, or one for each class against the rest if scores have more than two columns.
    ///
    /// @param what the curve, for messages
    /// @param scores `[batch]`, `[batch, 1]`, `[batch, 2]` (the second column counts) or `[batch, classes]`
    /// @param target classes `[batch]`; −1 counts as 0 where there is one score
    static <T> List<T> each(String what, Tensor scores, Tensor target, List<String> labels, Function<Scores, T> curve) {
        Tensor values = scores.detach();
        int[] classes = target.detach().reshape(-1).toInts();
        int columns = values.dim() == 2 ? values.size(1) : 1;
        if (values.dim() == 0 || values.dim() > 2 || values.size(0) != classes.length || classes.length == 0)
            throw new IllegalArgumentException(what + ": expects scores [batch] or [batch, classes] and classes"
                    + " [batch], got " + scores.shape() + " and " + target.shape());
        int count = Math.max(2, columns);
        for (int k : classes)
            if (k >= count || k < 0 && (k != -1 || columns > 2))
                throw new IllegalArgumentException(what + ": scores " + scores.shape() + " do not know class " + k
                        + "; a single score is of class 1 against 0, scores [batch, classes] of classes from 0");
        if (labels.size() < count)
            throw new IllegalArgumentException(
                    what + ": " + count + " classes need as many labels, got " + labels.size());
        List<T> curves = new ArrayList<>();
        for (int k = columns > 2 ? 0 : 1; k < count; k++) {
            Tensor column = columns > 1 ? values.at(":", k) : values.reshape(-1);
            curves.add(curve.apply(of(what, labels.get(k), column.toDoubles(), is(classes, k))));
        }
        return curves;
    }

    private static Scores of(String what, String label, double[] scores, boolean[] positive) {
        if (Arrays.stream(scores).anyMatch(Double::isNaN))
            throw new IllegalArgumentException(what + " of \"" + label + "\": a score is NaN");
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
        List<double[]> steps = new ArrayList<>(); // {score, positives, negatives}
        double positives = 0;
        for (int i = 0; i < order.length; i++) {
            if (positive[order[i]]) positives++;
            boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
            if (!tied) steps.add(new double[] {scores[order[i]], positives, i + 1 - positives});
        }
        return new Scores(label, column(steps, 0), column(steps, 1), column(steps, 2));
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static boolean[] is(int[] classes, int k) {
        boolean[] flags = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) flags[i] = classes[i] == k;
        return flags;
    }

    /// The names 0, 1, … of as many classes as scores have.
    static List<String> names(Tensor scores, Tensor target) {
        return ClassNames.orNumbers(target, scores.dim() == 2 ? Math.max(2, scores.size(1)) : 2);
    }

    int size() {
        return thresholds.length;
    }

    double positives() {
        return truePositives[size() - 1];
    }

    double negatives() {
        return falsePositives[size() - 1];
    }

    /// Without the points between two neighbours in line with them; the first and the last stay, as in
    /// scikit-learn.
    Scores withoutStraight() {
        int[] kept = IntStream.range(0, size())
                .filter(i -> i == 0 || i == size() - 1 || bends(truePositives, i) || bends(falsePositives, i))
                .toArray();
        return new Scores(label, pick(thresholds, kept), pick(truePositives, kept), pick(falsePositives, kept));
    }

    private static boolean bends(double[] values, int i) {
        return values[i] - values[i - 1] != values[i + 1] - values[i];
    }

    private static double[] pick(double[] values, int... places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    /// The area under a line through points, by the trapezoidal rule; a falling x counts as positive.
    static double area(double[] x, double[] y) {
        double area = 0;
        for (int i = 1; i < x.length; i++) area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        return x.length > 0 && x[x.length - 1] < x[0] ? -area : area;
    }
}
