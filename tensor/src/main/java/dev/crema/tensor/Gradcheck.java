package dev.crema.tensor;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Compares gradients with finite differences: for checking an operation or a module of one's own.
///
/// ```java
/// Gradcheck.check(t -> t.sin(), x);
/// ```
///
/// Everything is computed in float64: central differences with a step of 1e-6 are right to about 1e-9 there.
public final class Gradcheck {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-5;

    private Gradcheck() {}

    /// Whether the gradient of a function of one tensor is right at `x`.
    ///
    /// @return true
    /// @throws IllegalStateException naming the element, the gradient and the difference quotient if it is not
    public static boolean check(UnaryOperator<Tensor> function, Tensor x) {
        return checkAll(inputs -> function.apply(inputs[0]), x);
    }

    /// Whether the gradients of a function of several tensors are right at `inputs`. Those of integers are left
    /// out.
    ///
    /// @return true
    /// @throws IllegalStateException naming the input, the element, the gradient and the difference quotient if not
    public static boolean checkAll(Function<Tensor[], Tensor> function, Tensor... inputs) {
        Tensor[] leaves = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) leaves[i] = leaf(inputs[i]);
        Tensor output = function.apply(leaves);
        Tensor weights =
                Generator.of(7).uniform(0.5, 1.5, output.layout().sizes()).to(output.dtype());
        if (output.numel() > 0 && output.requiresGrad())
            output.mul(weights).sum().backward();
        for (int i = 0; i < leaves.length; i++) if (leaves[i].requiresGrad()) compare(function, leaves, i, weights);
        return true;
    }

    private static Tensor leaf(Tensor input) {
        if (!input.dtype().isFloating()) return input;
        Tensor values = input.detach();
        Tensor wide = values.to(DType.FLOAT64);
        return (wide.storage() == values.storage() ? values.copy() : wide).requiresGrad(true);
    }

    private static void compare(Function<Tensor[], Tensor> function, Tensor[] leaves, int which, Tensor weights) {
        Tensor leaf = leaves[which];
        double[] values = leaf.toDoubles();
        double[] gradient = leaf.hasGrad() ? leaf.grad().toDoubles() : new double[values.length];
        for (int k = 0; k < values.length; k++) {
            double quotient =
                    (at(function, leaves, which, k, STEP, weights) - at(function, leaves, which, k, -STEP, weights))
                            / (2 * STEP);
            double scale = Math.max(1, Math.max(Math.abs(quotient), Math.abs(gradient[k])));
            if (!(Math.abs(quotient - gradient[k]) <= TOLERANCE * scale))
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "gradcheck: input %d %s, element %d: the gradient is %.9g, the difference quotient %.9g",
                        which,
                        leaf.shape(),
                        k,
                        gradient[k],
                        quotient));
        }
    }

    private static double at(
            Function<Tensor[], Tensor> function, Tensor[] leaves, int which, int element, double step, Tensor weights) {
        try (var _ = NoGrad.scope()) {
            Tensor[] moved = leaves.clone();
            Tensor copy = leaves[which].copy();
            Tensor flat = copy.view(-1);
            flat.at(element).assign(flat.at(element).add(step));
            moved[which] = copy;
            return function.apply(moved).mul(weights).sum().item();
        }
    }
}
