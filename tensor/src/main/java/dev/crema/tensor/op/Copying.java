package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Broadcast;
import java.util.Arrays;

/// Copies: to dense memory, to another type, into an existing tensor.
public final class Copying {
    private Copying() {}

    /// `x` itself if it is dense, else a dense copy.
    public static Tensor contiguous(Tensor x) {
        return x.layout().isContiguous() ? x : copy(x);
    }

    /// A dense copy that shares no memory with `x`.
    public static Tensor copy(Tensor x) {
        return Op.apply(new Copy(x, x.dtype(), "copy"));
    }

    /// `x` itself if it has the type, else a copy in it.
    public static Tensor to(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : Op.apply(new Copy(x, dtype, "to"));
    }

    /// Writes the values of `source`, broadcast, into the elements of `target`.
    public static void assign(Tensor target, Tensor given) {
        checkAssignable(target, given.requiresGrad());
        Tensor source = given;
        while (source.dim() > target.dim() && source.size(0) == 1)
            source = source.detach().squeeze(0);
        int[] sizes = target.layout().sizes();
        if (!Arrays.equals(Broadcast.sizes("assign", target.layout(), source.layout()), sizes))
            throw new IllegalArgumentException("assign: " + source.layout() + " does not fit into " + target.layout()
                    + "; the source must have its sizes, or sizes of 1");
        target.storage().changing();
        try (var _ = NoGrad.scope()) {
            Tensor values = source.storage() == target.storage() ? copy(source) : source;
            Kernels.unary(UnaryKernel.COPY, Arithmetic.stretch(values, sizes), target);
        }
    }

    /// Writes one number into every element of `target`.
    public static void assign(Tensor target, Number value) {
        checkAssignable(target, false);
        if (value instanceof Long whole && whole != (long) value.doubleValue()) {
            assign(target, Tensor.scalar(value));
            return;
        }
        target.storage().changing();
        Kernels.fill(target, value.doubleValue());
    }

    private static void checkAssignable(Tensor target, boolean sourceNeedsGradient) {
        if (!target.isAssignable())
            throw new IllegalStateException(
                    "assign: an indexed copy " + target.layout()
                            + " is not part of the tensor it came from, so nothing would change there; use x.maskedFill(mask, value)");
        for (int d = 0; d < target.dim(); d++)
            if (target.layout().stride(d) == 0 && target.size(d) > 1)
                throw new IllegalStateException(
                        "assign: " + target.layout() + " is expanded, its elements in dimension " + d
                                + " are one and the same; use copy() before assigning");
        if (!NoGrad.isRecording()) return;
        if (target.requiresGrad())
            throw new IllegalStateException(
                    "assign: this tensor " + target.layout()
                            + " requires a gradient, and a change in place would be lost to backward; write noGrad(() -> w.assign(...)) or w.detach().assign(...)");
        if (sourceNeedsGradient)
            throw new IllegalStateException(
                    "assign: the source requires a gradient, which an assignment does not pass on; build the result with"
                            + " Tensor.where, Tensor.cat or Tensor.stack, or assign y.detach()");
    }

    private static final class Copy extends Op {
        private final DType dtype;
        private final String name;

        Copy(Tensor x, DType dtype, String name) {
            super(NOTHING, x);
            this.dtype = dtype;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected Tensor forward() {
            return Kernels.unary(name, UnaryKernel.COPY, input(0), dtype);
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return to(dy, input(0).dtype());
        }
    }
}
