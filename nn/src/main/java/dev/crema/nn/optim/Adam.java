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
public final class Adam extends AdamFamily<Adam> {
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

    @Override
    UpdateRule rule(double rate, long step) {
        return rule(rate, step, weightDecay(), 1);
    }
}
