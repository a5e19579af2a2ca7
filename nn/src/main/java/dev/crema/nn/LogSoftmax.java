package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// `xᵢ − log Σ e^x` along a dimension: the logarithm of softmax without overflow. Shapes stay.
///
/// ```java
/// var probabilities = new LogSoftmax(1).forward(logits);   // [batch, classes]
/// ```
public final class LogSoftmax extends Module {
    private final int dim;

    /// Along this dimension: 1 for `[batch, classes]`.
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x.logSoftmax(dim));
    }

    @Override
    protected String describe() {
        return "dim=" + dim;
    }
}
