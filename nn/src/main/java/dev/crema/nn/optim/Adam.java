package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import java.util.List;

/// Adam (Kingma and Ba 2015): a step along the running mean of the gradients, divided by the root of the running
/// mean of their squares, both corrected for their start at zero. Weight decay is added to the gradient.
///
/// ```java
/// var optimizer = new Adam(model.parameters(), 1e-3).betas(0.9, 0.99);
/// ```
public final class Adam extends GroupedOptimizer<Adam> {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private boolean largest;

    /// An optimiser of these parameters with the usual rate, 0.001.
    public Adam(List<Parameter> parameters) {
        this(parameters, 1e-3);
    }

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public Adam(List<Parameter> parameters, double lr) {
        super(parameters, lr);
    }

    /// How slowly the mean of the gradients and that of their squares follow.
    public Adam betas(double ofMean, double ofSquares) {
        beta1 = checked("the first beta", ofMean, 0, 1);
        beta2 = checked("the second beta", ofSquares, 0, 1);
        return this;
    }

    /// What is added to the denominator.
    public Adam eps(double number) {
        epsilon = checked("eps", number, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// Divides by the largest mean of squares so far (Reddi, Kale and Kumar 2018).
    public Adam amsgrad(boolean wanted) {
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
                weightDecay(),
                1,
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
