package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Elements;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers out of tensors.
public final class Reading {
    private Reading() {}

    public static double item(Tensor x) {
        if (x.numel() != 1)
            throw new IllegalStateException("item: a tensor of shape " + x.layout()
                    + " is not a single number; reduce it (sum, mean, max), pick one (at), or take all (toDoubles)");
        return Elementwise.get(x, x.layout().offset());
    }

    public static int itemInt(Tensor x) {
        double value = item(x);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE)
            throw new IllegalStateException("itemInt: " + value + " is not an int; use item()");
        return (int) value;
    }

    public static double[] doubles(Tensor x) {
        Tensor dense = dense(x, DType.FLOAT64);
        double[] values = new double[length(x)];
        MemorySegment.copy(
                NativeMemory.ALL, ValueLayout.JAVA_DOUBLE_UNALIGNED, address(dense), values, 0, values.length);
        Reference.reachabilityFence(dense);
        return values;
    }

    public static float[] floats(Tensor x) {
        Tensor dense = dense(x, DType.FLOAT32);
        float[] values = new float[length(x)];
        MemorySegment.copy(
                NativeMemory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address(dense), values, 0, values.length);
        Reference.reachabilityFence(dense);
        return values;
    }

    public static int[] ints(Tensor x) {
        Tensor dense = dense(x, DType.INT32);
        int[] values = new int[length(x)];
        MemorySegment.copy(NativeMemory.ALL, ValueLayout.JAVA_INT_UNALIGNED, address(dense), values, 0, values.length);
        Reference.reachabilityFence(dense);
        return values;
    }

    public static long[] longs(Tensor x) {
        Tensor dense = dense(x, DType.INT64);
        long[] values = new long[length(x)];
        MemorySegment.copy(NativeMemory.ALL, ValueLayout.JAVA_LONG_UNALIGNED, address(dense), values, 0, values.length);
        Reference.reachabilityFence(dense);
        return values;
    }

    private static Tensor dense(Tensor x, DType dtype) {
        return Copying.to(x.detach(), dtype).contiguous();
    }

    private static long address(Tensor dense) {
        return dense.storage().address()
                + dense.layout().offset() * dense.dtype().bytes();
    }

    private static int length(Tensor x) {
        if (x.numel() > Integer.MAX_VALUE - 8)
            throw new IllegalStateException(
                    "a tensor of shape " + x.layout() + " does not fit into a Java array; take parts of it with at");
        return (int) x.numel();
    }

    /// Nested lists of `Long`, `Double` or `Boolean`.
    public static List<Object> list(Tensor x) {
        if (x.dim() == 0) throw new IllegalStateException("toList: a tensor without dimensions is no list; use item()");
        List<Object> list = new ArrayList<>(x.size(0));
        for (Tensor part : x.detach()) list.add(part.dim() == 0 ? value(part) : list(part));
        return list;
    }

    private static Object value(Tensor scalar) {
        DType dtype = scalar.dtype();
        if (dtype.isFloating()) return item(scalar);
        long value = Elements.getLong(
                dtype, scalar.storage().address() + scalar.layout().offset() * dtype.bytes());
        return dtype == DType.BOOL ? (Object) (value != 0) : (Object) value;
    }

    /// The gradient that backward starts from: 1 for a scalar.
    public static Tensor seed(Tensor root) {
        checkDifferentiable(root);
        if (root.numel() != 1)
            throw new IllegalStateException("backward: needs a scalar, got " + root.layout()
                    + "; reduce it with sum() or mean(), or pass the gradient: backward(weights)");
        return Tensor.onesLike(root);
    }

    /// The gradient that backward starts from: a copy of the caller's, as backward frees what it works with.
    public static Tensor seed(Tensor root, Tensor gradient) {
        checkDifferentiable(root);
        if (!root.layout().sameSizes(gradient.layout()))
            throw new IllegalArgumentException("backward: the gradient " + gradient.layout()
                    + " must have the sizes of the tensor " + root.layout());
        Tensor seed = gradient.detach();
        return seed.dtype() == root.dtype() ? seed.copy() : seed.to(root.dtype());
    }

    private static void checkDifferentiable(Tensor root) {
        if (!root.requiresGrad())
            throw new IllegalStateException(
                    "backward: this tensor " + root.layout()
                            + " does not depend on anything that requires a gradient; set requiresGrad(true) on a leaf, and compute outside noGrad");
    }

    /// What to say where there is no gradient.
    public static IllegalStateException noGradient(Tensor x) {
        @Nullable Op op = x.op();
        String reason = !x.requiresGrad()
                ? "it does not require one: set requiresGrad(true) before computing with it"
                : op != null
                        ? "it is the result of " + op.name() + ", not a leaf: call retainGrad() before backward()"
                        : "no backward() has reached it since it was made or since zeroGrad()";
        return new IllegalStateException(
                "grad: this tensor " + x.layout() + " has no gradient, " + reason + "; hasGrad() asks");
    }
}
