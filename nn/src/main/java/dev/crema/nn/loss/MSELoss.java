package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.SquaredError;

/// The squared error: `(prediction − target)²`.
///
/// ```java
/// var loss = new MSELoss().forward(model.forward(x), y);
/// ```
///
/// Prediction and target have the same sizes; integer targets become floats.
public final class MSELoss implements Loss {
    private final Operands operands = new Operands("MSELoss");
    private Reduction reduction = Reduction.MEAN;

    /// Mean, sum, or the losses of all elements.
    public MSELoss reduction(Reduction wanted) {
        reduction = wanted.general("MSELoss");
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor aligned = operands.target(prediction, target);
        boolean inOnePass = reduction == Reduction.MEAN && aligned.shape().equals(prediction.shape());
        return inOnePass
                ? SquaredError.mean(prediction, aligned)
                : reduction.of(prediction.sub(aligned).pow(2));
    }

    @Override
    public String toString() {
        return "MSELoss()";
    }
}
