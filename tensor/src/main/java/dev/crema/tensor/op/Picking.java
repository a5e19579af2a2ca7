package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Broadcast;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.ref.Reference;
import java.util.Arrays;

/// Elements picked by position or by condition. The results are copies, never views.
public final class Picking {
    private Picking() {}

    /// The slices of `x` at these positions of a dimension, in their order. `indices` is one-dimensional.
    public static Tensor indexSelect(Tensor x, int dim, Tensor indices) {
        int d = x.layout().dim("indexSelect", dim);
        if (indices.dim() > 1 || indices.dtype() != DType.INT64 && indices.dtype() != DType.INT32)
            throw new IllegalArgumentException("indexSelect: the index must be a one-dimensional int64 tensor, got "
                    + indices.dtype() + " " + indices.layout());
        if (x.dim() == 0) return indexSelect(x.reshape(1), 0, indices).view();
        return Op.apply(new IndexSelect(x, d, checked("indexSelect", indices, x.size(d), x.layout())));
    }

    /// For each place of `indices` the element of `x` at that place, except that its position along `dim` is the
    /// index.
    public static Tensor gather(Tensor x, int dim, Tensor indices) {
        int d = x.layout().dim("gather", dim);
        if (x.dim() == 0 && indices.dim() < 2)
            return gather(x.reshape(1), 0, indices.reshape(-1)).viewAs(indices);
        boolean fits = indices.dim() == x.dim();
        for (int i = 0; fits && i < x.dim(); i++) fits = i == d || indices.size(i) <= x.size(i);
        if (!fits)
            throw new IllegalArgumentException("gather: the index " + indices.layout() + " does not fit " + x.layout()
                    + "; it needs as many dimensions, none larger except dimension " + d);
        requireWhole("gather", indices);
        checked("gather", indices, x.size(d), x.layout());
        return Op.apply(new Gather(x, d, indices.to(DType.INT64).contiguous()));
    }

    /// Where the mask is true `x`, elsewhere `y`, with broadcasting.
    public static Tensor where(Tensor mask, Tensor x, Tensor y) {
        requireMask("where", mask);
        DType dtype = Arithmetic.promoted(x, y);
        return Op.apply(new Where(mask, x.to(dtype), y.to(dtype)));
    }

    /// `x` with a number in the places where the mask, broadcast to its sizes, is true.
    public static Tensor maskedFill(Tensor x, Tensor mask, Number value) {
        requireMask("maskedFill", mask);
        Broadcast.sizes("maskedFill", x.layout(), mask.layout());
        return where(mask, Creation.full(x.dtype(), value), x);
    }

    /// The elements of `x` where a mask of its (leading) sizes is true, in order, as `[count, …]`.
    public static Tensor select(Tensor x, Tensor mask) {
        int[] sizes = mask.layout().sizes();
        if (sizes.length > x.dim()
                || !Arrays.equals(sizes, Arrays.copyOf(x.layout().sizes(), sizes.length)))
            throw new IllegalArgumentException("at: a mask of shape " + mask.layout() + " does not fit " + x.layout()
                    + "; it must have the same sizes, from the first dimension on");
        boolean[] flags = flags(mask);
        int[] positions = new int[flags.length];
        int count = 0;
        for (int i = 0; i < flags.length; i++) if (flags[i]) positions[count++] = i;
        int[] rest = Arrays.copyOfRange(x.layout().sizes(), sizes.length, x.dim());
        int[] flat = new int[1 + rest.length];
        flat[0] = flags.length;
        System.arraycopy(rest, 0, flat, 1, rest.length);
        return indexSelect(x.reshape(flat), 0, Tensor.of(Arrays.copyOf(positions, count)));
    }

    /// One row of zeros with a single one for each class: `[…]` becomes `[…, classes]`, int64.
    public static Tensor oneHot(Tensor classes, int count) {
        requireWhole("oneHot", classes);
        int[] sizes = Arrays.copyOf(classes.layout().sizes(), classes.dim() + 1);
        sizes[classes.dim()] = count;
        int[] positions = checked("oneHot", classes.reshape(-1), count, classes.layout());
        Tensor out = Tensor.zeros(sizes).to(DType.INT64);
        for (int i = 0; i < positions.length; i++)
            NativeMemory.setLong(out.storage().address() + 8 * ((long) i * count + positions[i]), 1);
        return out;
    }

    private static boolean[] flags(Tensor mask) {
        Tensor dense = mask.contiguous();
        boolean[] flags = new boolean[Math.toIntExact(dense.numel())];
        long address = dense.storage().address() + dense.layout().offset();
        for (int i = 0; i < flags.length; i++) flags[i] = NativeMemory.getByte(address + i) != 0;
        Reference.reachabilityFence(dense);
        return flags;
    }

    private static void requireWhole(String op, Tensor indices) {
        if (indices.dtype().isFloating() || indices.dtype() == DType.BOOL)
            throw new IllegalArgumentException(op + ": the positions must be integers, got " + indices.dtype() + " "
                    + indices.layout() + "; convert with to(INT64)");
    }

    private static void requireMask(String op, Tensor mask) {
        if (mask.dtype() != DType.BOOL)
            throw new IllegalArgumentException(op + ": the mask must be bool, got " + mask.dtype() + " " + mask.layout()
                    + "; a comparison such as x.gt(0) makes one");
    }

    /// The indices as positions counted from the front.
    private static int[] checked(String op, Tensor indices, int size, Layout of) {
        long[] values = indices.reshape(-1).toLongs();
        int[] positions = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            long index = values[i];
            if (index < 0 || index >= size)
                throw new IndexOutOfBoundsException(
                        op + ": index " + index + " is outside 0 to " + (size - 1) + " (shape " + of + ")");
            positions[i] = (int) index;
        }
        return positions;
    }

    /// Copies, or adds, whole slices between `x` and a tensor that holds the picked ones.
    private static void eachSlice(Tensor whole, Tensor picked, int d, int[] positions, SliceWork work) {
        for (int i = 0; i < positions.length; i++) {
            Tensor part = Tensor.wrap(whole.storage(), whole.layout().slice(d, positions[i], 1, 1));
            Tensor place = Tensor.wrap(picked.storage(), picked.layout().slice(d, i, 1, 1));
            work.between(part, place);
        }
    }

    private interface SliceWork {
        void between(Tensor part, Tensor place);
    }

    private static final class IndexSelect extends Op {
        private final int d;
        private final int[] positions;

        IndexSelect(Tensor x, int d, int... positions) {
            super(NOTHING, x);
            this.d = d;
            this.positions = positions;
        }

        @Override
        public String name() {
            return "indexSelect";
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            int[] sizes = x.layout().sizes().clone();
            sizes[d] = positions.length;
            Tensor out = Kernels.allocate(name(), x.dtype(), Layout.contiguous(sizes));
            long sliceBytes =
                    d == 0 && x.size(0) > 0 ? x.numel() / x.size(0) * x.dtype().bytes() : 0;
            if (d == 0 && x.layout().isContiguous()) {
                long from =
                        x.storage().address() + x.layout().offset() * x.dtype().bytes();
                long to = out.storage().address();
                for (int i = 0; i < positions.length; i++)
                    NativeMemory.copy(from + positions[i] * sliceBytes, to + i * sliceBytes, sliceBytes);
            } else {
                eachSlice(x, out, d, positions, (part, place) -> Kernels.unary(UnaryKernel.COPY, part, place));
            }
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Op.apply(new IndexAdd(dy, d, positions, input(0).layout().sizes()));
        }
    }

    /// The gradient of `IndexSelect`: slices added up where they came from.
    private static final class IndexAdd extends Op {
        private final int d;
        private final int[] positions;
        private final int[] sizes;

        IndexAdd(Tensor dy, int d, int[] positions, int... sizes) {
            super(NOTHING, dy);
            this.d = d;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public String name() {
            return "indexAdd";
        }

        @Override
        protected Tensor forward() {
            Tensor out = Kernels.allocate(name(), input(0).dtype(), Layout.contiguous(sizes));
            Kernels.fill(out, 0);
            eachSlice(out, input(0), d, positions, (part, place) -> Kernels.addScaled(1, place, part));
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Op.apply(new IndexSelect(dy, d, positions));
        }
    }

    private static final class Gather extends Op {
        private final int d;

        Gather(Tensor x, int d, Tensor indices) {
            super(SECOND, x, indices);
            this.d = d;
        }

        @Override
        public String name() {
            return "gather";
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            Tensor indices = input(1);
            Tensor out = Kernels.allocate(
                    name(), x.dtype(), Layout.contiguous(indices.layout().sizes()));
            scatter(x, indices, d, (from, to) -> Elementwise.copy(x, from, out, to));
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Op.apply(new ScatterAdd(dy, d, input(1), input(0).layout().sizes()));
        }
    }

    /// The gradient of `Gather`: elements added up where they came from.
    private static final class ScatterAdd extends Op {
        private final int d;
        private final int[] sizes;

        ScatterAdd(Tensor dy, int d, Tensor indices, int... sizes) {
            super(SECOND, dy, indices);
            this.d = d;
            this.sizes = sizes;
        }

        @Override
        public String name() {
            return "scatterAdd";
        }

        @Override
        protected Tensor forward() {
            Tensor dy = input(0).contiguous();
            Tensor out = Kernels.allocate(name(), dy.dtype(), Layout.contiguous(sizes));
            Kernels.fill(out, 0);
            long first = dy.layout().offset();
            scatter(out, input(1), d, (to, from) -> Elementwise.add(dy, first + from, out, to));
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Op.apply(new Gather(dy, d, input(1)));
        }
    }

    private interface ElementWork {
        void between(long inWhole, long inPicked);
    }

    /// Visits, for each dense place of `indices`, the element of `whole` that it names.
    private static void scatter(Tensor whole, Tensor indices, int d, ElementWork work) {
        Layout layout = whole.layout();
        int[] sizes = indices.layout().sizes();
        int[] at = new int[sizes.length];
        long address = indices.storage().address() + 8 * indices.layout().offset();
        long count = indices.numel();
        for (long i = 0; i < count; i++) {
            long element = layout.offset() + NativeMemory.getLong(address + 8 * i) * layout.stride(d);
            for (int k = 0; k < at.length; k++) if (k != d) element += at[k] * layout.stride(k);
            work.between(element, i);
            for (int k = at.length - 1; k >= 0 && ++at[k] == sizes[k]; k--) at[k] = 0;
        }
    }

    private static final class Where extends Op {
        Where(Tensor mask, Tensor x, Tensor y) {
            super(THIRD, x, y, mask);
        }

        @Override
        public String name() {
            return "where";
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            Tensor y = input(1);
            Tensor mask = input(2);
            int[] both = Broadcast.sizes(name(), x.layout(), y.layout());
            int[] sizes = Broadcast.sizes(name(), mask.layout(), Layout.contiguous(both));
            Tensor out = Kernels.allocate(name(), x.dtype(), Layout.contiguous(sizes));
            Kernels.select(
                    Arithmetic.stretch(mask, sizes), Arithmetic.stretch(x, sizes), Arithmetic.stretch(y, sizes), out);
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor mask = input(2);
            return Arithmetic.sumTo(dy.maskedFill(input == 0 ? mask.not() : mask, 0), input(input));
        }
    }
}
