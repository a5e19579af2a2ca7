package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.List;

/// Precision against recall as the threshold rises: tells more than ROC where positives are rare. Two classes give
/// one curve; more give one curve for each class against the rest.
///
/// ```java
/// var pr = Evaluation.of(model, test).pr();
/// println(pr.averagePrecision());
/// Plot.pr(pr)
/// ```
///
/// @param curves one for each positive class, in the order of the classes
/// @param averagePrecision Σ (Rₙ − Rₙ₋₁) Pₙ; the unweighted mean over the classes (macro) if there are many
public record PrCurve(List<Curve> curves, double averagePrecision) {

    public PrCurve {
        curves = List.copyOf(curves);
    }

    /// The curve of scores against what is true.
    ///
    /// @param scores `[batch]` or `[batch, 1]`: higher means more likely class 1; or `[batch, classes]`
    /// @param target classes, `[batch]`
    /// @param labels the names of the classes, in order
    public static PrCurve of(Tensor scores, Tensor target, List<String> labels) {
        List<Curve> curves = Scores.each("precision and recall", scores, target, labels, Curve::of);
        return new PrCurve(
                curves,
                curves.stream().mapToDouble(Curve::averagePrecision).average().orElseThrow());
    }

    /// The curve of scores against what is true, with the names of the target's classes, if it has some
    /// (`ClassNames`).
    public static PrCurve of(Tensor scores, Tensor target) {
        return of(scores, target, Scores.names(scores, target));
    }

    /// One class against the rest. `thresholds` is one shorter than the others, which end at precision 1 and recall
    /// 0.
    ///
    /// @param label the name of the positive class
    /// @param precisions TP / (TP + FP)
    /// @param recalls TP / P, descending; 1 at all thresholds if there are no positives, as in scikit-learn
    /// @param thresholds the scores at which a sample counts as positive, ascending
    /// @param averagePrecision Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation
    public record Curve(
            String label, double[] precisions, double[] recalls, double[] thresholds, double averagePrecision) {

        private static Curve of(Scores scores) {
            int size = scores.size();
            double[] precisions = new double[size + 1];
            double[] recalls = new double[size + 1];
            double[] thresholds = new double[size];
            for (int i = 0; i < size; i++) {
                int at = size - 1 - i;
                double hits = scores.truePositives()[at];
                precisions[i] = hits / (hits + scores.falsePositives()[at]);
                recalls[i] = scores.positives() == 0 ? 1 : hits / scores.positives();
                thresholds[i] = scores.thresholds()[at];
            }
            precisions[size] = 1;
            double average = 0;
            for (int i = 0; i < size; i++) average += (recalls[i] - recalls[i + 1]) * precisions[i];
            return new Curve(scores.label(), precisions, recalls, thresholds, average);
        }

        /// The area under the straight lines between the points; too kind, since they cannot be reached between:
        /// prefer `averagePrecision`.
        public double area() {
            return Scores.area(recalls, precisions);
        }
    }
}
