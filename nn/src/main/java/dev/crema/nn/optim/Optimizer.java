package dev.crema.nn.optim;

/// Changes parameters along their gradients.
public interface Optimizer {
    /// Changes every parameter that has a gradient, once.
    void step();

    /// Forgets the gradients of all parameters.
    void zeroGrad();

    /// The learning rate.
    double lr();

    /// Sets the learning rate.
    void lr(double rate);
}
