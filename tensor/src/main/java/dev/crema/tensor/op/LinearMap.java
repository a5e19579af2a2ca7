package dev.crema.tensor.op;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.ReductionKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Layout;
import org.jspecify.annotations.Nullable;

/// `y = x Wᵀ + b`, the work of a linear layer, as one operation: x is `[…, in]`, W `[out, in]`, b `[out]`, y `[…,
/// out]`.
public final class LinearMap extends Op {
    private final boolean hasBias;

    private LinearMap(Tensor x, Tensor weight) {
        super(FIRST + SECOND, x, weight);
        this.hasBias = false;
    }

    private LinearMap(Tensor x, Tensor weight, Tensor bias) {
        super(FIRST + SECOND, x, weight, bias);
        this.hasBias = true;
    }

    /// Applies weight and bias to the last dimension of `x`. The caller has checked that it fits.
    ///
    /// @param bias null for none
    public static Tensor apply(Tensor x, Tensor weight, @Nullable Tensor bias) {
        if (x.dim() != 2) {
            int[] sizes = x.layout().sizes().clone();
            if (sizes.length == 0)
                throw new IllegalArgumentException("linear: expects [*, " + weight.size(1) + "], got a scalar");
            sizes[sizes.length - 1] = weight.size(0);
            return apply(x.reshape(-1, x.size(-1)), weight, bias).view(sizes);
        }
        return Op.apply(bias == null ? new LinearMap(x, weight) : new LinearMap(x, weight, bias));
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0); // [batch, in]
        Tensor weight = input(1); // [out, in]
        Tensor y = Kernels.allocate(name(), x.dtype(), Layout.matrix(x.size(0), weight.size(0)));
        if (hasBias)
            Kernels.unary(
                    UnaryKernel.COPY, Arithmetic.stretch(input(2), y.layout().sizes()), y);
        MatrixProduct.into(y, x, transposed(weight), 1, hasBias ? 1 : 0);
        return y;
    }

    private static Tensor transposed(Tensor x) {
        return Tensor.wrap(x.storage(), x.layout().permute(1, 0));
    }

    /// The gradient of a large weight that is a leaf stays a product until somebody looks at it; that of a small
    /// one, or of a bias, is written where it belongs.
    @Override
    protected void gradients(Tensor dy, @Nullable Tensor[] into) {
        if (input(0).requiresGrad()) into[0] = gradient(0, dy);
        boolean records = NoGrad.isRecording(); // then gradients must be tensors with a graph
        if (input(1).requiresGrad() && (records || !writes(1, dy) && !defers(dy))) into[1] = gradient(1, dy);
        if (hasBias && input(2).requiresGrad() && (records || !writes(2, dy))) into[2] = gradient(2, dy);
    }

    private boolean writes(int i, Tensor dy) {
        Tensor parameter = input(i);
        if (!parameter.isLeaf() || parameter.dtype() != dy.dtype()) return false;
        return parameter.writeGradient(
                i == 1
                        ? place -> MatrixProduct.into(place, transposed(dy), input(0), 1, 0)
                        : place -> Kernels.reduce(
                                ReductionKernel.SUM, dy, dy.layout().permute(1, 0), 1, place));
    }

    private boolean defers(Tensor dy) {
        if (!input(1).isLeaf()) return false;
        Tensor x = input(0).detach();
        if (!hasDenseRows(x) || !hasDenseRows(dy) || !input(1).isContiguous()) return false;
        return input(1).deferGradient(new PendingProduct.Factors(dy, x));
    }

    private static boolean hasDenseRows(Tensor matrix) {
        return matrix.layout().stride(1) == 1 && matrix.layout().stride(0) >= matrix.size(1);
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        return switch (input) {
            case 0 -> MatrixProduct.matmul(dy, input(1));
            case 1 -> MatrixProduct.matmul(dy.t(), input(0));
            default -> dy.sum(0);
        };
    }
}
