package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// The sizes of a pooling of planes `[planes, down.inputs, across.inputs]` to `[planes, down.outputs,
/// across.outputs]`, all dense.
public record PoolingShape(DType dtype, int planes, Bins down, Bins across) {
    /// The elements of a plane before.
    public int planeIn() {
        return down.inputs() * across.inputs();
    }

    /// The elements of a plane after.
    public int planeOut() {
        return down.outputs() * across.outputs();
    }
}
