package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.Channels;
import dev.crema.tensor.storage.Storage;

/// Means and variances of the channels of a tensor, and the tensor with the elements of each channel together.
///
/// @param x dense, `[outer, channels, inner]`
/// @param mean of each channel
/// @param variance of each channel, divided by the count
record Channelwise(Tensor x, Channels shape, double[] mean, double[] variance) {

    /// Measures the channels.
    static Channelwise of(Tensor x) {
        Tensor dense = together(x);
        Channels shape = shape(dense);
        double[] mean = new double[shape.channels()];
        double[] variance = new double[shape.channels()];
        if (x.numel() > 0) Backends.normalisation().statistics(shape, Kernels.address(dense), mean, variance);
        return new Channelwise(dense, shape, mean, variance);
    }

    /// Takes means and variances as they are.
    static Channelwise of(Tensor x, Normalisation.Statistics given) {
        Tensor dense = together(x);
        return new Channelwise(
                dense, shape(dense), given.mean().toDoubles(), given.variance().toDoubles());
    }

    /// A matrix `[batch, channels]` is copied to its transpose, so that a channel is one run of elements.
    static Tensor together(Tensor x) {
        Tensor values = x.detach();
        if (x.dim() == 2) return Copying.copy(values.t()).view(1, x.size(1), x.size(0));
        return Copying.contiguous(values).view(x.size(0), x.size(1), inner(x));
    }

    /// The opposite of `together`, for a tensor with the sizes of `like`.
    static Tensor apart(Tensor together, Tensor like) {
        if (like.dim() == 2)
            return Copying.copy(together.view(like.size(1), like.size(0)).t());
        return together.view(like.layout().sizes());
    }

    private static int inner(Tensor x) {
        int inner = 1;
        for (int d = 2; d < x.dim(); d++) inner *= x.size(d);
        return inner;
    }

    private static Channels shape(Tensor dense) {
        return new Channels(dense.dtype(), dense.size(0), dense.size(1), dense.size(2));
    }

    /// Moves running statistics towards these.
    void updateRunning(Normalisation.Statistics running, double momentum) {
        double unbiased = (double) shape.count() / (shape.count() - 1);
        move(running.mean(), mean, 1, momentum);
        move(running.variance(), variance, unbiased, momentum);
    }

    private static void move(Tensor running, double[] now, double factor, double momentum) {
        Storage storage = running.storage();
        storage.changing();
        for (int c = 0; c < now.length; c++) {
            long at = running.layout().offset() + c * running.layout().stride(0);
            double old = Elementwise.get(running, at);
            Elementwise.set(running, at, (1 - momentum) * old + momentum * factor * now[c]);
        }
    }

    /// 1 / √(variance + eps) of each channel.
    double[] inverse(double eps) {
        double[] inverse = new double[variance.length];
        for (int c = 0; c < inverse.length; c++) inverse[c] = 1 / Math.sqrt(variance[c] + eps);
        return inverse;
    }
}
