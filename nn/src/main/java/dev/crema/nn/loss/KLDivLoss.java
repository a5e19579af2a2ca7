package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// The Kullback-Leibler divergence of log-probabilities from a target distribution: `target · (log target −
/// prediction)`.
///
/// ```java
/// var loss = new KLDivLoss().reduction(Reduction.BATCH_MEAN).forward(x.logSoftmax(1), y);
/// ```
///
/// Prediction (logarithms) and target (probabilities, or logarithms with `logTarget`) have the same sizes. The mean
/// is over all elements, as in PyTorch; `BATCH_MEAN` is the divergence of the textbooks.
public final class KLDivLoss implements Loss {
    private final Operands operands = new Operands("KLDivLoss");
    private Reduction reduction = Reduction.MEAN;
    private boolean logTarget;

    /// Mean, sum, mean over the batch, or the losses of all elements.
    public KLDivLoss reduction(Reduction wanted) {
        reduction = wanted;
        return this;
    }

    /// Whether the target comes as logarithms.
    public KLDivLoss logTarget(boolean wanted) {
        logTarget = wanted;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor y = operands.target(prediction, target);
        if (logTarget) return reduction.of(y.exp().mul(y.sub(prediction)));
        Tensor none = y.detach().eq(0); // 0 log 0 is 0
        Tensor entropy = y.mul(y.maskedFill(none, 1).log());
        return reduction.of(entropy.sub(y.mul(prediction)));
    }

    @Override
    public String toString() {
        return "KLDivLoss()";
    }
}
