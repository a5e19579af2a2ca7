package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.List;

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
    /// @param predicted classes from 0, `[batch]`
    /// @param target classes from 0, `[batch]`
    /// @param labels the names of the classes
    public static ConfusionMatrix of(Tensor predicted, Tensor target, List<String> labels) {
        int[] guesses = predicted.reshape(-1).toInts();
        int[] truths = target.reshape(-1).toInts();
        if (guesses.length != truths.length)
            throw new IllegalArgumentException(
                    "confusion matrix: predictions " + predicted.shape() + " do not fit targets " + target.shape());
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < truths.length; i++) counts[truths[i]][guesses[i]]++;
        return new ConfusionMatrix(counts, labels);
    }

    /// The number of classes.
    public int size() {
        return counts.length;
    }

    /// The number of samples.
    public long total() {
        long total = 0;
        for (long[] row : counts) for (long count : row) total += count;
        return total;
    }

    /// The share of samples on the diagonal, between 0 and 1; NaN without samples.
    public double accuracy() {
        long correct = 0;
        for (int k = 0; k < size(); k++) correct += counts[k][k];
        return (double) correct / total();
    }

    /// For each true class the share that was found (TP / (TP + FN)); 0 for a class without samples.
    public double[] recall() {
        double[] recall = new double[size()];
        for (int k = 0; k < size(); k++) {
            long row = 0;
            for (long count : counts[k]) row += count;
            recall[k] = row == 0 ? 0 : (double) counts[k][k] / row;
        }
        return recall;
    }

    /// For each predicted class the share that was right (TP / (TP + FP)); 0 for a class never predicted.
    public double[] precision() {
        double[] precision = new double[size()];
        for (int k = 0; k < size(); k++) {
            long column = 0;
            for (long[] row : counts) column += row[k];
            precision[k] = column == 0 ? 0 : (double) counts[k][k] / column;
        }
        return precision;
    }

    /// The matrix with each row divided by its sum: what share of a true class went where. Rows without samples are
    /// 0.
    public double[][] normalized() {
        double[][] shares = new double[size()][size()];
        for (int k = 0; k < size(); k++) {
            long row = 0;
            for (long count : counts[k]) row += count;
            for (int j = 0; j < size() && row > 0; j++) shares[k][j] = (double) counts[k][j] / row;
        }
        return shares;
    }
}
