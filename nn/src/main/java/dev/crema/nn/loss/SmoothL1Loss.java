package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// The absolute error with a rounded tip: `d² / (2 β)` for a difference d below β, else `d − β/2`.
///
/// ```java
/// var loss = new SmoothL1Loss().forward(model.forward(x), y);
/// ```
///
/// Prediction and target have the same sizes; integer targets become floats. β is 1 unless `beta` says otherwise;
/// with 0 it is `L1Loss` (Girshick 2015).
public final class SmoothL1Loss implements Loss {
    private final Operands operands = new Operands("SmoothL1Loss");
    private Reduction reduction = Reduction.MEAN;
    private double beta = 1;

    /// Mean, sum, or the losses of all elements.
    public SmoothL1Loss reduction(Reduction wanted) {
        reduction = wanted.general("SmoothL1Loss");
        return this;
    }

    /// Where the parabola goes over into the line.
    public SmoothL1Loss beta(double difference) {
        if (!(difference >= 0))
            throw new IllegalArgumentException("SmoothL1Loss: beta must not be negative, got " + difference);
        beta = difference;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor d = prediction.sub(operands.target(prediction, target)).abs();
        return reduction.of(beta == 0 ? d : rounded(d, beta).div(beta));
    }

    /// `d² / 2` below the limit, `limit (d − limit / 2)` above: m (d − m / 2) with the smaller of both as m.
    static Tensor rounded(Tensor d, double limit) {
        Tensor m = d.minimum(limit);
        return m.mul(d.sub(m.mul(0.5)));
    }

    @Override
    public String toString() {
        return "SmoothL1Loss()";
    }
}
