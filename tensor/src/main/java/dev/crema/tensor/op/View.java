package dev.crema.tensor.op;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Broadcast;
import dev.crema.tensor.layout.Layout;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Other layouts of the same memory: nothing is copied, and a change through one view is seen by all.
public final class View {
    private View() {}

    /// The same elements in the same order with other sizes; one size may be -1. Copies only if the layout has to
    /// be copied and `mayCopy`.
    public static Tensor reshape(Tensor x, boolean mayCopy, int... sizes) {
        String op = mayCopy ? "reshape" : "view";
        int[] target = resolve(op, x.layout(), sizes);
        @Nullable Layout layout = x.layout().reshape(target);
        if (layout != null) return Op.apply(new Reshape(x, layout, op));
        if (!mayCopy)
            throw new IllegalArgumentException("view: a tensor of shape " + x.layout() + " with strides "
                    + Arrays.toString(x.layout().strides()) + " cannot be seen as "
                    + Arrays.toString(target) + " without a copy; use reshape(...), or contiguous() first");
        return reshape(Copying.contiguous(x), true, target);
    }

    private static int[] resolve(String op, Layout layout, int... sizes) {
        int[] target = sizes.clone();
        long known = 1;
        int open = -1;
        for (int d = 0; d < target.length; d++) {
            if (target[d] == -1 && open < 0) open = d;
            else if (target[d] < 0) throw wrongSizes(op, layout, sizes);
            else known *= target[d];
        }
        if (open >= 0 && known > 0 && layout.numel() % known == 0) {
            long rest = layout.numel() / known;
            if (rest != (int) rest)
                throw new IllegalArgumentException(
                        op + ": " + layout + " has " + layout.numel() + " elements, more than one dimension can have ("
                                + Integer.MAX_VALUE + "); name more sizes than -1");
            target[open] = (int) rest;
            known *= target[open];
        }
        if (known != layout.numel() || open >= 0 && target[open] == -1) throw wrongSizes(op, layout, sizes);
        return target;
    }

    private static IllegalArgumentException wrongSizes(String op, Layout layout, int... sizes) {
        return new IllegalArgumentException(
                op + ": " + layout + " has " + layout.numel() + " elements and cannot become " + Arrays.toString(sizes)
                        + "; the sizes must multiply to that number, and at most one may be -1");
    }

    /// Dimensions in another order: dimension `d` of the result is `order[d]` of `x`.
    public static Tensor permute(Tensor x, int... order) {
        int[] positive = new int[order.length];
        boolean[] seen = new boolean[x.dim()];
        boolean valid = order.length == x.dim();
        for (int d = 0; d < order.length && valid; d++) {
            positive[d] = x.layout().dim("permute", order[d]);
            valid = !seen[positive[d]];
            seen[positive[d]] = true;
        }
        if (!valid)
            throw new IllegalArgumentException("permute: " + Arrays.toString(order) + " is no order of the " + x.dim()
                    + " dimensions of " + x.layout() + "; name each of them once");
        return Op.apply(new Permute(x, "permute", positive));
    }

    /// Two dimensions, counted from the front, in each other's place.
    public static Tensor swap(Tensor x, String name, int first, int second) {
        int[] order = new int[x.dim()];
        Arrays.setAll(order, d -> d == first ? second : d == second ? first : d);
        return Op.apply(new Permute(x, name, order));
    }

    /// `x` repeated without a copy: sizes of 1 grow, and new dimensions come in front; -1 keeps a size.
    public static Tensor expand(Tensor x, int... sizes) {
        return Op.apply(new Expand(x, x.layout().expand(Broadcast.expand("expand", x.layout(), sizes))));
    }

    /// Position `index` of dimension `d`, which goes away.
    public static Tensor select(Tensor x, int d, int index) {
        return part(x, "select", layout -> layout.select(d, index));
    }

    /// `length` elements of dimension `d` from `start` in steps of `step`.
    public static Tensor slice(Tensor x, int d, int start, int length, int step) {
        return part(x, "slice", layout -> layout.slice(d, start, length, step));
    }

    /// Some of the elements of `x`, each at most once.
    ///
    /// @param cut what makes the layout of the part from any layout of the whole
    public static Tensor part(Tensor x, String name, UnaryOperator<Layout> cut) {
        return Op.apply(new Part(x, cut, name));
    }

    /// Zeros of these sizes with `x` in the place that `cut` names: what `part` would take out again.
    static Tensor placed(Tensor x, UnaryOperator<Layout> cut, int... sizes) {
        return Op.apply(new Placed(x, cut, sizes));
    }

    private static final class Reshape extends Op {
        private final Layout layout;
        private final String name;

        Reshape(Tensor x, Layout layout, String name) {
            super(NOTHING, x);
            this.layout = layout;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected Tensor forward() {
            return Tensor.wrap(input(0).storage(), layout);
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return reshape(dy, true, input(0).layout().sizes());
        }
    }

    private static final class Permute extends Op {
        private final String name;
        private final int[] order;

        Permute(Tensor x, String name, int... order) {
            super(NOTHING, x);
            this.name = name;
            this.order = order;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected Tensor forward() {
            return Tensor.wrap(input(0).storage(), input(0).layout().permute(order));
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            int[] back = new int[order.length];
            for (int d = 0; d < order.length; d++) back[order[d]] = d;
            return permute(dy, back);
        }
    }

    private static final class Expand extends Op {
        private final Layout layout;

        Expand(Tensor x, Layout layout) {
            super(NOTHING, x);
            this.layout = layout;
        }

        @Override
        public String name() {
            return "expand";
        }

        @Override
        protected Tensor forward() {
            return Tensor.wrap(input(0).storage(), layout);
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Arithmetic.sumTo(dy, input(0));
        }
    }

    /// Some of the elements: the gradient is zero everywhere else.
    private static final class Part extends Op {
        private final UnaryOperator<Layout> cut;
        private final String name;

        Part(Tensor x, UnaryOperator<Layout> cut, String name) {
            super(NOTHING, x);
            this.cut = cut;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        protected Tensor forward() {
            return Tensor.wrap(input(0).storage(), cut.apply(input(0).layout()));
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return placed(dy, cut, input(0).layout().sizes());
        }
    }

    /// The gradient of `Part`: zeros of the sizes of the whole, with `dy` where the part was.
    private static final class Placed extends Op {
        private final UnaryOperator<Layout> cut;
        private final int[] sizes;

        Placed(Tensor dy, UnaryOperator<Layout> cut, int... sizes) {
            super(NOTHING, dy);
            this.cut = cut;
            this.sizes = sizes;
        }

        @Override
        public String name() {
            return "place";
        }

        @Override
        protected Tensor forward() {
            Tensor whole = Kernels.allocate(name(), input(0).dtype(), Layout.contiguous(sizes));
            Kernels.fill(whole, 0);
            Kernels.unary(UnaryKernel.COPY, input(0), Tensor.wrap(whole.storage(), cut.apply(whole.layout())));
            return whole;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return part(dy, "slice", cut);
        }
    }
}
