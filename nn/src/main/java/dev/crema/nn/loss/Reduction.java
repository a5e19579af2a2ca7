package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// What becomes of the losses of single elements.
public enum Reduction {
    /// Their mean.
    MEAN,
    /// Their sum.
    SUM,
    /// They stay as they are.
    NONE,
    /// Their sum over the size of the first dimension: what the definition of the Kullback-Leibler divergence
    /// means. For `KLDivLoss` only.
    BATCH_MEAN;

    Tensor of(Tensor losses) {
        return switch (this) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case NONE -> losses;
            case BATCH_MEAN -> losses.sum().div(losses.dim() == 0 ? 1 : losses.size(0));
        };
    }

    /// This, unless it is the one that only one loss knows.
    Reduction general(String loss) {
        if (this == BATCH_MEAN)
            throw new IllegalArgumentException(
                    loss + ": the reduction BATCH_MEAN is for KLDivLoss only; use MEAN, SUM or NONE");
        return this;
    }
}
