package dev.crema.nn.loss;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.BinaryCrossEntropy;
import org.jspecify.annotations.Nullable;

/// The binary cross-entropy of probabilities: `−(y log p + (1 − y) log(1 − p))`.
///
/// ```java
/// var loss = new BCELoss().forward(logistic.forward(x), y);    // after a Sigmoid
/// ```
///
/// Probabilities and targets have the same sizes; targets are 0, 1 or between, integers become floats. Logarithms
/// end at −100, so that a certain mistake has a finite loss. `BCEWithLogitsLoss` takes logits and is more precise.
public final class BCELoss implements Loss {
    private static final double LEAST_LOGARITHM = -100;
    private static final double LEAST_VARIANCE = 1e-12;

    private final Operands operands = new Operands("BCELoss");
    private Reduction reduction = Reduction.MEAN;
    private @Nullable Tensor weight;

    /// Mean, sum, or the losses of all elements.
    public BCELoss reduction(Reduction wanted) {
        reduction = wanted.general("BCELoss");
        return this;
    }

    /// Factors for the elements, of their sizes or broadcast to them.
    public BCELoss weight(Tensor factors) {
        weight = factors.detach();
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor y = operands.sameSizes(prediction, target);
        boolean few = prediction.numel() <= BinaryCrossEntropy.FEW && prediction.numel() > 0;
        if (few && reduction == Reduction.MEAN && weight == null && !y.requiresGrad())
            return BinaryCrossEntropy.mean(prediction, y);
        Tensor p = prediction.detach();
        if (p.numel() > 0 && p.min().item() < 0)
            throw BinaryCrossEntropy.noProbability(p.min().item());
        if (p.numel() > 0 && p.max().item() > 1)
            throw BinaryCrossEntropy.noProbability(p.max().item());
        Tensor losses = entropy(prediction, p, y);
        return reduction.of(weight == null ? losses : losses.mul(weight.to(p.dtype())));
    }

    /// The value of the formula with a slope of its own, `(p − y) / (p (1 − p))`: that of the clamped logarithms
    /// would be 0 · ∞ where p is 0 or 1.
    private static Tensor entropy(Tensor prediction, Tensor p, Tensor target) {
        Tensor value;
        Tensor slope;
        Tensor slopeOfTarget;
        try (var _ = NoGrad.scope()) {
            Tensor y = target.detach();
            Tensor rest = Tensor.scalar(1).sub(p);
            Tensor logP = p.log().maximum(LEAST_LOGARITHM);
            Tensor logRest = rest.log().maximum(LEAST_LOGARITHM);
            slopeOfTarget = logRest.sub(logP);
            value = y.mul(logP).add(Tensor.scalar(1).sub(y).mul(logRest)).neg();
            slope = p.sub(y).div(p.mul(rest).maximum(LEAST_VARIANCE));
        }
        Tensor losses = prediction.requiresGrad() ? value.add(slope.mul(prediction.sub(p))) : value;
        return target.requiresGrad() ? losses.add(slopeOfTarget.mul(target.sub(target.detach()))) : losses;
    }

    @Override
    public String toString() {
        return "BCELoss()";
    }
}
