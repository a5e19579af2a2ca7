package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// The logistic function `1 / (1 + e⁻ˣ)`, element by element. Shapes stay.
///
/// ```java
/// var model = new Sequential(new Linear(1, 1), new Sigmoid());
/// ```
public final class Sigmoid extends Module {
    @Override
    public Tensor forward(Tensor x) {
        return seen(x.sigmoid());
    }
}
