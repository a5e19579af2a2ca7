package dev.crema.nn;

import dev.crema.nn.Sizes.Pair;
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
    private final Pair kernel;
    private Pair stride;
    private Pair padding = new Pair(0, 0);
    private boolean ceil;
    private boolean countsPadding = true;

    /// Square windows side by side.
    public AvgPool2d(int kernel) {
        this(kernel, kernel);
    }

    /// Square windows that move by `stride` pixels.
    public AvgPool2d(int kernel, int stride) {
        this.kernel = Pair.of(1, "kernel", kernel);
        this.stride = Pair.of(1, "stride", stride);
    }

    /// Windows as high and wide as said, side by side: `new AvgPool2d(new int[] {2, 1})`.
    public AvgPool2d(int[] kernel) {
        this.kernel = Pair.of(1, "kernel", kernel);
        this.stride = this.kernel;
    }

    /// By how many pixels the window moves; by its own size if not said.
    public AvgPool2d stride(int pixels) {
        stride = Pair.of(1, "stride", pixels);
        return this;
    }

    /// By how many rows and columns the window moves.
    public AvgPool2d stride(int height, int width) {
        stride = Pair.of(1, "stride", height, width);
        return this;
    }

    /// How many rows and columns of zeros surround the image, at most half a window; none if not said.
    public AvgPool2d padding(int pixels) {
        padding = Pair.of(0, "padding", pixels);
        return this;
    }

    /// How many rows lie above and below the image, and columns beside it.
    public AvgPool2d padding(int height, int width) {
        padding = Pair.of(0, "padding", height, width);
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
        var down = new Window(kernel.height(), stride.height(), padding.height(), 1);
        var across = new Window(kernel.width(), stride.width(), padding.width(), 1);
        return seen(Sizes.named(label(), () -> Pooling.average(x, down, across, ceil, countsPadding)));
    }

    @Override
    protected String describe() {
        return "kernel_size=" + kernel.shortly() + ", stride=" + stride.shortly() + ", padding=" + padding.shortly();
    }
}
