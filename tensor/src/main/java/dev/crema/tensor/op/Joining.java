package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.layout.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Tensors put together and taken apart, and the small changes of shape.
public final class Joining {
    private Joining() {}

    /// Tensors one behind the other along an existing dimension.
    public static Tensor cat(int dim, Tensor... tensors) {
        if (tensors.length == 0) throw new IllegalArgumentException("cat: no tensors; give at least one");
        DType dtype = tensors[0].dtype();
        for (Tensor tensor : tensors) dtype = DType.promote(dtype, tensor.dtype());
        Tensor[] same = withoutEmptyVectors(tensors);
        int d = same[0].layout().dim("cat", dim);
        for (int i = 0; i < same.length; i++) {
            checkSizes(same[0], same[i], d);
            same[i] = same[i].to(dtype);
        }
        return Op.apply(new Cat(d, same));
    }

    /// A vector without elements, to which a loop adds, fits tensors of any sizes, as in PyTorch.
    private static Tensor[] withoutEmptyVectors(Tensor... tensors) {
        Tensor[] rest = Arrays.stream(tensors)
                .filter(tensor -> tensor.dim() != 1 || tensor.size(0) > 0)
                .toArray(Tensor[]::new);
        boolean vectors = rest.length == 0 || rest[0].dim() == 1;
        return vectors ? tensors.clone() : rest;
    }

    private static void checkSizes(Tensor first, Tensor other, int d) {
        boolean fits = first.dim() == other.dim() && first.dim() > 0;
        for (int i = 0; fits && i < first.dim(); i++) fits = i == d || first.size(i) == other.size(i);
        if (!fits)
            throw new IllegalArgumentException(
                    "cat: " + first.layout() + " and " + other.layout() + " do not fit along dimension " + d
                            + "; all other sizes must be the same (stack makes a new dimension)");
    }

    /// Tensors of the same sizes along a new dimension.
    public static Tensor stack(int dim, Tensor... tensors) {
        if (tensors.length == 0) throw new IllegalArgumentException("stack: no tensors; give at least one");
        int rank = tensors[0].dim() + 1;
        if (dim < -rank || dim >= rank)
            throw new IndexOutOfBoundsException("stack: position " + dim + " does not exist for " + tensors[0].layout()
                    + "; use " + -rank + " to " + (rank - 1));
        Tensor[] raised = new Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            if (!tensors[i].layout().sameSizes(tensors[0].layout()))
                throw new IllegalArgumentException("stack: the sizes differ: " + tensors[0].layout() + " and "
                        + tensors[i].layout() + " (number " + i + "); all must be the same");
            raised[i] = unsqueeze(tensors[i], dim);
        }
        return cat(dim, raised);
    }

    public static Tensor flatten(Tensor x, int startDim) {
        return flatten(x, startDim, -1);
    }

    /// The dimensions from `startDim` to `endDim`, both included, in one.
    public static Tensor flatten(Tensor x, int startDim, int endDim) {
        int first = x.layout().dim("flatten", startDim);
        int last = x.layout().dim("flatten", endDim);
        if (x.dim() == 0) return x.reshape(1);
        if (first > last)
            throw new IllegalArgumentException("flatten: dimension " + startDim + " comes after " + endDim + " in "
                    + x.layout() + "; name the first one first");
        int[] sizes = new int[x.dim() - (last - first)];
        Arrays.fill(sizes, 1);
        for (int d = 0; d < x.dim(); d++) {
            int to = d <= first ? d : Math.max(first, d - (last - first));
            sizes[to] = product("flatten", x, sizes[to], x.size(d));
        }
        return x.reshape(sizes);
    }

    /// The size of a dimension that takes the place of two.
    private static int product(String op, Tensor x, int first, int second) {
        long product = (long) first * second;
        if (product != (int) product)
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: one dimension of the result of %s would have %,d x %,d elements; it can have %,d",
                    op,
                    x.layout(),
                    first,
                    second,
                    Integer.MAX_VALUE));
        return (int) product;
    }

    public static Tensor transpose(Tensor x, int first, int second) {
        int a = x.layout().dim("transpose", first);
        int b = x.layout().dim("transpose", second);
        if (x.dim() == 0) return x;
        return View.swap(x, "transpose", a, b);
    }

    public static Tensor squeeze(Tensor x) {
        return x.reshape(
                Arrays.stream(x.layout().sizes()).filter(size -> size != 1).toArray());
    }

    public static Tensor squeeze(Tensor x, int dim) {
        int d = x.layout().dim("squeeze", dim);
        if (x.dim() == 0) return x;
        return x.size(d) == 1 ? View.part(x, "squeeze", layout -> layout.squeeze(d)) : x;
    }

    public static Tensor unsqueeze(Tensor x, int dim) {
        int rank = x.dim() + 1;
        if (dim < -rank || dim >= rank)
            throw new IndexOutOfBoundsException("unsqueeze: position " + dim + " does not exist for " + x.layout()
                    + "; use " + -rank + " to " + (rank - 1));
        int d = dim < 0 ? dim + rank : dim;
        return View.part(x, "unsqueeze", layout -> layout.unsqueeze(d));
    }

    /// A copy, repeated so many times along each dimension; leading factors without a dimension make new ones.
    public static Tensor repeat(Tensor x, int... times) {
        if (times.length < x.dim())
            throw new IllegalArgumentException("repeat: " + times.length + " factors for " + x.layout()
                    + "; give one for each dimension, more make new ones in front");
        int extra = times.length - x.dim();
        int[] apart = new int[2 * times.length];
        int[] grown = new int[2 * times.length];
        int[] joined = new int[times.length];
        for (int d = 0; d < times.length; d++) {
            int size = d < extra ? 1 : x.size(d - extra);
            apart[2 * d] = 1;
            apart[2 * d + 1] = size;
            grown[2 * d] = times[d];
            grown[2 * d + 1] = size;
            joined[d] = product("repeat", x, times[d], size);
        }
        return x.reshape(apart).expand(grown).reshape(joined).contiguous();
    }

    public static Tensor narrow(Tensor x, int dim, int start, int length) {
        int d = x.layout().dim("narrow", dim);
        int from = start < 0 ? start + x.size(d) : start;
        if (from < 0 || from > x.size(d) || length < 0 || length > x.size(d) - from)
            throw new IndexOutOfBoundsException("narrow: " + length + " elements from " + start
                    + " on do not lie within dimension " + d + " of " + x.layout());
        return View.slice(x, d, from, length, 1);
    }

    /// Views of parts of this size along one dimension; the last may be smaller.
    public static List<Tensor> split(Tensor x, int size, int dim) {
        if (size < 1) throw new IllegalArgumentException("split: the size of a part must be at least 1, got " + size);
        int d = x.layout().dim("split", dim);
        List<Tensor> parts = new ArrayList<>();
        if (x.size(d) == 0) parts.add(x);
        for (long start = 0; start < x.size(d); start += size)
            parts.add(View.slice(x, d, (int) start, Math.min(size, x.size(d) - (int) start), 1));
        return parts;
    }

    /// So many views of equal parts along one dimension; the last may be smaller, or some missing, as in PyTorch.
    public static List<Tensor> chunk(Tensor x, int count, int dim) {
        if (count < 1) throw new IllegalArgumentException("chunk: needs at least 1 part, got " + count);
        int d = x.layout().dim("chunk", dim);
        if (x.size(d) == 0) return Collections.nCopies(count, x);
        return split(x, Math.ceilDiv(x.size(d), count), d);
    }

    private static final class Cat extends Op {
        private final int d;

        Cat(int d, Tensor... tensors) {
            super(NOTHING, tensors);
            this.d = d;
        }

        @Override
        public String name() {
            return "cat";
        }

        @Override
        protected Tensor forward() {
            int[] sizes = input(0).layout().sizes().clone();
            sizes[d] = 0;
            for (Tensor tensor : inputs()) sizes[d] += tensor.size(d);
            Tensor out = Kernels.allocate("cat", input(0).dtype(), Layout.contiguous(sizes));
            int start = 0;
            for (Tensor tensor : inputs()) {
                Layout place = out.layout().slice(d, start, tensor.size(d), 1);
                Kernels.unary(UnaryKernel.COPY, tensor, Tensor.wrap(out.storage(), place));
                start += tensor.size(d);
            }
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            int start = 0;
            for (int i = 0; i < input; i++) start += input(i).size(d);
            return View.slice(dy, d, start, input(input).size(d), 1);
        }
    }
}
