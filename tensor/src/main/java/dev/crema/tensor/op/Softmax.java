package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;

/// Softmax and its logarithm along one dimension.
public final class Softmax extends Op {
    private final int dim;
    private final boolean logarithm;

    private Softmax(Tensor x, int dim, boolean logarithm) {
        super(OUTPUT, x);
        this.dim = dim;
        this.logarithm = logarithm;
    }

    /// exp(x) / Σ exp(x) along a dimension, or its logarithm, without overflow.
    public static Tensor apply(Tensor x, int dim, boolean logarithm) {
        String name = logarithm ? "logSoftmax" : "softmax";
        if (!x.dtype().isFloating())
            throw new IllegalArgumentException(name + ": needs a float tensor, got " + x.dtype() + " " + x.layout()
                    + "; convert with to(FLOAT32) first");
        int d = x.layout().dim(name, dim);
        if (x.dim() == 0) return apply(x.view(1), 0, logarithm).view();
        return Op.apply(new Softmax(x, d, logarithm));
    }

    @Override
    public String name() {
        return logarithm ? "logSoftmax" : "softmax";
    }

    /// The kernel works along the last dimension: others are brought there and back.
    @Override
    protected Tensor forward() {
        Tensor x = input(0);
        int[] order = Reduction.lastly(x.dim(), dim);
        Layout lastly = x.layout().permute(order);
        Tensor rows = Kernels.allocate(name(), x.dtype(), Layout.contiguous(lastly.sizes()));
        if (x.numel() > 0) Kernels.softmax(logarithm, x, lastly, rows);
        if (dim == x.dim() - 1) return rows;
        int[] back = new int[order.length];
        for (int d = 0; d < order.length; d++) back[order[d]] = d;
        return Tensor.wrap(rows.storage(), rows.layout().permute(back));
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        Tensor y = output();
        if (logarithm) return dy.sub(y.exp().mul(dy.sum(dim, true)));
        return y.mul(dy.sub(dy.mul(y).sum(dim, true)));
    }
}
