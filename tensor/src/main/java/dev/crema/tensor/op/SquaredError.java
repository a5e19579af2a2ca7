package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.layout.Layout;

/// The mean of the squared differences of two tensors of equal sizes, in one pass.
public final class SquaredError extends Op {
    private SquaredError(Tensor x, Tensor y) {
        super(FIRST + SECOND, x, y);
    }

    /// Σ (x − y)² / n. The caller has checked that sizes and float types are equal.
    public static Tensor mean(Tensor x, Tensor y) {
        return Op.apply(new SquaredError(x, y));
    }

    @Override
    public String name() {
        return "mseLoss";
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0).contiguous();
        Tensor y = input(1).contiguous();
        Tensor out = Kernels.allocate(name(), x.dtype(), Layout.contiguous());
        Kernels.squaredError(x, y, out);
        return out;
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        double scale = (input == 0 ? 2 : -2) * dy.item() / input(0).numel();
        Tensor difference = input(0).sub(input(1));
        return Kernels.scalar(name(), BinaryKernel.MUL, difference, scale, difference.dtype());
    }
}
