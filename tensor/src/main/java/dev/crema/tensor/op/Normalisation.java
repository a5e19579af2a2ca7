package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Batch norm and layer norm. Both shift and scale to mean 0 and variance 1 (divided by the count, with `eps`
/// added), then apply a weight and a bias, and compute their gradients in one pass.
public final class Normalisation {
    private Normalisation() {}

    /// What batch norm learned about its channels, `[channels]` each.
    ///
    /// @param mean of each channel
    /// @param variance of each channel
    public record Statistics(Tensor mean, Tensor variance) {}

    /// Weight and bias of each channel or element; both or none.
    public record Affine(Tensor weight, Tensor bias) {}

    /// Normalises each channel of `[batch, channels]` or `[batch, channels, …]` by its own mean and variance in
    /// this batch, and moves running statistics towards them: `running = (1 − momentum) · running + momentum ·
    /// now`, where the variance is divided by count − 1.
    ///
    /// @param affine null for none
    /// @param running changed in place; null for none
    public static Tensor batchInTraining(
            Tensor x, @Nullable Affine affine, @Nullable Statistics running, double momentum, double eps) {
        BatchNormalisation.check(x);
        long count = x.size(1) == 0 ? 0 : x.numel() / x.size(1);
        if (count == 1)
            throw new IllegalArgumentException("batchNorm: one value per channel has no variance: " + x.layout()
                    + "; train with larger batches, or call eval() first");
        Channelwise channels = Channelwise.of(x);
        if (running != null && count > 0) channels.updateRunning(running, momentum);
        return BatchNormalisation.apply(x, affine, channels, eps, true);
    }

    /// Normalises each channel by given statistics.
    ///
    /// @param affine null for none
    public static Tensor batch(Tensor x, @Nullable Affine affine, Statistics statistics, double eps) {
        BatchNormalisation.check(x);
        return BatchNormalisation.apply(x, affine, Channelwise.of(x, statistics), eps, false);
    }

    /// Normalises the last `dims` dimensions together, each position of the others by itself.
    ///
    /// @param affine with the sizes of these dimensions; null for none
    public static Tensor layer(Tensor x, int dims, @Nullable Affine affine, double eps) {
        return LayerNormalisation.apply(x, dims, affine, eps);
    }
}
