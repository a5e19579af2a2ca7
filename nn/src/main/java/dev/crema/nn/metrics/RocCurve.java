package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The receiver operating characteristic: true positive rate against false positive rate as the threshold falls.
/// Two classes give one curve; more give one curve for each class against the rest.
///
/// ```java
/// var roc = Evaluation.of(model, test).roc();
/// println(roc.auc());
/// Plot.roc(roc)
/// ```
///
/// @param curves one for each positive class, in the order of the classes
/// @param auc the area under the curve; the unweighted mean over the classes (macro) if there are many
public record RocCurve(List<Curve> curves, double auc) {

    public RocCurve {
        curves = List.copyOf(curves);
    }

    /// The curve of scores against what is true.
    ///
    /// @param scores `[batch]` or `[batch, 1]`: higher means more likely class 1; or `[batch, classes]`
    /// @param target classes, `[batch]`
    /// @param labels the names of the classes, in order
    /// @throws IllegalArgumentException if a class has no sample, or all
    public static RocCurve of(Tensor scores, Tensor target, List<String> labels) {
        int[] classes = target.reshape(-1).toInts();
        boolean many = scores.dim() == 2 && scores.size(1) > 2;
        List<Curve> curves = new ArrayList<>();
        if (many)
            for (int k = 0; k < scores.size(1); k++)
                curves.add(Scores.roc(labels.get(k), scores.at(":", k).toDoubles(), is(classes, k)));
        else {
            Tensor positive = scores.dim() == 2 && scores.size(1) == 2 ? scores.at(":", 1) : scores.reshape(-1);
            curves.add(Scores.roc(labels.get(1), positive.toDoubles(), is(classes, 1)));
        }
        return new RocCurve(
                curves, curves.stream().mapToDouble(Curve::auc).average().orElseThrow());
    }

    private static boolean[] is(int[] classes, int k) {
        boolean[] flags = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) flags[i] = classes[i] == k;
        return flags;
    }

    /// One class against the rest. The arrays have the same length, start at (0, 0) and end at (1, 1).
    ///
    /// @param label the name of the positive class
    /// @param falsePositiveRates FP / N, ascending
    /// @param truePositiveRates TP / P, ascending
    /// @param thresholds the scores at which a sample counts as positive, descending; the first is +infinity
    /// @param auc the area under this curve by the trapezoidal rule
    public record Curve(
            String label, double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds, double auc) {}
}
