package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// The rectifier: `max(x, 0)`, element by element. Shapes stay.
public final class ReLU extends Module {
    @Override
    public Tensor forward(Tensor x) {
        return seen(x.relu());
    }
}
