package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UpdateRule;

/// The step of an optimiser for one parameter.
public final class Update {
    private Update() {}

    /// Changes `parameter` and `state` by a rule, from the gradient that the parameter has. Parameter and state are
    /// dense, in memory of their own.
    public static void apply(UpdateRule rule, Tensor parameter, Tensor... state) {
        Tensor gradient = parameter.peekGrad();
        boolean dense = gradient.layout().isContiguous() && gradient.layout().offset() == 0;
        Tensor slope = dense ? gradient.detach() : Copying.copy(gradient.detach());
        parameter.storage().changing();
        Kernels.update(rule, parameter, slope.to(parameter.dtype()), state);
    }
}
