package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Broadcast;
import dev.crema.tensor.layout.Layout;
import java.util.Arrays;
import java.util.Locale;

/// Functions of two elements with broadcasting, or of an element and a number; each line says how the gradients for
/// `a` and for `b` follow from them, the result `y` and the upstream gradient `dy`. Types are promoted as in
/// PyTorch.
public enum Arithmetic {
    ADD(BinaryKernel.ADD, Op.NOTHING, (a, b, y, dy) -> dy, (a, b, y, dy) -> dy, Op.NOTHING, (a, s, dy) -> dy),
    SUB(BinaryKernel.SUB, Op.NOTHING, (a, b, y, dy) -> dy, (a, b, y, dy) -> dy.neg(), Op.NOTHING, (a, s, dy) -> dy),
    MUL(
            BinaryKernel.MUL,
            Op.FIRST + Op.SECOND,
            (a, b, y, dy) -> dy.mul(b),
            (a, b, y, dy) -> dy.mul(a),
            Op.NOTHING,
            (a, s, dy) -> dy.mul(s)),
    DIV(
            BinaryKernel.DIV,
            Op.SECOND + Op.OUTPUT,
            (a, b, y, dy) -> dy.div(b),
            (a, b, y, dy) -> dy.mul(y).div(b).neg(),
            Op.NOTHING,
            (a, s, dy) -> dy.div(s)),
    POW(
            BinaryKernel.POW,
            Op.FIRST + Op.SECOND + Op.OUTPUT,
            (a, b, y, dy) -> dy.mul(b.mul(a.pow(b.sub(1)))).maskedFill(b.eq(0), 0),
            (a, b, y, dy) -> dy.mul(y).mul(a.log()).maskedFill(a.eq(0).and(b.ge(0)), 0),
            Op.FIRST,
            (a, s, dy) -> s == 0 ? Tensor.zerosLike(dy) : dy.mul(a.pow(s - 1)).mul(s)),
    /// Ties share the gradient, and beside NaN both get it, as in PyTorch.
    MAXIMUM(
            BinaryKernel.MAXIMUM,
            Op.FIRST + Op.SECOND,
            (a, b, y, dy) -> Arithmetic.share(dy, a.lt(b), a.eq(b)),
            (a, b, y, dy) -> Arithmetic.share(dy, b.lt(a), a.eq(b)),
            Op.FIRST,
            (a, s, dy) -> Arithmetic.share(dy, a.lt(s), a.eq(s))),
    MINIMUM(
            BinaryKernel.MINIMUM,
            Op.FIRST + Op.SECOND,
            (a, b, y, dy) -> Arithmetic.share(dy, a.gt(b), a.eq(b)),
            (a, b, y, dy) -> Arithmetic.share(dy, b.gt(a), a.eq(b)),
            Op.FIRST,
            (a, s, dy) -> Arithmetic.share(dy, a.gt(s), a.eq(s))),
    REMAINDER(
            BinaryKernel.REMAINDER,
            Op.FIRST + Op.SECOND,
            (a, b, y, dy) -> dy,
            (a, b, y, dy) -> dy.mul(a.floorDiv(b)).neg(),
            Op.NOTHING,
            (a, s, dy) -> dy),
    FLOOR_DIV(
            BinaryKernel.FLOOR_DIV,
            Op.NOTHING,
            (a, b, y, dy) -> Tensor.zerosLike(dy),
            (a, b, y, dy) -> Tensor.zerosLike(dy),
            Op.NOTHING,
            (a, s, dy) -> Tensor.zerosLike(dy)),

    // gradients of unary functions in one pass: of the upstream gradient g and the value v
    RELU_GRADIENT(
            BinaryKernel.RELU_GRADIENT,
            Op.SECOND,
            (g, v, y, dy) -> Arithmetic.valueOf("RELU_GRADIENT").apply(dy, v),
            (g, v, y, dy) -> Tensor.zerosLike(dy)),
    SIGMOID_GRADIENT(
            BinaryKernel.SIGMOID_GRADIENT,
            Op.FIRST + Op.SECOND,
            (g, v, y, dy) -> dy.mul(v).mul(Tensor.scalar(1).sub(v)),
            (g, v, y, dy) -> dy.mul(g).mul(Tensor.scalar(1).sub(v.mul(2)))),
    TANH_GRADIENT(
            BinaryKernel.TANH_GRADIENT,
            Op.FIRST + Op.SECOND,
            (g, v, y, dy) -> dy.mul(Tensor.scalar(1).sub(v.mul(v))),
            (g, v, y, dy) -> dy.mul(g).mul(v).mul(-2));

    private interface Slope {
        Tensor of(Tensor a, Tensor b, Tensor y, Tensor dy);
    }

    private interface ScalarSlope {
        Tensor of(Tensor a, double scalar, Tensor dy);
    }

    private final String label = name().equals("FLOOR_DIV") ? "floorDiv" : name().toLowerCase(Locale.ROOT);
    private final BinaryKernel kernel;
    private final int reads;
    private final Slope slopeOfFirst;
    private final Slope slopeOfSecond;
    private final int readsWithScalar;
    private final ScalarSlope slopeWithScalar;

    Arithmetic(
            BinaryKernel kernel,
            int reads,
            Slope slopeOfFirst,
            Slope slopeOfSecond,
            int readsWithScalar,
            ScalarSlope slopeWithScalar) {
        this.kernel = kernel;
        this.reads = reads;
        this.slopeOfFirst = slopeOfFirst;
        this.slopeOfSecond = slopeOfSecond;
        this.readsWithScalar = readsWithScalar;
        this.slopeWithScalar = slopeWithScalar;
    }

    /// A function of two tensors only.
    Arithmetic(BinaryKernel kernel, int reads, Slope slopeOfFirst, Slope slopeOfSecond) {
        this(kernel, reads, slopeOfFirst, slopeOfSecond, Op.NOTHING, (a, s, dy) -> {
            throw new UnsupportedOperationException(kernel + ": has no gradient with a number");
        });
    }

    private static Tensor share(Tensor dy, Tensor loses, Tensor tie) {
        Tensor shares = tie.to(dy.dtype()).mul(-0.5).add(1);
        return dy.mul(shares).maskedFill(loses, 0);
    }

    /// The function of the elements of two tensors.
    public Tensor apply(Tensor a, Tensor b) {
        DType dtype = resultType(promoted(a, b));
        return Op.apply(new Node(this, a.to(dtype), b.to(dtype)));
    }

    /// The function of the elements of a tensor and a number.
    public Tensor apply(Tensor a, Number b) {
        DType dtype = resultType(a.dtype().promote(b));
        if (needsAllBits(dtype, b)) return apply(a, Tensor.scalar(b));
        if (this == POW && !dtype.isFloating() && b.doubleValue() < 0)
            throw new IllegalArgumentException("pow: " + dtype + " " + a.layout() + " to the negative whole power " + b
                    + " would be zero nearly everywhere; convert with to(FLOAT32), or write " + b + ".0");
        boolean rounds = dtype.isFloating() || this == REMAINDER || this == FLOOR_DIV;
        double scalar = rounds ? dtype.rounded(b.doubleValue()) : b.doubleValue();
        return Op.apply(new ScalarNode(this, label, a.to(dtype), scalar));
    }

    /// The function of the elements of a float tensor and a number, as the last step of another operation.
    Tensor apply(String operation, Tensor a, double b) {
        return Op.apply(new ScalarNode(this, operation, a, b));
    }

    /// Whether a number beside int64 elements has more digits than a double.
    static boolean needsAllBits(DType dtype, Number b) {
        return dtype == DType.INT64 && b instanceof Long whole && whole != (long) whole.doubleValue();
    }

    private DType resultType(DType promoted) {
        if (this == DIV && !promoted.isFloating()) return DType.defaultFloat();
        if (promoted == DType.BOOL && this != ADD && this != MUL && this != MAXIMUM && this != MINIMUM)
            throw new IllegalArgumentException(
                    label + ": not for two bool tensors; convert with to(INT64), or use and, or, not");
        return promoted;
    }

    /// The type both operands are brought to. A scalar tensor does not widen one with dimensions of the same kind.
    static DType promoted(Tensor a, Tensor b) {
        DType first = a.dtype();
        DType second = b.dtype();
        if (first == second) return first;
        if (first.isFloating() == second.isFloating() && first != DType.BOOL && second != DType.BOOL) {
            if (a.dim() == 0 && b.dim() > 0) return second;
            if (b.dim() == 0 && a.dim() > 0) return first;
        }
        return DType.promote(first, second);
    }

    /// Sums what broadcasting repeated, so that a gradient has the sizes of its input again.
    static Tensor sumTo(Tensor gradient, Tensor input) {
        if (gradient.layout().sameSizes(input.layout())) return gradient;
        Tensor sum = gradient;
        int extra = gradient.dim() - input.dim();
        for (int d = 0; d < extra; d++) sum = sum.sum(0);
        for (int d = 0; d < input.dim(); d++) if (input.size(d) == 1 && sum.size(d) != 1) sum = sum.sum(d, true);
        return sum;
    }

    /// A slope that was computed with the result, times the upstream gradient, which is one number.
    static Tensor scaled(Tensor slope, Tensor dy) {
        return Kernels.scalar("mul", BinaryKernel.MUL, slope, dy.item(), slope.dtype());
    }

    /// The elements of `x` repeated to larger sizes, without a gradient of its own.
    static Tensor stretch(Tensor x, int... sizes) {
        return Arrays.equals(x.layout().sizes(), sizes)
                ? x
                : Tensor.wrap(x.storage(), x.layout().expand(sizes));
    }

    private static final class Node extends Op {
        private final Arithmetic function;

        Node(Arithmetic function, Tensor a, Tensor b) {
            super(function.reads, a, b);
            this.function = function;
        }

        @Override
        public String name() {
            return function.label;
        }

        @Override
        protected Tensor forward() {
            Tensor a = input(0);
            Tensor b = input(1);
            int[] sizes = Broadcast.sizes(function.label, a.layout(), b.layout());
            Layout layout = Arrays.equals(a.layout().sizes(), sizes)
                            && a.layout().isContiguous()
                            && a.layout().offset() == 0
                    ? a.layout()
                    : Layout.contiguous(sizes);
            Tensor out = Kernels.allocate(function.label, a.dtype(), layout);
            Kernels.binary(function.kernel, stretch(a, sizes), stretch(b, sizes), out);
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Slope slope = input == 0 ? function.slopeOfFirst : function.slopeOfSecond;
            return sumTo(slope.of(input(0), input(1), output(), dy), input(input));
        }
    }

    private static final class ScalarNode extends Op {
        private final Arithmetic function;
        private final String label;
        private final double scalar;

        ScalarNode(Arithmetic function, String label, Tensor a, double scalar) {
            super(function.readsWithScalar, a);
            this.function = function;
            this.label = label;
            this.scalar = scalar;
        }

        @Override
        public String name() {
            return label;
        }

        @Override
        protected Tensor forward() {
            Tensor a = input(0);
            if (function == POW && a.dtype().isFloating() && Math.abs(scalar) == 0.5) return root(a);
            return Kernels.scalar(label, function.kernel, a, scalar, a.dtype());
        }

        /// A root keeps the sign of zero and has none of -Infinity, which a power does not; so it is in PyTorch.
        private Tensor root(Tensor a) {
            Tensor root = Kernels.unary(label, UnaryKernel.SQRT, a, a.dtype());
            return scalar > 0 ? root : Kernels.unary(label, UnaryKernel.RECIPROCAL, root, a.dtype());
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return function.slopeWithScalar.of(input(0), scalar, dy);
        }
    }

    /// `y += alpha · x` in place, for those who own `y`: no recording, and the version of `y` moves on.
    public static void addInPlace(double alpha, Tensor x, Tensor y) {
        y.storage().changing();
        try (var _ = NoGrad.scope()) {
            Kernels.addScaled(alpha, stretch(x.to(y.dtype()), y.layout().sizes()), y);
        }
    }
}
