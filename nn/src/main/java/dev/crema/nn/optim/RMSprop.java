package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import java.util.List;

/// RMSprop (Hinton 2012): the gradient divided by the root of the running mean of its squares, `v = α v + (1 − α)
/// g²; w −= lr · g / (√v + ε)`.
///
/// ```java
/// var optimizer = new RMSprop(model.parameters(), 0.01).alpha(0.9);
/// ```
public final class RMSprop extends GroupedOptimizer<RMSprop> {
    private double alpha = 0.99;
    private double epsilon = 1e-8;
    private double momentum;
    private boolean centered;

    /// An optimiser of these parameters with the usual rate, 0.01.
    public RMSprop(List<Parameter> parameters) {
        this(parameters, 0.01);
    }

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public RMSprop(List<Parameter> parameters, double lr) {
        super(parameters, lr);
    }

    /// How slowly the mean of the squares follows.
    public RMSprop alpha(double factor) {
        alpha = checked("alpha", factor, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// What is added to the denominator.
    public RMSprop eps(double number) {
        epsilon = checked("eps", number, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// How much of the last change goes on.
    public RMSprop momentum(double factor) {
        momentum = checked("momentum", factor, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// Divides by an estimate of the variance: takes the square of the mean gradient off the mean of the squares.
    public RMSprop centered(boolean wanted) {
        centered = wanted;
        return this;
    }

    @Override
    UpdateRule rule(double rate, long step) {
        return new UpdateRule.RmsProp(rate, alpha, epsilon, weightDecay(), momentum, centered);
    }

    @Override
    String options() {
        return (alpha == 0.99 ? "" : ", alpha=" + alpha)
                + (epsilon == 1e-8 ? "" : ", eps=" + epsilon)
                + super.options()
                + (momentum == 0 ? "" : ", momentum=" + momentum)
                + (centered ? ", centered=True" : "");
    }
}
