package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import java.util.List;

/// Adagrad (Duchi, Hazan and Singer 2011): the gradient divided by the root of the sum of all its squares, `s +=
/// g²; w −= lr · g / (√s + ε)`.
///
/// ```java
/// var optimizer = new Adagrad(model.parameters(), 0.01);
/// ```
public final class Adagrad extends GroupedOptimizer<Adagrad> {
    private double epsilon = 1e-10;
    private double lrDecay;
    private double initialAccumulator;

    /// An optimiser of these parameters with the usual rate, 0.01.
    public Adagrad(List<Parameter> parameters) {
        this(parameters, 0.01);
    }

    /// An optimiser of these parameters.
    ///
    /// @throws IllegalArgumentException if there are none, or the rate is negative
    public Adagrad(List<Parameter> parameters, double lr) {
        super(parameters, lr);
    }

    /// What is added to the denominator.
    public Adagrad eps(double number) {
        epsilon = checked("eps", number, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// Divides the rate of step n by `1 + (n − 1) · decay`.
    public Adagrad lrDecay(double decay) {
        lrDecay = checked("lrDecay", decay, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    /// What the sums of squares start with.
    public Adagrad initialAccumulatorValue(double value) {
        initialAccumulator = checked("initialAccumulatorValue", value, 0, Double.POSITIVE_INFINITY);
        return this;
    }

    @Override
    double firstValue() {
        return initialAccumulator;
    }

    @Override
    UpdateRule rule(double rate, long step) {
        return new UpdateRule.Adagrad(rate / (1 + (double) (step - 1) * lrDecay), epsilon, weightDecay());
    }

    @Override
    String options() {
        return (epsilon == 1e-10 ? "" : ", eps=" + epsilon)
                + (lrDecay == 0 ? "" : ", lr_decay=" + lrDecay)
                + super.options();
    }
}
