package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.layout.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// `y = (x − mean) / √(variance + eps) · weight + bias` for each channel; see `Normalisation`.
final class BatchNormalisation extends Op {
    private final boolean training;
    private final double[] inverse;
    private @Nullable Channelwise channels;

    private BatchNormalisation(Channelwise channels, double[] inverse, boolean training, Tensor... inputs) {
        super(FIRST + (inputs.length > 1 ? SECOND : 0), inputs);
        this.channels = channels;
        this.inverse = inverse;
        this.training = training;
    }

    static void check(Tensor x) {
        if (x.dim() < 2 || !x.dtype().isFloating())
            throw new IllegalArgumentException("batchNorm: expects floats [batch, channels, …], got " + x.dtype() + " "
                    + x.layout() + "; use unsqueeze(0) for a single sample, or to(FLOAT32)");
    }

    static Tensor apply(
            Tensor x, Normalisation.@Nullable Affine affine, Channelwise channels, double eps, boolean training) {
        int size = x.size(1);
        boolean fits = channels.mean().length == size
                && (affine == null
                        || affine.weight().numel() == size && affine.bias().numel() == size);
        if (!fits)
            throw new IllegalArgumentException("batchNorm: x " + x.layout() + " has " + size
                    + " channels in dimension 1, the statistics " + channels.mean().length
                    + (affine == null ? "" : ", the weight " + affine.weight().numel())
                    + "; make the layer with " + size);
        double[] inverse = channels.inverse(eps);
        if (affine == null) return Op.apply(new BatchNormalisation(channels, inverse, training, x));
        Tensor weight = Copying.contiguous(affine.weight());
        return Op.apply(
                new BatchNormalisation(channels, inverse, training, x, weight, Copying.contiguous(affine.bias())));
    }

    @Override
    public String name() {
        return "batchNorm";
    }

    private Channelwise channels() {
        if (channels == null) throw new IllegalStateException("batchNorm: its input was not kept");
        return channels;
    }

    private double weight(int channel) {
        return inputs().length == 1
                ? 1
                : Elementwise.get(input(1), input(1).layout().offset() + channel);
    }

    @Override
    protected Tensor forward() {
        Channelwise c = channels();
        double[] scale = new double[inverse.length];
        double[] shift = new double[inverse.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = inverse[i] * weight(i);
            double bias = inputs().length == 1
                    ? 0
                    : Elementwise.get(input(2), input(2).layout().offset() + i);
            shift[i] = bias - c.mean()[i] * scale[i];
        }
        Tensor y = Kernels.allocate(
                name(), c.x().dtype(), Layout.contiguous(c.x().layout().sizes()));
        if (y.numel() > 0)
            Backends.normalisation().scale(c.shape(), Kernels.address(c.x()), scale, shift, Kernels.address(y));
        Reference.reachabilityFence(c.x());
        Reference.reachabilityFence(y);
        return Channelwise.apart(y, input(0));
    }

    /// All three need the same two sums. In training mean and variance depend on x as well: `dx = w / σ · (dy −
    /// mean(dy) − x̂ · mean(dy · x̂))`; with given statistics `dx = w / σ · dy`.
    @Override
    protected void gradients(Tensor dy, @Nullable Tensor[] into) {
        Channelwise c = channels();
        int size = inverse.length;
        Tensor upstream = Channelwise.together(dy);
        double[] sums = new double[size];
        double[] products = new double[size];
        if (dy.numel() > 0)
            Backends.normalisation()
                    .gradientSums(
                            c.shape(), Kernels.address(upstream), Kernels.address(c.x()), c.mean(), sums, products);
        if (input(0).requiresGrad()) into[0] = inputGradient(c, upstream, sums, products);
        if (inputs().length > 1) {
            Tensor slope = Kernels.allocateLike(name(), dy.dtype(), input(1));
            Tensor offset = Kernels.allocateLike(name(), dy.dtype(), input(1));
            for (int i = 0; i < size; i++) {
                Elementwise.set(slope, i, products[i] * inverse[i]);
                Elementwise.set(offset, i, sums[i]);
            }
            if (input(1).requiresGrad()) into[1] = slope;
            if (input(2).requiresGrad()) into[2] = offset;
        }
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(c.x());
    }

    private Tensor inputGradient(Channelwise c, Tensor upstream, double[] sums, double[] products) {
        int size = inverse.length;
        double[] scale = new double[size];
        double[] slope = new double[size];
        double[] shift = new double[size];
        double count = c.shape().count();
        for (int i = 0; i < size; i++) {
            scale[i] = weight(i) * inverse[i];
            if (!training) continue;
            slope[i] = -scale[i] * inverse[i] * inverse[i] * products[i] / count;
            shift[i] = -scale[i] * sums[i] / count - slope[i] * c.mean()[i];
        }
        Tensor dx = Kernels.allocateLike(name(), upstream.dtype(), upstream);
        if (dx.numel() > 0)
            Backends.normalisation()
                    .gradient(
                            c.shape(),
                            Kernels.address(upstream),
                            scale,
                            Kernels.address(c.x()),
                            slope,
                            shift,
                            Kernels.address(dx));
        return Channelwise.apart(dx, input(0));
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        throw new IllegalStateException("batchNorm computes its gradients together");
    }

    @Override
    protected void forget() {
        channels = null;
    }
}
