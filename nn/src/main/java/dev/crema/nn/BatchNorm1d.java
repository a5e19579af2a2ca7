package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// Normalises the channels of samples `[batch, channels]` or sequences `[batch, channels, length]`: `y = (x − mean)
/// / √(variance + eps) · weight + bias`, for each channel by itself. In training with mean and variance of the
/// batch, of which running ones are kept; after `eval()` with those.
///
/// ```java
/// var norm = new BatchNorm1d(100);      // [batch, 100] -> [batch, 100]
/// ```
///
/// Source: S. Ioffe, C. Szegedy, Batch Normalization, 2015. Momentum is PyTorch's: `running = 0.9 · running + 0.1 ·
/// now`.
public final class BatchNorm1d extends BatchNorm<BatchNorm1d> {
    /// A layer for so many channels.
    public BatchNorm1d(int channels) {
        super(channels);
    }

    @Override
    BatchNorm1d self() {
        return this;
    }

    @Override
    String expected(int channels) {
        return "[batch, " + channels + "] or [batch, " + channels + ", length]";
    }

    @Override
    boolean fits(Tensor x) {
        return x.dim() == 2 || x.dim() == 3;
    }
}
