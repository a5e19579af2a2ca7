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
public final class AdamW extends AdamFamily<AdamW> {
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

    @Override
    UpdateRule rule(double rate, long step) {
        return rule(rate, step, 0, 1 - rate * weightDecay());
    }
}
