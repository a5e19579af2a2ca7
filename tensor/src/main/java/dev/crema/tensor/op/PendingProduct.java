package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.Storage;
import org.jspecify.annotations.Nullable;

/// The gradient of a weight that was used in `y = x Wᵀ`, kept as what it is the product of: `dyᵀ x`. An optimiser
/// that only subtracts it from the weight does so in one product, and the dense gradient, which is as large as the
/// weight, is never written. Whoever asks for the gradient gets it computed then.
///
/// The memory of both factors is held until `close`, also beyond the scope of the step they were made in; if one is
/// about to change in place, `Storage` tells the owner first.
public final class PendingProduct {
    private final Storage left; // dy [batch, out]
    private final Storage right; // x [batch, in]
    private final Layout leftLayout;
    private final Layout rightLayout;

    /// What the gradient is the product of.
    ///
    /// @param dy the upstream gradient, `[batch, out]`, its rows dense
    /// @param x the input, `[batch, in]`, its rows dense
    public record Factors(Tensor dy, Tensor x) {}

    /// A pending product of these factors.
    public PendingProduct(Factors factors) {
        left = factors.dy().storage();
        right = factors.x().storage();
        leftLayout = factors.dy().layout();
        rightLayout = factors.x().layout();
        left.keep().hold();
        right.hold();
    }

    /// Calls `action` before one of the factors changes in place.
    public void beforeChange(Runnable action) {
        left.beforeChange(action);
        right.beforeChange(action);
    }

    /// `target += alpha · dyᵀ x`.
    public void addTo(Tensor target, double alpha) {
        multiply(target, alpha, 1);
    }

    /// The gradient itself, in `place` if that is not null, else in new memory that no step frees.
    public Tensor dense(@Nullable Tensor place) {
        Tensor gradient = place;
        if (gradient == null) {
            Layout layout = Layout.matrix(leftLayout.size(1), rightLayout.size(1));
            gradient = Tensor.wrap(Memory.allocateKept(left.dtype(), layout.numel(), "linear gradient"), layout);
        }
        multiply(gradient, 1, 0);
        return gradient;
    }

    private void multiply(Tensor target, double alpha, double beta) {
        Matrix dy = matrix(left, leftLayout).transpose();
        Matrix x = matrix(right, rightLayout);
        Matrix c = matrix(target.storage(), target.layout());
        int batch = leftLayout.size(0);
        if (batch == 0 && beta == 0) Kernels.fill(target, 0);
        if (batch == 0 || target.numel() == 0) return;
        Kernels.multiply(
                new Product(left.dtype(), leftLayout.size(1), rightLayout.size(1), batch, dy, x, c, alpha, beta),
                target);
    }

    private static Matrix matrix(Storage storage, Layout layout) {
        long address = storage.heldAddress() + layout.offset() * storage.dtype().bytes();
        return new Matrix(address, Math.max(1, layout.stride(0)), 1);
    }

    /// Lets both factors go.
    public void close(Runnable action) {
        left.forgetBeforeChange(action);
        right.forgetBeforeChange(action);
        left.letGo();
        left.release("zeroGrad()");
        right.letGo();
    }
}
