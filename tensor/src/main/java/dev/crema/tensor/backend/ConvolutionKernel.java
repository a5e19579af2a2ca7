package dev.crema.tensor.backend;

/// What computes convolutions and their gradients. All operands are dense, given by their addresses in
/// `NativeMemory.ALL`, and float32 or float64 as the shape says.
public interface ConvolutionKernel {
    /// The name, as `crema doctor` prints it.
    String name();

    /// `y[b, o, i, j] = bias[o] + Σ w[o, c, u, v] · x[b, c, i·stride − padding + u·dilation, …]`.
    ///
    /// @param bias 0 for none
    void forward(ConvolutionShape shape, long x, long w, long bias, long y);

    /// The gradient for x from that of the result.
    void inputGradient(ConvolutionShape shape, long dy, long w, long dx);

    /// The gradient for the weight from that of the result.
    void weightGradient(ConvolutionShape shape, long x, long dy, long dw);

    /// Both gradients, where what they have in common can be done once.
    default void gradients(ConvolutionShape shape, long x, long w, long dy, long dx, long dw) {
        inputGradient(shape, dy, w, dx);
        weightGradient(shape, x, dy, dw);
    }
}
