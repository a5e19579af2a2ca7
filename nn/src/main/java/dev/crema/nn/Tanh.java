package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// The hyperbolic tangent, element by element. Shapes stay.
///
/// ```java
/// var model = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 1));
/// ```
public final class Tanh extends Module {
    @Override
    public Tensor forward(Tensor x) {
        return seen(x.tanh());
    }
}
