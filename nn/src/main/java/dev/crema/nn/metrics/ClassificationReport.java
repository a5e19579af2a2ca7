package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Precision, recall, F1 and support of each class and on average; printed, it is scikit-learn's
/// `classification_report`.
///
/// ```java
/// println(Evaluation.of(model, test).report());
/// double f1 = ClassificationReport.of(predicted, target).macro().f1();
/// ```
///
/// Precision is TP / (TP + FP), recall TP / (TP + FN), F1 their harmonic mean; support counts the true samples.
/// `macro` is the plain mean of the classes, `weighted` the mean by support, `micro` the score of all decisions
/// together. A quotient 0 / 0 counts as 0 unless `zeroDivision` says otherwise.
public final class ClassificationReport {
    private static final String WIDEST_AVERAGE = "weighted avg";

    private final ConfusionMatrix confusion;
    private final int[] chosen;
    private final double zeroDivision;
    private final int digits;
    private final boolean complete;

    private ClassificationReport(
            ConfusionMatrix confusion, int[] chosen, boolean complete, double zeroDivision, int digits) {
        this.confusion = confusion;
        this.chosen = chosen;
        this.complete = complete;
        this.zeroDivision = zeroDivision;
        this.digits = digits;
    }

    /// The scores of one class, or an average.
    ///
    /// @param label the name of the class, or of the average
    /// @param precision TP / (TP + FP)
    /// @param recall TP / (TP + FN)
    /// @param f1 the harmonic mean of both
    /// @param support the number of true samples
    public record Row(String label, double precision, double recall, double f1, long support) {}

    /// The report of a confusion matrix.
    public static ClassificationReport of(ConfusionMatrix confusion) {
        return new ClassificationReport(
                confusion, IntStream.range(0, confusion.size()).toArray(), true, 0, 2);
    }

    /// The report of all classes that occur, ascending.
    ///
    /// @param predicted classes `[batch]`, or scores `[batch, classes]`
    /// @param target classes `[batch]`
    public static ClassificationReport of(Tensor predicted, Tensor target) {
        return of(ConfusionMatrix.of(predicted, target));
    }

    /// The report of these classes in this order; they need not occur. Errors that involve other classes still
    /// count. As in scikit-learn 1.2, the line of the accuracy gives way to `micro avg` unless they are just the
    /// classes that occur.
    public static ClassificationReport of(Tensor predicted, Tensor target, int... classes) {
        ClassPairs pairs = ClassPairs.of("classification report", predicted, target);
        if (classes.length == 0 || Arrays.stream(classes).distinct().count() != classes.length)
            throw new IllegalArgumentException("classification report: the classes " + Arrays.toString(classes)
                    + " must be at least one, each once");
        IntStream others = Arrays.stream(pairs.classes())
                .filter(k -> Arrays.stream(classes).noneMatch(c -> c == k));
        int[] all = IntStream.concat(Arrays.stream(classes), others).toArray();
        return new ClassificationReport(
                ConfusionMatrix.of(pairs, ClassNames.of(target), all),
                IntStream.range(0, classes.length).toArray(),
                Arrays.equals(IntStream.of(classes).sorted().toArray(), pairs.classes()),
                0,
                2);
    }

    /// What 0 / 0 counts as: 0, 1, or NaN, which leaves it out of the averages.
    public ClassificationReport zeroDivision(double value) {
        if (value != 0 && value != 1 && !Double.isNaN(value))
            throw new IllegalArgumentException("classification report: zeroDivision must be 0, 1 or NaN, got " + value);
        return new ClassificationReport(confusion, chosen, complete, value, digits);
    }

    /// How many decimals are printed; 2 unless said otherwise.
    public ClassificationReport digits(int count) {
        if (count < 0 || count > 17)
            throw new IllegalArgumentException("classification report: digits must be 0 to 17, got " + count);
        return new ClassificationReport(confusion, chosen, complete, zeroDivision, count);
    }

    /// The classes, in order.
    public List<Row> rows() {
        return Arrays.stream(chosen).mapToObj(this::row).toList();
    }

    private Row row(int k) {
        long hits = confusion.counts()[k][k];
        return scores(
                confusion.labels().get(k),
                hits,
                confusion.predicted()[k],
                confusion.support()[k]);
    }

    private Row scores(String label, long hits, long predicted, long support) {
        double precision = ratio(hits, predicted);
        double recall = ratio(hits, support);
        return new Row(label, precision, recall, fBeta(1, hits, predicted, support), support);
    }

    /// For each class (1 + β²) P R / (β² P + R) of precision P and recall R: β above 1 makes recall count more.
    public double[] fBeta(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta))
            throw new IllegalArgumentException("fBeta: beta must be a finite number above 0, got " + beta);
        return Arrays.stream(chosen)
                .mapToDouble(k -> fBeta(
                        beta,
                        confusion.hits()[k],
                        confusion.predicted()[k],
                        confusion.support()[k]))
                .toArray();
    }

    private double fBeta(double beta, long hits, long predicted, long support) {
        double square = beta * beta;
        if (support + predicted == 0) return zeroDivision;
        if (hits == 0) return 0;
        double precision = (double) hits / predicted;
        double recall = (double) hits / support;
        return (1 + square) * precision * recall / (square * precision + recall); // rounds as scikit-learn does
    }

    private double ratio(long part, long whole) {
        return whole == 0 ? zeroDivision : (double) part / whole;
    }

    /// The plain mean over the classes.
    public Row macro() {
        double[] weights = new double[chosen.length];
        Arrays.fill(weights, 1);
        return average("macro avg", weights);
    }

    /// The mean over the classes by support.
    public Row weighted() {
        double[] weights =
                Arrays.stream(chosen).mapToDouble(k -> confusion.support()[k]).toArray();
        if (Arrays.stream(weights).sum() > 0) return average(WIDEST_AVERAGE, weights);
        double none = predictedInAll() == 0 ? zeroDivision : 0;
        return new Row(WIDEST_AVERAGE, none, zeroDivision, none, 0);
    }

    /// The scores of all decisions together; the accuracy, if all classes take part.
    public Row micro() {
        long hits = Arrays.stream(chosen).mapToLong(k -> confusion.hits()[k]).sum();
        return scores("micro avg", hits, predictedInAll(), supportInAll());
    }

    /// The share of right predictions over all classes.
    public double accuracy() {
        return confusion.accuracy();
    }

    private long predictedInAll() {
        return Arrays.stream(chosen).mapToLong(k -> confusion.predicted()[k]).sum();
    }

    private long supportInAll() {
        return Arrays.stream(chosen).mapToLong(k -> confusion.support()[k]).sum();
    }

    private Row average(String label, double... weights) {
        List<Row> rows = rows();
        return new Row(
                label,
                mean(rows.stream().mapToDouble(Row::precision).toArray(), weights),
                mean(rows.stream().mapToDouble(Row::recall).toArray(), weights),
                mean(rows.stream().mapToDouble(Row::f1).toArray(), weights),
                supportInAll());
    }

    /// The weighted mean of the values that are numbers.
    private static double mean(double[] values, double[] weights) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) continue;
            sum += weights[i] * values[i];
            weight += weights[i];
        }
        return sum / weight;
    }

    @Override
    public String toString() {
        List<Row> rows = rows();
        int width = Math.max(WIDEST_AVERAGE.length(), digits);
        for (Row row : rows)
            width = Math.max(width, row.label().codePointCount(0, row.label().length()));
        var text = new StringBuilder(padded("", width)).append(' ');
        for (String head : List.of("precision", "recall", "f1-score", "support"))
            text.append(' ').append(padded(head, 9));
        text.append("\n\n");
        for (Row row : rows) append(text, row, width);
        text.append('\n');
        if (complete)
            text.append(padded("accuracy", width))
                    .append(" ".repeat(22))
                    .append(padded(number(accuracy()), 9))
                    .append(' ')
                    .append(padded(Long.toString(supportInAll()), 9))
                    .append('\n');
        else append(text, micro(), width);
        append(text, macro(), width);
        append(text, weighted(), width);
        return text.toString();
    }

    private void append(StringBuilder text, Row row, int width) {
        text.append(padded(row.label(), width)).append(' ');
        for (double value : new double[] {row.precision(), row.recall(), row.f1()})
            text.append(' ').append(padded(number(value), 9));
        text.append(' ').append(padded(Long.toString(row.support()), 9)).append('\n');
    }

    /// Rounds the exact binary value half to even, as Python's formats do.
    private String number(double value) {
        return Double.isNaN(value)
                ? "nan"
                : new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.codePointCount(0, text.length()))) + text;
    }
}
