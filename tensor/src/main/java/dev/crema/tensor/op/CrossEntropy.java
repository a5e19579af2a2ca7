package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.NativeMemory;
import org.jspecify.annotations.Nullable;

/// The mean cross-entropy of logits `[batch, classes]` against int64 classes `[batch]`: softmax, loss and gradient
/// in one pass.
public final class CrossEntropy extends Op {
    private final Tensor targets;
    private @Nullable Tensor slope;

    private CrossEntropy(Tensor logits, Tensor targets) {
        super(NOTHING, logits);
        this.targets = targets;
    }

    /// The mean of −log softmax(logits)[target] over the batch.
    public static Tensor mean(Tensor logits, Tensor targets) {
        check(logits, targets);
        return Op.apply(new CrossEntropy(logits.contiguous(), targets.contiguous()));
    }

    private static void check(Tensor logits, Tensor targets) {
        if (logits.dim() != 2
                || targets.dim() != 1
                || logits.size(0) != targets.size(0)
                || !logits.dtype().isFloating())
            throw new IllegalArgumentException(
                    "crossEntropy: expects float logits [batch, classes] and int64 targets [batch], got "
                            + logits.dtype() + " " + logits.layout() + " and " + targets.dtype() + " "
                            + targets.layout());
        if (targets.dtype() != DType.INT64)
            throw new IllegalArgumentException("crossEntropy: targets must be int64 classes, got " + targets.dtype()
                    + " " + targets.layout() + "; convert with to(INT64)");
        int classes = logits.size(1);
        long address = targets.storage().address() + 8 * targets.layout().offset();
        for (int i = 0; i < targets.size(0); i++) {
            long target =
                    NativeMemory.getLong(address + 8L * i * targets.layout().stride(0));
            if (target < 0 || target >= classes)
                throw new IndexOutOfBoundsException(
                        "crossEntropy: target " + target + " of sample " + i + " is outside 0 to " + (classes - 1)
                                + " (logits " + logits.layout() + "); the last layer needs one output per class");
        }
    }

    @Override
    public String name() {
        return "crossEntropy";
    }

    @Override
    protected Tensor forward() {
        Tensor logits = dense(input(0));
        int rows = logits.size(0);
        Tensor losses = Kernels.allocate(name(), logits.dtype(), Layout.contiguous(rows));
        Tensor gradient = Kernels.allocate(name(), logits.dtype(), logits.layout());
        Kernels.crossEntropy(logits, dense(targets), 1.0 / rows, losses, gradient);
        if (NoGrad.isRecording()) slope = gradient;
        return losses.detach().mean();
    }

    /// Kernels want their operands at offset 0.
    private static Tensor dense(Tensor x) {
        return x.layout().offset() == 0 ? x.detach() : Copying.copy(x.detach());
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        if (slope == null) throw new IllegalStateException("crossEntropy: its gradient was not computed");
        return Arithmetic.scaled(slope, dy);
    }

    @Override
    protected void forget() {
        slope = null;
    }
}
