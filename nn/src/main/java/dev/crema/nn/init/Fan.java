package dev.crema.nn.init;

/// Which side of a layer sets the scale of its first weights.
public enum Fan {
    /// The inputs of one output: keeps the variance in the forward pass.
    IN,
    /// The outputs of one input: keeps the variance in the backward pass.
    OUT
}
