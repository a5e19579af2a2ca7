package dev.crema.nn.data;

import dev.crema.tensor.Tensor;

/// One element of a data set.
///
/// @param x what the model gets
/// @param y what it should say
public record Sample(Tensor x, Tensor y) {}
