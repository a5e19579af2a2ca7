package dev.crema.nn;

import dev.crema.nn.Sizes.Pair;
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
    private final Pair kernel;
    private Pair stride;
    private Pair padding = new Pair(0, 0);
    private Pair dilation = new Pair(1, 1);
    private boolean ceil;

    /// Square windows side by side.
    public MaxPool2d(int kernel) {
        this(kernel, kernel);
    }

    /// Square windows that move by `stride` pixels.
    public MaxPool2d(int kernel, int stride) {
        this.kernel = Pair.of(1, "kernel", kernel);
        this.stride = Pair.of(1, "stride", stride);
    }

    /// Windows as high and wide as said, side by side: `new MaxPool2d(new int[] {2, 1})`.
    public MaxPool2d(int[] kernel) {
        this.kernel = Pair.of(1, "kernel", kernel);
        this.stride = this.kernel;
    }

    /// By how many pixels the window moves; by its own size if not said.
    public MaxPool2d stride(int pixels) {
        stride = Pair.of(1, "stride", pixels);
        return this;
    }

    /// By how many rows and columns the window moves.
    public MaxPool2d stride(int height, int width) {
        stride = Pair.of(1, "stride", height, width);
        return this;
    }

    /// How many rows and columns surround the image, at most half a window; none if not said.
    public MaxPool2d padding(int pixels) {
        padding = Pair.of(0, "padding", pixels);
        return this;
    }

    /// How many rows lie above and below the image, and columns beside it.
    public MaxPool2d padding(int height, int width) {
        padding = Pair.of(0, "padding", height, width);
        return this;
    }

    /// The distance between the pixels that a window covers; 1 if not said.
    public MaxPool2d dilation(int pixels) {
        dilation = Pair.of(1, "dilation", pixels);
        return this;
    }

    /// The distance between the rows and between the columns that a window covers.
    public MaxPool2d dilation(int height, int width) {
        dilation = Pair.of(1, "dilation", height, width);
        return this;
    }

    /// Whether a last window that lies only partly within the image counts; not if not said.
    public MaxPool2d ceilMode(boolean wanted) {
        ceil = wanted;
        return this;
    }

    @Override
    public Tensor forward(Tensor x) {
        var down = new Window(kernel.height(), stride.height(), padding.height(), dilation.height());
        var across = new Window(kernel.width(), stride.width(), padding.width(), dilation.width());
        return seen(Sizes.named(label(), () -> Pooling.max(x, down, across, ceil)));
    }

    @Override
    protected String describe() {
        return "kernel_size=" + kernel.shortly() + ", stride=" + stride.shortly() + ", padding=" + padding.shortly()
                + ", dilation=" + dilation.shortly()
                + ", ceil_mode=" + (ceil ? "True" : "False");
    }
}
