package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Pooling;

/// The means of windows that are chosen so that the result has a given size: `[batch, channels, height, width]`
/// becomes `[batch, channels, size, size]`, whatever the images were.
///
/// ```java
/// var pool = new AdaptiveAvgPool2d(1); // one mean for each channel
/// ```
public final class AdaptiveAvgPool2d extends Module {
    private final int height;
    private final int width;

    /// Square results.
    public AdaptiveAvgPool2d(int size) {
        this(size, size);
    }

    /// Results of this height and width.
    public AdaptiveAvgPool2d(int height, int width) {
        this.height = Sizes.atLeast(1, "height", height);
        this.width = Sizes.atLeast(1, "width", width);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(Sizes.named(label(), () -> Pooling.adaptiveAverage(x, height, width)));
    }

    @Override
    protected String describe() {
        return "output_size=" + (height == width ? Integer.toString(height) : "(" + height + ", " + width + ")");
    }
}
