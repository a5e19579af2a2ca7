package dev.crema.tensor.backend;

/// What pools images and computes the gradients, on dense memory given by addresses.
public interface PoolingKernel {
    /// The largest element each output sees; NaN is larger than all.
    ///
    /// @param positions where to write, as int32, which element of its plane it was, the first of equals; 0 if
    /// nobody wants to know
    void maximum(PoolingShape shape, long x, long y, long positions);

    /// Passes each gradient to the element that was the largest.
    void maximumGradient(PoolingShape shape, long dy, long positions, long dx);

    /// The mean of the elements each output sees.
    void average(PoolingShape shape, long x, long y);

    /// Passes to each element its part of the gradients of the means it was in.
    void averageGradient(PoolingShape shape, long dy, long dx);
}
