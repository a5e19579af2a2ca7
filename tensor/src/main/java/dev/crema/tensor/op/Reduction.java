package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.ReductionKernel;
import dev.crema.tensor.layout.Layout;
import java.util.Arrays;
import java.util.Locale;

/// Many elements to one: over all of them, or over some dimensions.
public final class Reduction {
    private Reduction() {}

    /// The sum over these dimensions (all, if none is named). Integers and booleans sum to int64.
    public static Tensor sum(Tensor x, boolean keepDim, int... dims) {
        return Op.apply(new Sum(x, keepDim, positive("sum", x, dims)));
    }

    /// The mean over these dimensions (all, if none is named).
    public static Tensor mean(Tensor x, boolean keepDim, int... dims) {
        requireFloats("mean", x);
        int[] over = positive("mean", x, dims);
        long count = 1;
        for (int d : over) count *= x.size(d);
        return Arithmetic.DIV.apply("mean", sum(x, keepDim, over), (double) count);
    }

    /// The variance over these dimensions (all, if none is named), divided by n − 1 (`unbiased`) or n.
    public static Tensor variance(Tensor x, boolean unbiased, boolean keepDim, int... dims) {
        requireFloats("var", x);
        return Variance.of(x, unbiased, keepDim, positive("var", x, dims));
    }

    /// The root of a variance; where that is 0 the gradient is 0, as in PyTorch.
    public static Tensor deviation(Tensor variance) {
        return Variance.root(variance);
    }

    /// The product over these dimensions (all, if none is named).
    public static Tensor prod(Tensor x, boolean keepDim, int... dims) {
        return Op.apply(new Prod(x, keepDim, positive("prod", x, dims)));
    }

    /// The largest or smallest of all elements.
    public static Tensor extreme(ReductionKernel kernel, Tensor x) {
        requireElements(name(kernel), x);
        return Op.apply(new Extreme(kernel, x));
    }

    /// The largest or smallest elements along one dimension, and where they are: the first of equal ones.
    public static Indexed extreme(ReductionKernel kernel, Tensor x, int dim, boolean keepDim) {
        Tensor indices = position(name(kernel), kernel, x, dim, true);
        Tensor values = Picking.gather(
                x.dim() == 0 ? x.view(1) : x, x.dim() == 0 ? 0 : x.layout().dim(name(kernel), dim), indices);
        int d = x.layout().dim(name(kernel), dim);
        boolean drop = !keepDim || x.dim() == 0;
        return drop ? new Indexed(values.squeeze(d), indices.squeeze(d)) : new Indexed(values, indices);
    }

    /// Where the largest or smallest element along one dimension is: the first of equal ones.
    public static Tensor position(ReductionKernel kernel, Tensor x, int dim, boolean keepDim) {
        boolean keeps = keepDim && x.dim() > 0;
        return position(kernel == ReductionKernel.MAX ? "argmax" : "argmin", kernel, x, dim, keeps);
    }

    private static Tensor position(String op, ReductionKernel kernel, Tensor x, int dim, boolean keepDim) {
        Tensor source = x.dim() == 0 ? x.detach().view(1) : x.detach();
        int d = source.layout().dim(op, dim);
        if (source.size(d) == 0)
            throw new IllegalArgumentException(op + ": dimension " + d + " of " + x.layout() + " is empty; there is no "
                    + (kernel == ReductionKernel.MAX ? "largest" : "smallest") + " of nothing");
        Layout lastly = source.layout().permute(lastly(source.dim(), d));
        int[] sizes = source.layout().sizes().clone();
        sizes[d] = 1;
        Tensor out = Kernels.allocate(op, DType.INT64, Layout.contiguous(sizes));
        Kernels.position(kernel, source, lastly, out);
        return keepDim ? out : out.squeeze(d);
    }

    /// Whether all, or any, elements are not zero.
    public static Tensor every(Tensor x, boolean any, boolean keepDim, int... dims) {
        Tensor flags = x.dtype() == DType.BOOL ? x : x.ne(0);
        Tensor counts = sum(any ? flags : flags.not(), keepDim, dims);
        Tensor every = any ? counts.gt(0) : counts.eq(0);
        return x.dtype() == DType.UINT8 ? every.to(DType.UINT8) : every; // as in PyTorch, where bytes were the masks
    }

    private static String name(ReductionKernel kernel) {
        return kernel.name().toLowerCase(Locale.ROOT);
    }

    private static void requireFloats(String op, Tensor x) {
        if (!x.dtype().isFloating())
            throw new IllegalArgumentException(op + ": needs a float tensor, got " + x.dtype() + " " + x.layout()
                    + "; convert with to(FLOAT32) first");
    }

    private static void requireElements(String op, Tensor x) {
        if (x.numel() == 0)
            throw new IllegalArgumentException(op + ": a tensor of shape " + x.layout() + " has no elements");
    }

    /// Dimensions counted from the front and sorted; all of them if none is named.
    static int[] positive(String op, Tensor x, int... dims) {
        if (dims.length == 0) {
            int[] all = new int[x.dim()];
            Arrays.setAll(all, d -> d);
            return all;
        }
        if (x.dim() == 0) {
            for (int dim : dims) x.layout().dim(op, dim);
            if (dims.length > 1) throw new IllegalArgumentException(op + ": dimension 0 is named twice");
            return new int[0];
        }
        int[] positive = new int[dims.length];
        for (int i = 0; i < dims.length; i++) positive[i] = x.layout().dim(op, dims[i]);
        Arrays.sort(positive);
        for (int i = 1; i < positive.length; i++)
            if (positive[i] == positive[i - 1])
                throw new IllegalArgumentException(op + ": dimension " + positive[i] + " is named twice");
        return positive;
    }

    /// The order of dimensions in which `d` comes last.
    static int[] lastly(int rank, int d) {
        int[] order = new int[rank];
        for (int i = 0, j = 0; i < rank; i++) if (i != d) order[j++] = i;
        order[rank - 1] = d;
        return order;
    }

    private static Tensor reduce(String op, ReductionKernel kernel, Tensor x, boolean keepDim, int... dims) {
        int rank = x.dim();
        int[] order = new int[rank];
        int[] kept = new int[keepDim ? rank : rank - dims.length];
        int next = 0;
        int slot = 0;
        for (int d = 0; d < rank; d++) {
            boolean reduced = Arrays.binarySearch(dims, d) >= 0;
            if (!reduced) order[next++] = d;
            if (!reduced || keepDim) kept[slot++] = reduced ? 1 : x.size(d);
        }
        int keptCount = next;
        for (int d : dims) order[next++] = d;
        boolean counts = kernel == ReductionKernel.SUM || kernel == ReductionKernel.PROD;
        DType dtype = counts && !x.dtype().isFloating() ? DType.INT64 : x.dtype();
        Tensor out = Kernels.allocate(op, dtype, Layout.contiguous(kept));
        Layout ordered = keptCount == 0 ? x.layout() : x.layout().permute(order);
        Kernels.reduce(kernel, x, ordered, keptCount, out);
        return out;
    }

    /// `dy` with the reduced dimensions back as size 1.
    static Tensor restore(Tensor dy, boolean keptDim, int... dims) {
        Tensor restored = dy;
        if (!keptDim) for (int d : dims) restored = restored.unsqueeze(d);
        return restored;
    }

    private static final class Sum extends Op {
        private final boolean keepDim;
        private final int[] dims;

        Sum(Tensor x, boolean keepDim, int... dims) {
            super(NOTHING, x);
            this.keepDim = keepDim;
            this.dims = dims;
        }

        @Override
        public String name() {
            return "sum";
        }

        @Override
        protected Tensor forward() {
            return reduce("sum", ReductionKernel.SUM, input(0), keepDim, dims);
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return restore(dy, keepDim, dims).expand(input(0).layout().sizes());
        }
    }

    private static final class Prod extends Op {
        private final boolean keepDim;
        private final int[] dims;

        Prod(Tensor x, boolean keepDim, int... dims) {
            super(FIRST, x);
            this.keepDim = keepDim;
            this.dims = dims;
        }

        @Override
        public String name() {
            return "prod";
        }

        @Override
        protected Tensor forward() {
            return reduce("prod", ReductionKernel.PROD, input(0), keepDim, dims);
        }

        /// For each factor the product of all others: by division where none is zero; if exactly one is, only that
        /// one gets a gradient.
        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor x = input(0);
            Tensor zero = x.eq(0);
            if (NoGrad.isRecording() && zero.any().item() != 0)
                throw new UnsupportedOperationException(
                        "backward: the gradient of prod has none of its own where an element is 0; multiply them one by one");
            Tensor zeros = sum(zero, true, dims);
            Tensor nonzero = x.maskedFill(zero, 1);
            Tensor others = prod(nonzero, true, dims).div(nonzero);
            Tensor blocked = zeros.gt(1).or(zeros.eq(1).and(zero.not()));
            return others.maskedFill(blocked, 0).mul(restore(dy, keepDim, dims));
        }
    }

    /// Equal extremes share the gradient, as in PyTorch.
    private static final class Extreme extends Op {
        private final ReductionKernel kernel;

        Extreme(ReductionKernel kernel, Tensor x) {
            super(FIRST + OUTPUT, x);
            this.kernel = kernel;
        }

        @Override
        public String name() {
            return Reduction.name(kernel);
        }

        @Override
        protected Tensor forward() {
            return reduce(name(), kernel, input(0), false, positive(name(), input(0)));
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor x = input(0);
            Tensor winners = x.eq(output()).or(x.isNaN());
            return dy.div(winners.sum()).expand(x.layout().sizes()).maskedFill(winners.not(), 0);
        }
    }
}
