package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// All dimensions but the batch in one: `[batch, …]` becomes `[batch, product of the rest]`.
public final class Flatten extends Module {
    @Override
    public Tensor forward(Tensor x) {
        return seen(x.flatten(1));
    }
}
