package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;

/// Σ (x − mean)² / (n − 1), or n. Of one element, or none, it is not defined: NaN.
final class Variance extends Op {
    private final boolean keepDim;
    private final int[] dims;
    private final double divisor;

    private Variance(Tensor x, boolean unbiased, boolean keepDim, int... dims) {
        super(FIRST, x);
        this.keepDim = keepDim;
        this.dims = dims;
        long count = 1;
        for (int d : dims) count *= x.size(d);
        divisor = Math.max(0, unbiased ? count - 1 : count);
    }

    /// Over dimensions that are counted from the front and sorted.
    static Tensor of(Tensor x, boolean unbiased, boolean keepDim, int... dims) {
        return Op.apply(new Variance(x, unbiased, keepDim, dims));
    }

    /// The standard deviation.
    static Tensor root(Tensor variance) {
        return Op.apply(new Root(variance));
    }

    @Override
    public String name() {
        return "var";
    }

    /// The mean is taken out twice: what rounding left of the first time would show where all are equal.
    private Tensor centred(Tensor x) {
        Tensor centred = x.sub(Reduction.mean(x, true, dims));
        Tensor left = Reduction.mean(centred, true, dims);
        return centred.sub(left.maskedFill(left.isFinite().not(), 0));
    }

    @Override
    protected Tensor forward() {
        Tensor squares = Unary.SQUARE.apply(centred(input(0).detach()));
        return Reduction.sum(squares, keepDim, dims).div(divisor);
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        double factor = divisor == 0 ? Double.NaN : 2 / divisor;
        return centred(input(0)).mul(Reduction.restore(dy, keepDim, dims)).mul(factor);
    }

    private static final class Root extends Op {
        Root(Tensor variance) {
            super(OUTPUT, variance);
        }

        @Override
        public String name() {
            return "std";
        }

        @Override
        protected Tensor forward() {
            return input(0).detach().sqrt();
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor root = output();
            return dy.div(root.mul(2)).maskedFill(root.eq(0), 0);
        }
    }
}
