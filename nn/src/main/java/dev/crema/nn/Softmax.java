package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// `e^xᵢ / Σ e^x` along a dimension: numbers between 0 and 1 that add up to 1. Shapes stay.
///
/// ```java
/// var probabilities = new Softmax(1).forward(logits);   // [batch, classes]
/// ```
public final class Softmax extends Module {
    private final int dim;

    /// Along this dimension: 1 for `[batch, classes]`.
    public Softmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x.softmax(dim));
    }

    @Override
    protected String describe() {
        return "dim=" + dim;
    }
}
