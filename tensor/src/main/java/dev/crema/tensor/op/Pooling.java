package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.Bins;
import dev.crema.tensor.backend.PoolingShape;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.layout.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Largest elements and means of windows over the last two dimensions: `[…, height, width]` becomes `[…, height',
/// width']`. Semantics of PyTorch: padding never is the largest, NaN always is, and of equals the first counts.
public final class Pooling extends Op {
    private final PoolingShape shape;
    private final boolean maximum;
    private @Nullable Tensor positions;
    private int resultVersion;

    private Pooling(PoolingShape shape, boolean maximum, Tensor x) {
        super(NOTHING, x);
        this.shape = shape;
        this.maximum = maximum;
    }

    /// The largest element of each window.
    ///
    /// @param ceil whether a last window that is only partly filled counts, too
    public static Tensor max(Tensor x, Window down, Window across, boolean ceil) {
        return sliding("maxPool", true, x, down, across, ceil, true);
    }

    /// The mean of each window.
    ///
    /// @param ceil whether a last window that is only partly filled counts, too
    /// @param countsPadding whether padding counts as zeros, or not at all
    public static Tensor average(Tensor x, Window down, Window across, boolean ceil, boolean countsPadding) {
        return sliding("avgPool", false, x, down, across, ceil, countsPadding);
    }

    /// The means of as many windows, of nearly equal size, as make a result of this height and width.
    public static Tensor adaptiveAverage(Tensor x, int height, int width) {
        check("adaptiveAvgPool", x);
        return apply(false, x, Bins.adaptive(x.size(-2), height), Bins.adaptive(x.size(-1), width));
    }

    private static Tensor sliding(
            String name, boolean maximum, Tensor x, Window down, Window across, boolean ceil, boolean countsPadding) {
        check(name, x);
        for (Window window : new Window[] {down, across})
            if (2 * window.padding() > window.size())
                throw new IllegalArgumentException(
                        name + ": padding " + window.padding() + " is more than half of the window of " + window.size()
                                + "; pad less, or use a larger window");
        Bins rows = Bins.sliding(x.size(-2), down, ceil, countsPadding);
        Bins columns = Bins.sliding(x.size(-1), across, ceil, countsPadding);
        if (rows.outputs() < 1 || columns.outputs() < 1)
            throw new IllegalArgumentException(name + ": the window covers [" + down.extent() + ", " + across.extent()
                    + "], more than the image " + x.layout() + " has; use a smaller window");
        if (maximum && (rows.hasEmpty() || columns.hasEmpty()))
            throw new IllegalArgumentException(name + ": a window sees nothing of the image " + x.layout()
                    + ", all its elements lie in the padding; pad less, or use a smaller dilation");
        return apply(maximum, x, rows, columns);
    }

    private static void check(String name, Tensor x) {
        if (x.dim() < 3 || x.dim() > 4 || !x.dtype().isFloating())
            throw new IllegalArgumentException(
                    name + ": expects float images [batch, channels, height, width] or [channels, height, width], got "
                            + x.dtype() + " " + x.layout() + "; use unsqueeze or to(FLOAT32)");
    }

    private static Tensor apply(boolean maximum, Tensor x, Bins down, Bins across) {
        int planes = x.dim() == 4 ? x.size(0) * x.size(1) : x.size(0);
        PoolingShape shape = new PoolingShape(x.dtype(), planes, down, across);
        return Op.apply(new Pooling(shape, maximum, Copying.contiguous(x)));
    }

    @Override
    public String name() {
        return maximum ? "maxPool" : "avgPool";
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0);
        int[] sizes = Arrays.copyOf(x.layout().sizes(), x.dim());
        sizes[x.dim() - 2] = shape.down().outputs();
        sizes[x.dim() - 1] = shape.across().outputs();
        Tensor y = Kernels.allocate(name(), x.dtype(), Layout.contiguous(sizes));
        boolean remembers = maximum && x.requiresGrad() && NoGrad.isRecording();
        if (remembers) positions = Kernels.allocate(name(), DType.INT32, y.layout());
        resultVersion = y.storage().version();
        if (y.numel() > 0) {
            if (maximum) {
                long where = positions == null ? 0 : Kernels.address(positions);
                Backends.pooling().maximum(shape, Kernels.address(x), Kernels.address(y), where);
            } else Backends.pooling().average(shape, Kernels.address(x), Kernels.address(y));
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
        return y;
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        boolean dropped = maximum && canDropGradients();
        Tensor upstream = Copying.contiguous(dropped ? Arithmetic.RELU_GRADIENT.apply(dy, output()) : dy);
        Tensor dx = Kernels.allocateLike(name(), dy.dtype(), input(0));
        if (upstream.numel() == 0) {
            Kernels.fill(dx, 0);
        } else if (!maximum) {
            Backends.pooling().averageGradient(shape, Kernels.address(upstream), Kernels.address(dx));
        } else {
            if (positions == null) throw new IllegalStateException("maxPool: the positions were not kept");
            Backends.pooling()
                    .maximumGradient(shape, Kernels.address(upstream), Kernels.address(positions), Kernels.address(dx));
        }
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(dx);
        if (dropped) Unary.passesUnchanged(input(0), dx);
        return dx;
    }

    /// Whether a relu below would drop the gradients of results that are not positive: fewer of them to look at
    /// here than inputs there. A maximum is one of the inputs, unless somebody changed it since.
    private boolean canDropGradients() {
        return Unary.dropsGradients(input(0)) && output().storage().version() == resultVersion;
    }

    @Override
    protected void forget() {
        positions = null;
    }
}
