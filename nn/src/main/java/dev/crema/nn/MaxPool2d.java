package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.op.Pooling;

/// The largest pixel of each window: `[batch, channels, height, width]` becomes `[batch, channels, height',
/// width']` with sides of ⌊(side + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1. Padding is never the
/// largest.
///
/// ```java
/// var pool = new MaxPool2d(2);         // halves height and width
/// ```
public final class MaxPool2d extends Module {
    private final int kernel;
    private int stride;
    private int padding;
    private int dilation = 1;
    private boolean ceil;

    /// Square windows side by side.
    public MaxPool2d(int kernel) {
        this(kernel, kernel);
    }

    /// Square windows that move by `stride` pixels.
    public MaxPool2d(int kernel, int stride) {
        this.kernel = Sizes.atLeast(1, "kernel", kernel);
        stride(stride);
    }

    /// By how many pixels the window moves; by its own size if not said.
    public MaxPool2d stride(int pixels) {
        stride = Sizes.atLeast(1, "stride", pixels);
        return this;
    }

    /// How many rows and columns surround the image, at most half a window; none if not said.
    public MaxPool2d padding(int pixels) {
        padding = Sizes.atLeast(0, "padding", pixels);
        return this;
    }

    /// The distance between the pixels that a window covers; 1 if not said.
    public MaxPool2d dilation(int pixels) {
        dilation = Sizes.atLeast(1, "dilation", pixels);
        return this;
    }

    /// Whether a last window that lies only partly within the image counts; not if not said.
    public MaxPool2d ceilMode(boolean wanted) {
        ceil = wanted;
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        Window window = new Window(kernel, stride, padding, dilation);
        return seen(Sizes.named(label(), () -> Pooling.max(x, window, window, ceil)));
    }

    @Override
    protected String describe() {
        return "kernel_size=" + kernel + ", stride=" + stride + ", padding=" + padding + ", dilation=" + dilation
                + ", ceil_mode=" + (ceil ? "True" : "False");
    }
}
