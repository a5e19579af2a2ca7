package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;

/// The negative log-likelihood of a normal distribution: `½ (log v + (y − μ)² / v)` for mean μ and variance v.
///
/// ```java
/// var loss = new GaussianNLLLoss().forward(mean, y, variance);
/// ```
///
/// Mean and target have the same sizes; the variance too, or its last dimension is 1 or missing (one for each
/// sample). In the form with two arguments a model says both: prediction `[batch, 2 · n]` holds n means and then
/// the logarithms of n variances for targets `[batch, n]`.
public final class GaussianNLLLoss implements Loss {
    private final Operands operands = new Operands("GaussianNLLLoss");
    private Reduction reduction = Reduction.MEAN;
    private double epsilon = 1e-6;
    private boolean full;

    /// Mean, sum, or the losses of all elements.
    public GaussianNLLLoss reduction(Reduction wanted) {
        reduction = wanted.general("GaussianNLLLoss");
        return this;
    }

    /// Whether to add the constant ½ log 2π.
    public GaussianNLLLoss full(boolean wanted) {
        full = wanted;
        return this;
    }

    /// The least variance to compute with, 1e-6 unless said otherwise.
    public GaussianNLLLoss eps(double leastVariance) {
        if (!(leastVariance > 0))
            throw new IllegalArgumentException("GaussianNLLLoss: eps must be above 0, got " + leastVariance);
        epsilon = leastVariance;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Tensor y = target.dim() == 1 ? target.unsqueeze(1) : target;
        int n = y.dim() == 0 ? 0 : y.size(-1);
        if (prediction.dim() != y.dim() || prediction.size(-1) != 2 * n)
            throw new IllegalArgumentException("GaussianNLLLoss: prediction " + prediction.shape()
                    + " must have twice the last size of the target " + target.shape()
                    + ": means, then logarithms of variances");
        int last = prediction.dim() - 1;
        return forward(
                prediction.narrow(last, 0, n), y, prediction.narrow(last, n, n).exp());
    }

    /// The loss for means and variances.
    public Tensor forward(Tensor mean, Tensor target, Tensor variance) {
        Tensor y = operands.sameSizes(mean, target);
        Tensor v = fitted(mean, variance).to(y.dtype());
        if (v.numel() > 0 && v.detach().min().item() < 0)
            throw new IllegalArgumentException("GaussianNLLLoss: a variance is negative ("
                    + v.detach().min().item() + "); let the model say its logarithm and use exp()");
        // a clamp that gradients pass, as in PyTorch
        Tensor used = v.add(v.detach().maximum(epsilon).sub(v.detach()));
        Tensor d = mean.sub(y);
        Tensor losses = used.log().add(d.mul(d).div(used)).mul(0.5);
        return reduction.of(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses);
    }

    private static Tensor fitted(Tensor mean, Tensor variance) {
        if (variance.shape().equals(mean.shape())) return variance;
        Tensor v = variance.dim() == mean.dim() - 1 ? variance.unsqueeze(variance.dim()) : variance;
        boolean fits = v.dim() == mean.dim() && v.size(-1) == 1;
        for (int d = 0; fits && d < v.dim() - 1; d++) fits = v.size(d) == mean.size(d);
        if (!fits)
            throw new IllegalArgumentException("GaussianNLLLoss: the variance " + variance.shape()
                    + " does not fit means " + mean.shape() + "; it needs their sizes, or 1 as the last");
        return v;
    }

    @Override
    public String toString() {
        return "GaussianNLLLoss()";
    }
}
