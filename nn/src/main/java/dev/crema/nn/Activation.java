package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Unary;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// The activation functions that textbooks put into one table, as functions to draw and compare. In models the
/// layers of the same names are used.
///
/// ```java
/// var z = Tensor.linspace(-3, 3, 121);
/// for (var activation : Activation.values()) display(Plot.line(z, activation.of(z)).title("" + activation));
/// ```
public enum Activation {
    /// 0 below zero, ½ at zero, 1 above: the perceptron's.
    UNIT_STEP(z -> z.sign().add(1).mul(0.5)),
    /// −1, 0 or 1.
    SIGN(Tensor::sign),
    /// `z` itself: Adaline and linear regression.
    LINEAR(z -> z),
    /// `z + ½` between −½ and ½, beyond that 0 and 1: support vector machines.
    PIECEWISE_LINEAR(z -> z.add(0.5).clamp(0, 1)),
    /// `1 / (1 + e⁻ᶻ)`: logistic regression.
    LOGISTIC(Tensor::sigmoid),
    /// The hyperbolic tangent.
    TANH(Tensor::tanh),
    /// `max(0, z)`.
    RELU(Tensor::relu),
    /// `log(1 + eᶻ)`, a smooth rectifier.
    SOFTPLUS(Unary.SOFTPLUS::apply);

    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    /// The function of each element; shapes stay, integers become floats.
    public Tensor of(Tensor z) {
        return function.apply(z.dtype().isFloating() ? z : z.to(dev.crema.tensor.DType.defaultFloat()));
    }

    /// The name in words: `unit step`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
