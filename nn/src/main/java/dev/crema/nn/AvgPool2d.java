package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.op.Pooling;

/// The mean of each window: `[batch, channels, height, width]` becomes `[batch, channels, height', width']` with
/// sides of ⌊(side + 2·padding − kernel) / stride⌋ + 1.
///
/// ```java
/// var pool = new AvgPool2d(2);         // halves height and width
/// ```
public final class AvgPool2d extends Module {
    private final int kernel;
    private int stride;
    private int padding;
    private boolean ceil;
    private boolean countsPadding = true;

    /// Square windows side by side.
    public AvgPool2d(int kernel) {
        this(kernel, kernel);
    }

    /// Square windows that move by `stride` pixels.
    public AvgPool2d(int kernel, int stride) {
        this.kernel = Sizes.atLeast(1, "kernel", kernel);
        stride(stride);
    }

    /// By how many pixels the window moves; by its own size if not said.
    public AvgPool2d stride(int pixels) {
        stride = Sizes.atLeast(1, "stride", pixels);
        return this;
    }

    /// How many rows and columns of zeros surround the image, at most half a window; none if not said.
    public AvgPool2d padding(int pixels) {
        padding = Sizes.atLeast(0, "padding", pixels);
        return this;
    }

    /// Whether a last window that lies only partly within the image counts; not if not said.
    public AvgPool2d ceilMode(boolean wanted) {
        ceil = wanted;
        return this;
    }

    /// Whether the zeros around the image count in the means; they do if not said.
    public AvgPool2d countIncludePad(boolean wanted) {
        countsPadding = wanted;
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        Window window = new Window(kernel, stride, padding, 1);
        return seen(Sizes.named(label(), () -> Pooling.average(x, window, window, ceil, countsPadding)));
    }

    @Override
    protected String describe() {
        return "kernel_size=" + kernel + ", stride=" + stride + ", padding=" + padding;
    }
}
