package dev.crema.nn.metrics;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;

/// How good predictions are, as numbers. All take (prediction, target), as losses do.
///
/// ```java
/// println(Metrics.f1(model.forward(x), y));
/// println(Metrics.r2(predicted, y));
/// ```
///
/// Those of classes take scores `[batch, classes]`, one score `[batch]` or `[batch, 1]`, or classes `[batch]`;
/// those of numbers compare a column `[batch, 1]` with a vector `[batch]` element by element.
public final class Metrics {
    /// How far the sum of probabilities of floats may be from 1.
    private static final double ROUNDING = 1e-3;

    private Metrics() {}

    /// The share of predictions that are right, between 0 and 1.
    ///
    /// @param prediction scores `[batch, classes]`, probabilities or logits of one class `[batch]` or `[batch, 1]`,
    /// or classes `[batch]`
    /// @param target classes `[batch]` or `[batch, 1]`
    public static double accuracy(Tensor prediction, Tensor target) {
        Tensor classes = classes(prediction);
        Tensor truth = target.detach().reshape(-1);
        if (classes.numel() != truth.numel())
            throw new IllegalArgumentException(
                    "accuracy: predictions " + prediction.shape() + " do not fit targets " + target.shape());
        return (double) classes.eq(truth.to(DType.INT64)).sum().itemInt() / truth.numel();
    }

    /// The class that scores stand for: the largest of many, or whether a single one is above its middle (0.5 for
    /// probabilities, 0 for logits).
    ///
    /// @param scores `[batch, classes]`, `[batch, 1]`, `[batch]`, or classes already
    /// @return int64 `[batch]`
    public static Tensor classes(Tensor scores) {
        Tensor values = scores.detach();
        if (values.dim() == 2 && values.size(1) > 1) return values.argmax(1);
        Tensor flat = values.reshape(-1);
        if (!flat.dtype().isFloating()) return flat.to(DType.INT64);
        boolean probabilities =
                flat.numel() == 0 || (flat.min().item() >= 0 && flat.max().item() <= 1);
        return flat.gt(probabilities ? 0.5 : 0).to(DType.INT64);
    }

    /// For each class, ascending, the share of its samples that were found; a class without samples has 0.
    public static double[] perClassAccuracy(Tensor prediction, Tensor target) {
        return confusion(prediction, target).recall();
    }

    /// The mean recall of the classes: accuracy as if all were equally frequent.
    public static double balancedAccuracy(Tensor prediction, Tensor target) {
        return confusion(prediction, target).balancedAccuracy();
    }

    /// The share of the samples predicted as class 1 that are of it, TP / (TP + FP); of more than two classes the
    /// mean over the classes (macro). 0 where nothing was predicted. `ClassificationReport` has the other averages.
    public static double precision(Tensor prediction, Tensor target) {
        return score(prediction, target).precision();
    }

    /// The share of the samples of class 1 that were found, TP / (TP + FN); of more than two classes the mean over
    /// the classes (macro). 0 where there are none.
    public static double recall(Tensor prediction, Tensor target) {
        return score(prediction, target).recall();
    }

    /// The harmonic mean of precision and recall of class 1, 2 TP / (2 TP + FP + FN); of more than two classes the
    /// mean over the classes (macro).
    public static double f1(Tensor prediction, Tensor target) {
        return score(prediction, target).f1();
    }

    /// As scikit-learn's `average="binary"` for two classes, and `"macro"` for more.
    private static ClassificationReport.Row score(Tensor prediction, Tensor target) {
        Tensor classes = classes(prediction);
        boolean scoresOfMany = prediction.dim() == 2 && prediction.size(1) > 2;
        boolean two = !scoresOfMany && isBit(classes) && isBit(target);
        return two
                ? ClassificationReport.of(classes, target, 1).rows().getFirst()
                : ClassificationReport.of(classes, target).macro();
    }

    private static boolean isBit(Tensor classes) {
        return classes.numel() > 0 && classes.min().item() >= 0 && classes.max().item() <= 1;
    }

    private static ConfusionMatrix confusion(Tensor prediction, Tensor target) {
        return ConfusionMatrix.of(classes(prediction), target);
    }

    /// The area under the ROC curve; the mean over the classes if there are more than two.
    ///
    /// @param prediction scores `[batch]` or `[batch, 1]`, probabilities or logits `[batch, classes]`
    /// @throws IllegalArgumentException if a class has no sample, or all
    public static double auc(Tensor prediction, Tensor target) {
        return RocCurve.of(probabilities(prediction), target).auc();
    }

    /// The average precision over all thresholds; the mean over the classes if there are more than two.
    ///
    /// @param prediction scores `[batch]` or `[batch, 1]`, probabilities or logits `[batch, classes]`
    public static double averagePrecision(Tensor prediction, Tensor target) {
        return PrCurve.of(probabilities(prediction), target).averagePrecision();
    }

    /// Scores of classes as probabilities, float64: rows `[batch, classes]` that do not add up to 1 already are
    /// taken as logits and go through softmax. A single score for each sample stays what it is.
    public static Tensor probabilities(Tensor scores) {
        Tensor values = scores.detach().to(DType.FLOAT64);
        if (values.dim() != 2 || values.size(1) < 2 || values.numel() == 0) return values;
        boolean done =
                values.min().item() >= 0 && values.sum(1).sub(1).abs().max().item() < ROUNDING;
        return done ? values : values.softmax(1);
    }

    /// The mean of −log p of what is true. Probabilities are kept away from 0 and 1 by the precision of their type,
    /// and rows brought to a sum of 1.
    ///
    /// @param prediction probabilities of class 1 `[batch]` or `[batch, 1]`, or of all classes `[batch, classes]`
    /// @param target classes from 0 `[batch]`
    public static double logLoss(Tensor prediction, Tensor target) {
        int columns = prediction.dim() == 2 ? prediction.size(1) : 1;
        double[] p = prediction.detach().reshape(-1).toDoubles();
        int[] classes = target.detach().reshape(-1).toInts();
        if (p.length != (long) columns * classes.length || classes.length == 0)
            throw new IllegalArgumentException(
                    "logLoss: probabilities " + prediction.shape() + " do not fit targets " + target.shape());
        double epsilon = prediction.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
        double sum = 0;
        for (int i = 0; i < classes.length; i++) {
            double all = 0;
            for (int k = 0; k < columns; k++) all += clipped(p[i * columns + k], epsilon);
            int truth = classes[i];
            if (truth < 0 || truth >= Math.max(2, columns))
                throw new IllegalArgumentException(
                        "logLoss: class " + truth + " has no probability among " + prediction.shape());
            double first = clipped(p[i * columns], epsilon);
            double right =
                    columns > 1 ? clipped(p[i * columns + truth], epsilon) / all : truth == 1 ? first : 1 - first;
            sum -= Math.log(right);
        }
        return sum / classes.length;
    }

    private static double clipped(double p, double epsilon) {
        if (!(p >= 0 && p <= 1))
            throw new IllegalArgumentException("logLoss: expects probabilities from 0 to 1, got " + p
                    + "; sigmoid() or softmax(1) makes them of logits");
        return Math.clamp(p, epsilon, 1 - epsilon);
    }

    /// The mean of the absolute differences.
    public static double mae(Tensor prediction, Tensor target) {
        return Residuals.of("mae", prediction, target).mean(Math::abs);
    }

    /// The mean of the squared differences.
    public static double mse(Tensor prediction, Tensor target) {
        return Residuals.of("mse", prediction, target).mean(r -> r * r);
    }

    /// The root of the mean squared difference; of several outputs `[batch, outputs]` the mean of their roots.
    public static double rmse(Tensor prediction, Tensor target) {
        return Residuals.of("rmse", prediction, target).rootMeanSquare();
    }

    /// The share of the variance that is explained: 1 − Σ (y − ŷ)² / Σ (y − ȳ)²; of several outputs `[batch,
    /// outputs]` the mean. A constant target gives 1 if met exactly, else 0; one sample gives NaN.
    public static double r2(Tensor prediction, Tensor target) {
        return Residuals.of("r2", prediction, target).explained();
    }
}
