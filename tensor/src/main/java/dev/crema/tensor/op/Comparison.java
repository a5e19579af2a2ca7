package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.layout.Broadcast;
import dev.crema.tensor.layout.Layout;
import java.util.Locale;

/// Questions about two elements, or an element and a number: the result is bool and has no gradient.
public enum Comparison {
    EQ(BinaryKernel.EQ),
    NE(BinaryKernel.NE),
    LT(BinaryKernel.LT),
    LE(BinaryKernel.LE),
    GT(BinaryKernel.GT),
    GE(BinaryKernel.GE),
    AND(BinaryKernel.AND),
    OR(BinaryKernel.OR);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final BinaryKernel kernel;

    Comparison(BinaryKernel kernel) {
        this.kernel = kernel;
    }

    /// Asks about the elements of two tensors, with broadcasting.
    public Tensor apply(Tensor a, Tensor b) {
        DType dtype = Arithmetic.promoted(a, b);
        int[] sizes = Broadcast.sizes(label, a.layout(), b.layout());
        Tensor out = Kernels.allocate(label, DType.BOOL, Layout.contiguous(sizes));
        Tensor first = Arithmetic.stretch(a.detach().to(dtype), sizes);
        Tensor second = Arithmetic.stretch(b.detach().to(dtype), sizes);
        Kernels.binary(kernel, first, second, out);
        return out;
    }

    /// Asks about the elements of a tensor and a number.
    public Tensor apply(Tensor a, Number b) {
        DType dtype = a.dtype().promote(b);
        if (Arithmetic.needsAllBits(dtype, b)) return apply(a, Tensor.scalar(b));
        double scalar = dtype == DType.FLOAT32 ? dtype.rounded(b.doubleValue()) : b.doubleValue();
        return Kernels.scalar(label, kernel, a.detach().to(dtype), scalar, DType.BOOL);
    }
}
