package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.backend.UpdateRule;
import java.util.List;

/// What [Adam] and [AdamW] share: running means of the gradients and of their squares, and the options of both.
///
/// @param <S> the optimiser itself, so that its options can be chained
public abstract sealed class AdamFamily<S extends AdamFamily<S>> extends GroupedOptimizer<S> permits Adam, AdamW {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;
    private boolean largest;

    AdamFamily(List<Parameter> parameters, double lr) {
        super(parameters, lr);
    }

    /// How slowly the mean of the gradients and that of their squares follow.
    public S betas(double ofMean, double ofSquares) {
        beta1 = checked("the first beta", ofMean, 0, 1);
        beta2 = checked("the second beta", ofSquares, 0, 1);
        return self();
    }

    /// What is added to the denominator.
    public S eps(double number) {
        epsilon = checked("eps", number, 0, Double.POSITIVE_INFINITY);
        return self();
    }

    /// Divides by the largest mean of squares so far (Reddi, Kale and Kumar 2018).
    public S amsgrad(boolean wanted) {
        largest = wanted;
        return self();
    }

    /// @param decay what of the parameter is added to the gradient
    /// @param keep what the parameter is multiplied with before the step
    UpdateRule rule(double rate, long step, double decay, double keep) {
        return new UpdateRule.Adam(
                rate / (1 - Math.pow(beta1, (double) step)),
                Math.sqrt(1 - Math.pow(beta2, (double) step)),
                beta1,
                beta2,
                epsilon,
                decay,
                keep,
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
