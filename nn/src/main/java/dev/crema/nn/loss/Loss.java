package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// How far a prediction is from its target. A cell may write one as a lambda: `Loss loss = (p, t) ->
/// p.sub(t).abs().mean();`
@FunctionalInterface
public interface Loss {
    /// The loss as a scalar, unless the reduction is none.
    Tensor forward(Tensor prediction, Tensor target);
}
