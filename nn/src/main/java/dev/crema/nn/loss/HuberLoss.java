package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// The squared error near zero and the absolute one far away: `d² / 2` for a difference d below δ, else `δ (d −
/// δ/2)`.
///
/// ```java
/// var loss = new HuberLoss().forward(model.forward(x), y);
/// ```
///
/// Prediction and target have the same sizes; integer targets become floats. δ is 1 unless `delta` says otherwise
/// (Huber 1964).
public final class HuberLoss implements Loss {
    private final Operands operands = new Operands("HuberLoss");
    private Reduction reduction = Reduction.MEAN;
    private double delta = 1;

    /// Mean, sum, or the losses of all elements.
    public HuberLoss reduction(Reduction wanted) {
        reduction = wanted.general("HuberLoss");
        return this;
    }

    /// Where the parabola goes over into the line.
    public HuberLoss delta(double difference) {
        if (!(difference > 0))
            throw new IllegalArgumentException("HuberLoss: delta must be above 0, got " + difference);
        delta = difference;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor d = prediction.sub(operands.target(prediction, target)).abs();
        return reduction.of(SmoothL1Loss.rounded(d, delta));
    }

    @Override
    public String toString() {
        return "HuberLoss()";
    }
}
