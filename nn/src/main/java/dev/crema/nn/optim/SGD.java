package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Arithmetic;
import dev.crema.tensor.op.Copying;
import dev.crema.tensor.op.Creation;
import java.util.IdentityHashMap;
import java.util.List;

/// Stochastic gradient descent, with momentum, dampening, Nesterov's variant and weight decay as in PyTorch: `g +=
/// decay · w; v = momentum · v + (1 − dampening) · g; w −= lr · v` (Nesterov: `w −= lr · (g + momentum · v)`).
///
/// ```java
/// var optimizer = new SGD(model.parameters(), 0.1).momentum(0.9);
/// ```
public final class SGD implements Optimizer {
    private final List<Parameter> parameters;
    private final IdentityHashMap<Parameter, Tensor> velocities = new IdentityHashMap<>();
    private double lr;
    private double momentum;
    private double dampening;
    private double weightDecay;
    private boolean nesterov;

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public SGD(List<Parameter> parameters, double lr) {
        if (parameters.isEmpty())
            throw new IllegalArgumentException(
                    "optimizer got an empty parameter list: the model has no layer with parameters in its fields");
        this.parameters = List.copyOf(parameters);
        lr(lr);
    }

    /// How much of the last change goes on, between 0 and 1.
    public SGD momentum(double factor) {
        momentum = factor;
        return this;
    }

    /// How much of a new gradient is left out of the velocity, between 0 and 1.
    public SGD dampening(double factor) {
        dampening = factor;
        return this;
    }

    /// Pulls parameters towards zero: adds so many times the parameter to its gradient.
    public SGD weightDecay(double factor) {
        weightDecay = factor;
        return this;
    }

    /// Looks ahead along the velocity. Needs momentum, and no dampening.
    public SGD nesterov(boolean wanted) {
        nesterov = wanted;
        return this;
    }

    @Override
    public void step() {
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new IllegalStateException("SGD: nesterov needs momentum(…) above 0 and no dampening");
        try (var _ = NoGrad.scope()) {
            for (Parameter parameter : parameters) if (parameter.hasGrad()) update(parameter);
        }
    }

    private void update(Parameter parameter) {
        if (momentum == 0 && weightDecay == 0) {
            parameter.addGradient(-lr); // the gradient itself may never be computed
            return;
        }
        Tensor gradient = parameter.peekGrad();
        if (weightDecay != 0) gradient = gradient.add(parameter.detach().mul(weightDecay));
        if (momentum != 0) gradient = accelerated(parameter, gradient);
        Arithmetic.addInPlace(-lr, gradient, parameter);
    }

    private Tensor accelerated(Parameter parameter, Tensor gradient) {
        Tensor velocity = velocities.get(parameter);
        if (velocity == null) {
            velocity = Creation.keptLike(parameter);
            Copying.assign(velocity, gradient);
            velocities.put(parameter, velocity);
        } else {
            Copying.assign(velocity, velocity.mul(momentum));
            Arithmetic.addInPlace(1 - dampening, gradient, velocity);
        }
        return nesterov ? gradient.add(velocity.mul(momentum)) : velocity;
    }

    @Override
    public void zeroGrad() {
        for (Parameter parameter : parameters) parameter.zeroGrad();
    }

    @Override
    public double lr() {
        return lr;
    }

    @Override
    public void lr(double rate) {
        if (!(rate >= 0))
            throw new IllegalArgumentException("SGD: the learning rate must not be negative, got " + rate);
        lr = rate;
    }

    @Override
    public String toString() {
        return "SGD(lr=" + lr + (momentum == 0 ? "" : ", momentum=" + momentum)
                + (weightDecay == 0 ? "" : ", weight_decay=" + weightDecay) + (nesterov ? ", nesterov=True" : "") + ")";
    }
}
