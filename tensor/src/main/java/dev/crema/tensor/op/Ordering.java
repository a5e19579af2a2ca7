package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Elements;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.layout.StridedLoop;
import dev.crema.tensor.storage.NativeMemory;
import java.util.Arrays;
import java.util.Comparator;

/// Sorting, the largest few, and running sums, along one dimension.
public final class Ordering {
    private Ordering() {}

    /// The elements in order; equal ones stay as they were, NaN counts as largest.
    public static Indexed sort(Tensor x, int dim, boolean descending) {
        return ordered("sort", x, dim, descending, -1);
    }

    /// The `k` largest elements, largest first.
    public static Indexed topk(Tensor x, int k, int dim) {
        int d = x.layout().dim("topk", dim);
        int size = x.dim() == 0 ? 1 : x.size(d);
        if (k < 0 || k > size)
            throw new IllegalArgumentException(
                    "topk: dimension " + d + " of " + x.layout() + " has no " + k + " elements");
        return ordered("topk", x, dim, true, k);
    }

    private static Indexed ordered(String op, Tensor x, int dim, boolean descending, int k) {
        int d = x.layout().dim(op, dim);
        if (x.dim() == 0) {
            Indexed one = ordered(op, x.view(1), 0, descending, k);
            return k == 0 ? one : new Indexed(one.values().view(), one.indices().view());
        }
        int n = x.size(d);
        int[] sizes = x.layout().sizes().clone();
        sizes[d] = k < 0 ? n : k;
        Tensor indices = Kernels.allocate(op, DType.INT64, Layout.contiguous(sizes));
        Tensor source = x.detach();
        eachRow(source.layout(), indices.layout(), d, (from, to) -> {
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Comparator<Integer> ascending =
                    ascending(source, from, source.layout().stride(d), n);
            Arrays.sort(order, descending ? ascending.reversed() : ascending);
            for (int i = 0; i < sizes[d]; i++)
                NativeMemory.setLong(
                        indices.storage().address()
                                + 8 * (to + i * indices.layout().stride(d)),
                        order[i]);
        });
        return new Indexed(Picking.gather(x, d, indices), indices);
    }

    /// The order of the elements of a row by their numbers; whole ones have more digits than a double.
    private static Comparator<Integer> ascending(Tensor x, long from, long stride, int n) {
        if (x.dtype().isFloating()) {
            double[] row = new double[n];
            for (int i = 0; i < n; i++) row[i] = Elementwise.get(x, from + i * stride);
            return (a, b) -> row[a] == row[b] ? 0 : Double.compare(row[a], row[b]);
        }
        long[] row = new long[n];
        int bytes = x.dtype().bytes();
        for (int i = 0; i < n; i++)
            row[i] = Elements.getLong(x.dtype(), x.storage().address() + (from + i * stride) * bytes);
        return (a, b) -> Long.compare(row[a], row[b]);
    }

    /// Running sums.
    public static Tensor cumsum(Tensor x, int dim) {
        Tensor source = x.dtype().isFloating() ? x : x.to(DType.INT64);
        int d = x.layout().dim("cumsum", dim);
        return x.dim() == 0 ? source.copy() : Op.apply(new CumulativeSum(source, d, false));
    }

    private interface RowWork {
        void between(long from, long to);
    }

    /// The offsets at which the rows along dimension `d` start in two layouts that agree in all others.
    private static void eachRow(Layout from, Layout to, int d, RowWork work) {
        if (from.numel() == 0) return;
        StridedLoop.over(
                (offsets, strides, count) -> {
                    for (long i = 0; i < count; i++)
                        work.between(offsets[0] + i * strides[0], offsets[1] + i * strides[1]);
                },
                from.select(d, 0),
                to.select(d, 0));
    }

    private static final class CumulativeSum extends Op {
        private final int d;
        private final boolean fromEnd;

        CumulativeSum(Tensor x, int d, boolean fromEnd) {
            super(NOTHING, x);
            this.d = d;
            this.fromEnd = fromEnd;
        }

        @Override
        public String name() {
            return "cumsum";
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            Tensor out = Kernels.allocateLike(name(), x.dtype(), x);
            int n = x.size(d);
            DType dtype = x.dtype();
            eachRow(x.layout(), out.layout(), d, (from, to) -> {
                double sum = 0;
                long total = 0;
                for (int j = 0; j < n; j++) {
                    int i = fromEnd ? n - 1 - j : j;
                    long source = from + i * x.layout().stride(d);
                    long target = to + i * out.layout().stride(d);
                    if (dtype.isFloating()) {
                        sum += Elementwise.get(x, source);
                        Elementwise.set(out, target, sum);
                    } else {
                        total += Elements.getLong(dtype, x.storage().address() + source * dtype.bytes());
                        Elements.setLong(dtype, out.storage().address() + target * dtype.bytes(), total);
                    }
                }
            });
            return out;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            return Op.apply(new CumulativeSum(dy, d, !fromEnd));
        }
    }
}
