package dev.crema.nn.data;

import dev.crema.tensor.Tensor;

/// Several samples together.
///
/// @param x the inputs, `[batch, …]`
/// @param y the targets, `[batch, …]`
/// @param index which batch of the epoch this is, from 0
public record Batch(Tensor x, Tensor y, int index) {
    /// The number of samples.
    public int size() {
        return x.size(0);
    }
}
