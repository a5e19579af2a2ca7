package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// Normalises the channels of images `[batch, channels, height, width]`: `y = (x − mean) / √(variance + eps) ·
/// weight + bias`, for each channel by itself. In training with mean and variance of the batch, of which running
/// ones are kept; after `eval()` with those.
///
/// ```java
/// var norm = new BatchNorm2d(8);        // [batch, 8, height, width], the same out
/// ```
///
/// Source: S. Ioffe, C. Szegedy, Batch Normalization, 2015. Momentum is PyTorch's: `running = 0.9 · running + 0.1 ·
/// now`.
public final class BatchNorm2d extends BatchNorm<BatchNorm2d> {
    /// A layer for so many channels.
    public BatchNorm2d(int channels) {
        super(channels);
    }

    @Override
    BatchNorm2d self() {
        return this;
    }

    @Override
    String expected(int channels) {
        return "[batch, " + channels + ", height, width]";
    }

    @Override
    boolean fits(Tensor x) {
        return x.dim() == 4;
    }
}
