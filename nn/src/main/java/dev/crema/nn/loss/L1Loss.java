package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// The absolute error: `|prediction − target|`. Its gradient where both are equal is 0.
///
/// ```java
/// var loss = new L1Loss().forward(model.forward(x), y);
/// ```
///
/// Prediction and target have the same sizes; integer targets become floats.
public final class L1Loss implements Loss {
    private final Operands operands = new Operands("L1Loss");
    private Reduction reduction = Reduction.MEAN;

    /// Mean, sum, or the losses of all elements.
    public L1Loss reduction(Reduction wanted) {
        reduction = wanted.general("L1Loss");
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        return reduction.of(prediction.sub(operands.target(prediction, target)).abs());
    }

    @Override
    public String toString() {
        return "L1Loss()";
    }
}
