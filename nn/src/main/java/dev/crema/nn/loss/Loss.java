package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// How far a prediction is from its target. A cell may write one as a lambda: `Loss loss = (p, t) ->
/// p.sub(t).abs().mean();`
///
/// ```java
/// double error = Loss.mse(model.forward(x), y).item();
/// ```
@FunctionalInterface
public interface Loss {
    /// The loss as a scalar, unless the reduction is none.
    Tensor forward(Tensor prediction, Tensor target);

    /// The mean of `MSELoss`.
    static Tensor mse(Tensor prediction, Tensor target) {
        return new MSELoss().forward(prediction, target);
    }

    /// The mean of `L1Loss`.
    static Tensor l1(Tensor prediction, Tensor target) {
        return new L1Loss().forward(prediction, target);
    }

    /// The mean of `SmoothL1Loss`.
    static Tensor smoothL1(Tensor prediction, Tensor target) {
        return new SmoothL1Loss().forward(prediction, target);
    }

    /// The mean of `HuberLoss`.
    static Tensor huber(Tensor prediction, Tensor target) {
        return new HuberLoss().forward(prediction, target);
    }

    /// The mean of `BCELoss`, of probabilities.
    static Tensor binaryCrossEntropy(Tensor prediction, Tensor target) {
        return new BCELoss().forward(prediction, target);
    }

    /// The mean of `BCEWithLogitsLoss`.
    static Tensor binaryCrossEntropyWithLogits(Tensor prediction, Tensor target) {
        return new BCEWithLogitsLoss().forward(prediction, target);
    }

    /// The mean of `CrossEntropyLoss`, of logits.
    static Tensor crossEntropy(Tensor prediction, Tensor target) {
        return new CrossEntropyLoss().forward(prediction, target);
    }

    /// The mean of `NLLLoss`, of log-probabilities.
    static Tensor nll(Tensor prediction, Tensor target) {
        return new NLLLoss().forward(prediction, target);
    }

    /// The mean of `KLDivLoss`, of log-probabilities.
    static Tensor klDiv(Tensor prediction, Tensor target) {
        return new KLDivLoss().forward(prediction, target);
    }
}
