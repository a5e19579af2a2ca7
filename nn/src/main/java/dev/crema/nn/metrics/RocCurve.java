package dev.crema.nn.metrics;

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
