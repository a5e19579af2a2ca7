package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.Channels;
import dev.crema.tensor.backend.NormalisationKernel.Rows;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// `y = (x − mean) / √(variance + eps) · weight + bias` for each row, where a row is the last dimensions; see
/// `Normalisation`.
final class LayerNormalisation extends Op {
    private final int n;
    private final double eps;
    private @Nullable Rows rows;

    private LayerNormalisation(int n, double eps, Tensor... inputs) {
        super(inputs.length > 1 ? FIRST + SECOND : FIRST, inputs);
        this.n = n;
        this.eps = eps;
    }

    static Tensor apply(Tensor x, int dims, Normalisation.@Nullable Affine affine, double eps) {
        if (dims < 1 || dims > x.dim() || !x.dtype().isFloating())
            throw new IllegalArgumentException("layerNorm: expects floats of at least " + dims + " dimension(s), got "
                    + x.dtype() + " " + x.layout() + "; use unsqueeze, or to(FLOAT32)");
        int n = 1;
        for (int d = x.dim() - dims; d < x.dim(); d++) n *= x.size(d);
        if (affine != null && (affine.weight().numel() != n || affine.bias().numel() != n))
            throw new IllegalArgumentException("layerNorm: the last " + dims + " dimension(s) of x " + x.layout()
                    + " have " + n + " elements, the weight " + affine.weight().layout()
                    + " has another number; make the layer with the last sizes of x");
        Tensor dense = Copying.contiguous(x);
        if (affine == null) return Op.apply(new LayerNormalisation(n, eps, dense));
        Tensor weight = Copying.contiguous(affine.weight());
        return Op.apply(new LayerNormalisation(n, eps, dense, weight, Copying.contiguous(affine.bias())));
    }

    @Override
    public String name() {
        return "layerNorm";
    }

    private boolean isAffine() {
        return inputs().length > 1;
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0);
        Tensor y = Kernels.allocateLike(name(), x.dtype(), x);
        int count = n == 0 ? 0 : (int) (x.numel() / n);
        double[] mean = new double[count];
        double[] variance = new double[count];
        if (count > 0)
            Backends.normalisation()
                    .statistics(new Channels(x.dtype(), 1, count, n), Kernels.address(x), mean, variance);
        double[] inverse = new double[count];
        for (int i = 0; i < count; i++) inverse[i] = 1 / Math.sqrt(variance[i] + eps);
        Rows measured = new Rows(x.dtype(), mean, inverse, n);
        rows = measured;
        long weight = isAffine() ? Kernels.address(input(1)) : 0;
        long bias = isAffine() ? Kernels.address(input(2)) : 0;
        Backends.normalisation().normalise(measured, Kernels.address(x), weight, bias, Kernels.address(y));
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(y);
        return y;
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        if (rows == null) throw new IllegalStateException("layerNorm: its statistics were not kept");
        Tensor upstream = Copying.contiguous(dy);
        if (input == 2)
            return upstream.view(rows.mean().length, n)
                    .sum(0)
                    .view(input(2).layout().sizes());
        Tensor result = Kernels.allocateLike(name(), dy.dtype(), input(input));
        long to = Kernels.address(result);
        long from = Kernels.address(upstream);
        long x = Kernels.address(input(0));
        if (input == 1) Backends.normalisation().weightGradient(rows, from, x, to);
        else Backends.normalisation().inputGradient(rows, from, x, isAffine() ? Kernels.address(input(1)) : 0, to);
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(result);
        return result;
    }

    @Override
    protected void forget() {
        rows = null;
    }
}
