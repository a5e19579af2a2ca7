package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import java.util.List;

/// Adam with weight decay of its own (Loshchilov and Hutter 2019): the parameter first shrinks by `lr · decay`, and
/// the gradient stays as it is. The decay is 0.01 unless `weightDecay` says otherwise.
///
/// ```java
/// var optimizer = new AdamW(model.parameters(), 1e-3).betas(0.9, 0.99);
/// ```
public final class AdamW extends GroupedOptimizer<AdamW> {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private boolean largest;

    /// An optimiser of these parameters with the usual rate, 0.001, and decay 0.01.
    public AdamW(List<Parameter> parameters) {
        this(parameters, 1e-3);
    }

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public AdamW(List<Parameter> parameters, double lr) {
        super(parameters, lr);
        weightDecay(0.01);
    }

    /// How slowly the mean of the gradients and that of their squares follow.
    public AdamW betas(double ofMean, double ofSquares) {
        beta1 = checked("the first beta", ofMean, 0, 1);
        beta2 = checked("the second beta", ofSquares, 0, 1);
        return this;
    }

    /// What is added to the denominator.
    public AdamW eps(double number) {
        epsilon = checked("eps", number, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// Divides by the largest mean of squares so far (Reddi, Kale and Kumar 2018).
    public AdamW amsgrad(boolean wanted) {
        largest = wanted;
        return this;
    }

    @Override
    UpdateRule rule(double rate, long step) {
        return new UpdateRule.Adam(
                rate / (1 - Math.pow(beta1, (double) step)),
                Math.sqrt(1 - Math.pow(beta2, (double) step)),
                beta1,
                beta2,
                epsilon,
                0,
                1 - rate * weightDecay(),
                largest);
    }

    @Override
    String options() {
        return (beta1 == 0.9 && beta2 == 0.999 ? "" : ", betas=(" + beta1 + ", " + beta2 + ")")
                + (epsilon == 1e-8 ? "" : ", eps=" + epsilon)
                + super.options()
                + (largest ? ", amsgrad=True" : "");
    }
}
