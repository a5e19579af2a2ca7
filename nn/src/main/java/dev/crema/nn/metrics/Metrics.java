package dev.crema.nn.metrics;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;

/// How good predictions are, as numbers. All take (prediction, target), as losses do.
public final class Metrics {
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

    /// The mean of the absolute differences; a column against a vector is compared element by element.
    public static double mae(Tensor prediction, Tensor target) {
        Tensor values = prediction.detach().reshape(-1);
        Tensor truth = target.detach().reshape(-1);
        if (values.numel() != truth.numel())
            throw new IllegalArgumentException(
                    "mae: predictions " + prediction.shape() + " do not fit targets " + target.shape());
        return values.sub(truth).abs().mean().item();
    }
}
