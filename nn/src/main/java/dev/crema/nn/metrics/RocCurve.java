package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
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
/// A rate of a class without samples is NaN, and then the area is refused.
///
/// @param curves one for each positive class, in the order of the classes
/// @param auc the area under the curve; the unweighted mean over the classes (macro) if there are many
public record RocCurve(List<Curve> curves, double auc) {

    public RocCurve {
        curves = List.copyOf(curves);
    }

    /// The curve of scores against what is true. Points where the curve only goes straight on are left out.
    ///
    /// @param scores `[batch]` or `[batch, 1]`: higher means more likely class 1; or `[batch, classes]`
    /// @param target classes, `[batch]`
    /// @param labels the names of the classes, in order
    public static RocCurve of(Tensor scores, Tensor target, List<String> labels) {
        return of(Scores.each("ROC", scores, target, labels, s -> Curve.of(s.withoutStraight())));
    }

    /// The curve of scores against what is true, with the names of the target's classes, if it has some
    /// (`ClassNames`).
    public static RocCurve of(Tensor scores, Tensor target) {
        return of(scores, target, Scores.names(scores, target));
    }

    /// The curve with a point for every distinct score.
    public static RocCurve ofAllThresholds(Tensor scores, Tensor target) {
        return of(Scores.each("ROC", scores, target, Scores.names(scores, target), Curve::of));
    }

    private static RocCurve of(List<Curve> curves) {
        return new RocCurve(
                curves, curves.stream().mapToDouble(c -> c.auc).average().orElseThrow());
    }

    /// The area under the curve; the unweighted mean over the classes if there are many.
    ///
    /// @throws IllegalArgumentException if a class has no sample, or all
    @Override
    public double auc() {
        curves.forEach(Curve::auc);
        return auc;
    }

    /// One class against the rest. The arrays have the same length, start at (0, 0) and end at (1, 1).
    ///
    /// @param label the name of the positive class
    /// @param falsePositiveRates FP / N, ascending; NaN without negatives
    /// @param truePositiveRates TP / P, ascending; NaN without positives
    /// @param thresholds the scores at which a sample counts as positive, descending; the first is +infinity
    /// @param auc the area under this curve by the trapezoidal rule, which counts a tied pair as half; NaN if
    /// undefined
    public record Curve(
            String label, double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds, double auc) {

        private static Curve of(Scores scores) {
            double[] falseRates = rates(scores.falsePositives(), scores.negatives());
            double[] trueRates = rates(scores.truePositives(), scores.positives());
            double[] thresholds = new double[scores.size() + 1];
            System.arraycopy(scores.thresholds(), 0, thresholds, 1, scores.size());
            thresholds[0] = Double.POSITIVE_INFINITY;
            return new Curve(scores.label(), falseRates, trueRates, thresholds, Scores.area(falseRates, trueRates));
        }

        private static double[] rates(double[] counts, double all) {
            double[] rates = new double[counts.length + 1];
            for (int i = 0; i < counts.length; i++) rates[i + 1] = counts[i] / all;
            if (all == 0) rates[0] = Double.NaN;
            return rates;
        }

        /// The area under this curve by the trapezoidal rule: the chance that a positive scores above a negative.
        ///
        /// @throws IllegalArgumentException if there are only positives or only negatives
        @Override
        public double auc() {
            if (Double.isNaN(auc))
                throw new IllegalArgumentException("AUC of \"" + label + "\": all targets are "
                        + (Double.isNaN(falsePositiveRates[0]) ? "positives" : "negatives")
                        + "; it needs both, so evaluate on data that holds them");
            return auc;
        }
    }
}
