package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Copying;
import dev.crema.tensor.op.Creation;

/// A tensor that training changes: it requires a gradient, and a module that has it in a field owns it.
///
/// ```java
/// Parameter scale = new Parameter(Tensor.ones(3));
/// ```
public final class Parameter extends Tensor {

    /// A parameter with a copy of these values, in memory that no training step frees.
    public Parameter(Tensor values) {
        super(copied(values));
        requiresGrad(true);
    }

    private static Tensor copied(Tensor values) {
        Tensor copy = Creation.keptLike(values);
        Copying.assign(copy, values.detach());
        return copy;
    }
}
