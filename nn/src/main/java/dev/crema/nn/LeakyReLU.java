package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// The leaky rectifier: `x` where it is positive, else `slope · x`. Shapes stay.
///
/// ```java
/// var activation = new LeakyReLU(0.01);
/// ```
public final class LeakyReLU extends Module {
    private final double slope;

    /// The rectifier with slope 0.01 for negative numbers.
    public LeakyReLU() {
        this(0.01);
    }

    /// The rectifier with this slope for negative numbers.
    public LeakyReLU(double slope) {
        this.slope = slope;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(Tensor.where(x.gt(0), x, x.mul(slope)));
    }

    @Override
    protected String describe() {
        return "negative_slope=" + slope;
    }
}
