package dev.crema.nn.optim;

import dev.crema.tensor.Tensor;
import java.util.Map;

/// Changes parameters along their gradients. A cell may implement one: `step`, `zeroGrad` and `lr` are enough.
public interface Optimizer {
    /// Changes every parameter that has a gradient, once.
    void step();

    /// Forgets the gradients of all parameters.
    void zeroGrad();

    /// The learning rate: that of the first group of parameters, if there are several.
    double lr();

    /// Sets the learning rate, of all groups.
    void lr(double rate);

    /// The learning rates of all groups.
    default double[] rates() {
        return new double[] {lr()};
    }

    /// Sets the learning rate of each group.
    default void rates(double... ofGroups) {
        lr(ofGroups[0]);
    }

    /// What the optimiser remembers between steps, by name, for a checkpoint. The tensors are its own, not copies.
    default Map<String, Tensor> state() {
        return Map.of();
    }

    /// Takes back what `state` gave.
    ///
    /// @throws IllegalArgumentException if it is of another model or another optimiser
    default void load(Map<String, Tensor> state) {
        if (!state.isEmpty())
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " remembers nothing, but the checkpoint has " + state.keySet());
    }
}
