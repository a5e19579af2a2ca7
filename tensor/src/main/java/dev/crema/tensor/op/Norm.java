package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;

/// The p-norm along one dimension: `(Σ |x|^p)^(1/p)`, the largest magnitude for p = ∞, the smallest for −∞, the
/// count of those that are not zero for 0. Where the norm has no slope the gradient is 0, as in PyTorch, and equal
/// extremes share it.
final class Norm extends Op {
    private final double p;
    private final int dim;

    private Norm(Tensor x, double p, int dim) {
        super(FIRST + OUTPUT, x);
        this.p = p;
        this.dim = dim;
    }

    static Tensor of(Tensor x, double p, int dim, boolean keepDim) {
        if (!x.dtype().isFloating()) return of(x.to(DType.defaultFloat()), p, dim, keepDim);
        if (x.dim() == 0) return of(x.reshape(1), p, x.layout().dim("norm", dim), false);
        int d = x.layout().dim("norm", dim);
        if (x.size(d) == 0 && (p < 0 || p == Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("norm: dimension " + d + " of " + x.layout() + " is empty; the " + p
                    + "-norm of nothing is not defined");
        Tensor norm = Op.apply(new Norm(x, p, d));
        return keepDim ? norm : norm.squeeze(d);
    }

    @Override
    public String name() {
        return "norm";
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0).detach();
        if (p == 2) return Unary.SQUARE.apply(x).sum(dim, true).sqrt();
        if (p == 0) return x.ne(0).sum(dim, true).to(x.dtype());
        Tensor sizes = x.abs();
        if (p == 1) return sizes.sum(dim, true);
        if (p == Double.POSITIVE_INFINITY) return sizes.max(dim, true).values();
        if (p == Double.NEGATIVE_INFINITY) return sizes.min(dim, true).values();
        return sizes.pow(p).sum(dim, true).pow(1 / p);
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        Tensor x = input(0);
        Tensor norm = output();
        if (p == 0) return Tensor.zerosLike(x);
        if (p == 1) return x.sign().mul(dy);
        if (p == 2) return x.mul(dy.div(norm).maskedFill(norm.eq(0), 0));
        if (Double.isInfinite(p)) {
            Tensor extreme = x.abs().eq(norm).or(x.isNaN()).to(x.dtype());
            return x.sign().mul(extreme).mul(dy.div(extreme.sum(dim, true)));
        }
        if (p < 1) {
            Tensor slope = x.sign().mul(x.abs().pow(p - 1)).maskedFill(x.eq(0), 0);
            return slope.mul(dy.mul(norm.pow(1 - p)));
        }
        Tensor slope = p < 2 ? x.sign().mul(x.abs().pow(p - 1)) : x.mul(x.abs().pow(p - 2));
        return slope.mul(dy.div(norm.pow(p - 1)).maskedFill(norm.eq(0), 0));
    }
}
