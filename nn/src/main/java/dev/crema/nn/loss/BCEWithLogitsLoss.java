package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Unary;
import org.jspecify.annotations.Nullable;

/// The binary cross-entropy of logits: `−(w y log σ(x) + (1 − y) log(1 − σ(x)))` with the logistic function σ and
/// the weight w of the positive class, 1 unless `posWeight` says otherwise. Computed without overflow.
///
/// ```java
/// var loss = new BCEWithLogitsLoss().forward(model.forward(x), y);    // no Sigmoid before
/// ```
///
/// Logits and targets have the same sizes; targets are 0, 1 or between, integers become floats.
public final class BCEWithLogitsLoss implements Loss {
    private final Operands operands = new Operands("BCEWithLogitsLoss");
    private Reduction reduction = Reduction.MEAN;
    private @Nullable Tensor weight;
    private @Nullable Tensor posWeight;

    /// Mean, sum, or the losses of all elements.
    public BCEWithLogitsLoss reduction(Reduction wanted) {
        reduction = wanted.general("BCEWithLogitsLoss");
        return this;
    }

    /// Factors for the elements, of their sizes or broadcast to them.
    public BCEWithLogitsLoss weight(Tensor factors) {
        weight = factors.detach();
        return this;
    }

    /// How many times a positive counts, broadcast to the logits: one number for each class in `[batch, classes]`.
    public BCEWithLogitsLoss posWeight(Tensor factors) {
        posWeight = factors.detach();
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor y = operands.sameSizes(prediction, target);
        Tensor positive = posWeight == null ? y : y.mul(posWeight.to(y.dtype()));
        // both terms are positive, so that a loss near 0 keeps its digits
        Tensor losses = positive.mul(Unary.SOFTPLUS.apply(prediction.neg()))
                .add(y.mul(-1).add(1).mul(Unary.SOFTPLUS.apply(prediction)));
        return reduction.of(weight == null ? losses : losses.mul(weight.to(y.dtype())));
    }

    @Override
    public String toString() {
        return "BCEWithLogitsLoss()";
    }
}
