package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.op.Arithmetic;
import java.util.List;

/// Stochastic gradient descent, with momentum, dampening, Nesterov's variant and weight decay as in PyTorch: `g +=
/// decay · w; v = momentum · v + (1 − dampening) · g; w −= lr · v` (Nesterov: `w −= lr · (g + momentum · v)`).
///
/// ```java
/// var optimizer = new SGD(model.parameters(), 0.1).momentum(0.9);
/// ```
public final class SGD extends GroupedOptimizer<SGD> {
    private double momentum;
    private double dampening;
    private boolean nesterov;

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public SGD(List<Parameter> parameters, double lr) {
        super(parameters, lr);
    }

    /// How much of the last change goes on, between 0 and 1.
    public SGD momentum(double factor) {
        momentum = checked("momentum", factor, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// How much of a new gradient is left out of the velocity, between 0 and 1.
    public SGD dampening(double factor) {
        dampening = factor;
        return this;
    }

    /// Looks ahead along the velocity. Needs momentum, and no dampening.
    public SGD nesterov(boolean wanted) {
        nesterov = wanted;
        return this;
    }

    @Override
    void checkOptions() {
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new IllegalStateException("SGD: nesterov needs momentum(…) above 0 and no dampening");
    }

    @Override
    void update(Parameter parameter, double rate) {
        if (momentum != 0) {
            super.update(parameter, rate);
            return;
        }
        if (weightDecay() != 0) Arithmetic.addInPlace(-rate * weightDecay(), parameter.detach(), parameter);
        parameter.addGradient(-rate); // the gradient itself may never be computed
    }

    @Override
    UpdateRule rule(double rate, long step) {
        return new UpdateRule.Momentum(rate, momentum, dampening, weightDecay(), nesterov, step == 1);
    }

    @Override
    String options() {
        return (momentum == 0 ? "" : ", momentum=" + momentum)
                + (dampening == 0 ? "" : ", dampening=" + dampening)
                + super.options()
                + (nesterov ? ", nesterov=True" : "");
    }
}
