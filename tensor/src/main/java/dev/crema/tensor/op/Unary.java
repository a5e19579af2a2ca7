package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UnaryKernel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Functions of one element: sizes stay, and each line says how the gradient follows from the input `x`, the result
/// `y` and the upstream gradient `dy`. Integers become the default float type first, unless the function is one of
/// integers too.
public enum Unary {
    NEG(UnaryKernel.NEG, true, Op.NOTHING, (x, y, dy) -> dy.neg()),
    ABS(UnaryKernel.ABS, true, Op.FIRST, (x, y, dy) -> dy.mul(x.sign())),
    SIGN(UnaryKernel.SIGN, true, Op.NOTHING, (x, y, dy) -> Tensor.zerosLike(dy)),
    SQUARE(UnaryKernel.SQUARE, true, Op.FIRST, (x, y, dy) -> dy.mul(x).mul(2)),
    FLOOR(UnaryKernel.FLOOR, true, Op.NOTHING, (x, y, dy) -> Tensor.zerosLike(dy)),
    CEIL(UnaryKernel.CEIL, true, Op.NOTHING, (x, y, dy) -> Tensor.zerosLike(dy)),
    ROUND(UnaryKernel.ROUND, true, Op.NOTHING, (x, y, dy) -> Tensor.zerosLike(dy)),
    RECIPROCAL(
            UnaryKernel.RECIPROCAL,
            false,
            Op.OUTPUT,
            (x, y, dy) -> dy.mul(y).mul(y).neg()),
    SQRT(UnaryKernel.SQRT, false, Op.OUTPUT, (x, y, dy) -> dy.div(y.mul(2))),
    EXP(UnaryKernel.EXP, false, Op.OUTPUT, (x, y, dy) -> dy.mul(y)),
    LOG(UnaryKernel.LOG, false, Op.FIRST, (x, y, dy) -> dy.div(x)),
    LOG1P(UnaryKernel.LOG1P, false, Op.FIRST, (x, y, dy) -> dy.div(x.add(1))),
    SIN(UnaryKernel.SIN, false, Op.FIRST, (x, y, dy) -> dy.mul(x.cos())),
    COS(UnaryKernel.COS, false, Op.FIRST, (x, y, dy) -> dy.mul(x.sin()).neg()),
    TANH(UnaryKernel.TANH, false, Op.OUTPUT, (x, y, dy) -> Arithmetic.TANH_GRADIENT.apply(dy, y)),
    SIGMOID(UnaryKernel.SIGMOID, false, Op.OUTPUT, (x, y, dy) -> Arithmetic.SIGMOID_GRADIENT.apply(dy, y)),
    /// At 0 the slope is 0, as in PyTorch.
    RELU(UnaryKernel.RELU, true, Op.OUTPUT, (x, y, dy) -> Arithmetic.RELU_GRADIENT.apply(dy, y)),
    GELU(UnaryKernel.GELU, false, Op.FIRST, (x, y, dy) -> dy.mul(Unary.slopeOfGelu(x))),
    SOFTPLUS(UnaryKernel.SOFTPLUS, false, Op.FIRST, (x, y, dy) -> dy.mul(x.sigmoid()));

    /// How the gradient follows from input, result and upstream gradient.
    private interface Slope {
        Tensor of(Tensor x, Tensor y, Tensor dy);
    }

    private final String label = name().equals("SQUARE") ? "pow" : name().toLowerCase(Locale.ROOT);
    private final UnaryKernel kernel;
    private final boolean integersToo;
    private final int reads;
    private final Slope slope;

    Unary(UnaryKernel kernel, boolean integersToo, int reads, Slope slope) {
        this.kernel = kernel;
        this.integersToo = integersToo;
        this.reads = reads;
        this.slope = slope;
    }

    /// The function of every element of `x`.
    public Tensor apply(Tensor x) {
        if (this == SIGN && x.dtype() == DType.BOOL) return x;
        boolean keeps = x.dtype().isFloating() || integersToo;
        return Op.apply(new Node(this, keeps ? x : x.to(DType.defaultFloat())));
    }

    private static Tensor slopeOfGelu(Tensor x) {
        return Kernels.unary("gelu", UnaryKernel.GELU_SLOPE, x, x.dtype());
    }

    /// Whether a tensor is the result of a relu and nobody looks at its gradient, so that who computes that may
    /// leave out what the relu's gradient would set to zero.
    static boolean dropsGradients(Tensor y) {
        return y.op() instanceof Node node && node.function == RELU && !y.isGradientWatched();
    }

    /// Tells the relu that `y` came from that this gradient for `y` has zeros wherever it would put them.
    static void passesUnchanged(Tensor y, Tensor dy) {
        if (y.op() instanceof Node node) node.finished = dy;
    }

    private static final class Node extends Op {
        private final Unary function;
        private @Nullable Tensor finished;

        Node(Unary function, Tensor x) {
            super(function.reads, x);
            this.function = function;
        }

        @Override
        public String name() {
            return function.label;
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            if (x.dtype() == DType.BOOL)
                throw new IllegalArgumentException(
                        name() + ": not for bool tensors; convert with to(INT64) or to(FLOAT32) first");
            return Kernels.unary(function.label, function.kernel, x, x.dtype());
        }

        @Override
        protected boolean hasFusedGradient() {
            return function == GELU;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return dy.equals(finished) ? dy : function.slope.of(input(0), output(), dy);
        }

        @Override
        protected void forget() {
            finished = null;
        }
    }

    /// Functions whose result is true or false, without a gradient.
    public static Tensor predicate(UnaryKernel kernel, Tensor x) {
        return Kernels.unary(kernel.name().toLowerCase(Locale.ROOT), kernel, x, DType.BOOL);
    }
}
