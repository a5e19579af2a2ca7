package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often each true class (row) was predicted as each class (column).
///
/// ```java
/// var confusion = Evaluation.of(model, test).confusion();
/// println(confusion.recall()[3]);
/// Plot.confusion(confusion)
/// ```
///
/// @param counts `counts[trueClass][predictedClass]`, square
/// @param labels the names of the classes, in the order of the rows
public record ConfusionMatrix(long[][] counts, List<String> labels) {

    public ConfusionMatrix {
        labels = List.copyOf(labels);
        for (long[] row : counts)
            if (row.length != counts.length || labels.size() != counts.length)
                throw new IllegalArgumentException("confusion matrix: " + counts.length + " rows, a row of "
                        + row.length + " columns and " + labels.size() + " labels; all three must be the same");
    }

    /// Counts predictions against targets.
    ///
    /// @param predicted classes from 0, `[batch]`, or scores `[batch, classes]`
    /// @param target classes from 0, `[batch]`
    /// @param labels the names of the classes
    /// @throws IllegalArgumentException if a class has no label
    public static ConfusionMatrix of(Tensor predicted, Tensor target, List<String> labels) {
        ClassPairs pairs = ClassPairs.of("confusion matrix", predicted, target);
        for (int found : pairs.classes())
            if (found < 0 || found >= labels.size())
                throw new IllegalArgumentException("confusion matrix: class " + found + " has no label; there are "
                        + labels.size() + ", for the classes 0 to " + (labels.size() - 1));
        return new ConfusionMatrix(
                pairs.counts(IntStream.range(0, labels.size()).toArray()), labels);
    }

    /// Counts predictions against targets; the classes are those that occur in either, ascending; their names are
    /// those of the target, if it has some (`ClassNames`).
    ///
    /// @param predicted classes `[batch]`, or scores `[batch, classes]`
    /// @param target classes `[batch]`
    public static ConfusionMatrix of(Tensor predicted, Tensor target) {
        ClassPairs pairs = ClassPairs.of("confusion matrix", predicted, target);
        return of(pairs, ClassNames.of(target), pairs.classes());
    }

    /// Counts only these classes, in this order: samples whose true or predicted class is another one are left out.
    ///
    /// @throws IllegalArgumentException if none of them is among the targets, or one is named twice
    public static ConfusionMatrix of(Tensor predicted, Tensor target, int... classes) {
        ClassPairs pairs = ClassPairs.of("confusion matrix", predicted, target);
        pairs.requireSome("confusion matrix", classes);
        return of(pairs, ClassNames.of(target), classes);
    }

    static ConfusionMatrix of(ClassPairs pairs, List<String> names, int... classes) {
        return new ConfusionMatrix(
                pairs.counts(classes),
                IntStream.of(classes).mapToObj(k -> ClassNames.name(names, k)).toList());
    }

    /// The number of classes.
    public int size() {
        return counts.length;
    }

    /// The number of samples.
    public long total() {
        return LongArrays.sum(support());
    }

    /// For each class how many samples truly belong to it.
    public long[] support() {
        return Arrays.stream(counts).mapToLong(LongArrays::sum).toArray();
    }

    /// For each class how many samples were predicted as it.
    public long[] predicted() {
        return IntStream.range(0, size())
                .mapToLong(k -> Arrays.stream(counts).mapToLong(row -> row[k]).sum())
                .toArray();
    }

    /// For each class how many samples were found: the diagonal.
    public long[] hits() {
        return IntStream.range(0, size()).mapToLong(k -> counts[k][k]).toArray();
    }

    /// The share of samples on the diagonal, between 0 and 1; NaN without samples.
    public double accuracy() {
        return (double) LongArrays.sum(hits()) / total();
    }

    /// For each true class the share that was found (TP / (TP + FN)); 0 for a class without samples.
    public double[] recall() {
        return shares(support());
    }

    /// For each predicted class the share that was right (TP / (TP + FP)); 0 for a class never predicted.
    public double[] precision() {
        return shares(predicted());
    }

    /// For each class 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall; 0 where both are.
    public double[] f1() {
        long[] support = support();
        long[] predicted = predicted();
        return each(k -> ratio(2 * counts[k][k], support[k] + predicted[k]));
    }

    /// The mean recall of the classes that have samples: accuracy as if all were equally frequent.
    public double balancedAccuracy() {
        long[] support = support();
        double[] recall = recall();
        return IntStream.range(0, size())
                .filter(k -> support[k] > 0)
                .mapToDouble(k -> recall[k])
                .average()
                .orElse(Double.NaN);
    }

    /// The correlation of prediction and truth (Matthews 1975; Gorodkin 2004 for many classes): 1 is perfect, 0 is
    /// chance, also where one side has a single class.
    public double matthews() {
        double samples = total();
        double chance = chance();
        double spreadOfTruth = samples * samples - squares(support());
        double spreadOfGuess = samples * samples - squares(predicted());
        double covariance = LongArrays.sum(hits()) * samples - chance;
        return spreadOfTruth == 0 || spreadOfGuess == 0 ? 0 : covariance / Math.sqrt(spreadOfTruth * spreadOfGuess);
    }

    /// The agreement beyond chance (Cohen 1960): (p_o − p_e) / (1 − p_e); NaN where chance agrees always.
    public double kappa() {
        double samples = total();
        double expected = chance() / samples;
        return (LongArrays.sum(hits()) - expected) / (samples - expected);
    }

    /// The matrix with each row divided by its sum: what share of a true class went where. Rows without samples are
    /// 0.
    public double[][] normalized() {
        long[] support = support();
        return divided((truth, _) -> support[truth]);
    }

    /// The matrix with each column divided by its sum: what a prediction of a class truly was. Columns without
    /// samples are 0.
    public double[][] normalizedByPrediction() {
        long[] predicted = predicted();
        return divided((_, guess) -> predicted[guess]);
    }

    /// The matrix divided by the number of samples.
    public double[][] normalizedByTotal() {
        long total = total();
        return divided((_, _) -> total);
    }

    private interface Divisor {
        long of(int truth, int guess);
    }

    private double[][] divided(Divisor divisor) {
        double[][] shares = new double[size()][];
        for (int truth = 0; truth < size(); truth++) {
            int row = truth;
            shares[row] = each(guess -> ratio(counts[row][guess], divisor.of(row, guess)));
        }
        return shares;
    }

    private double[] shares(long... of) {
        return each(k -> ratio(counts[k][k], of[k]));
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, size()).mapToDouble(value).toArray();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private double chance() {
        long[] support = support();
        long[] predicted = predicted();
        return IntStream.range(0, size())
                .mapToDouble(k -> (double) support[k] * predicted[k])
                .sum();
    }

    private static double squares(long... values) {
        return Arrays.stream(values)
                .mapToDouble(value -> (double) value * value)
                .sum();
    }

    /// The counts as a table: a row for each true class, a column for each predicted one.
    @Override
    public String toString() {
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        for (long[] row : counts)
            for (long count : row) width = Math.max(width, Long.toString(count).length());
        StringBuilder text = new StringBuilder(" ".repeat(width));
        for (String label : labels) text.append("  ").append(padded(label, width));
        for (int k = 0; k < counts.length; k++) {
            text.append('\n').append(padded(labels.get(k), width));
            for (long count : counts[k]) text.append("  ").append(padded(Long.toString(count), width));
        }
        return text.toString();
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
