package dev.crema.tensor.layout;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sizes, strides and offset (all in elements) of a view of a storage. Immutable; the arrays are shared and never
/// written.
public final class Layout {
    private static final int CACHED = 256;
    private static final @Nullable Layout[] MATRICES = new Layout[CACHED];
    private static final Layout SCALAR = new Layout(new int[0], new long[0], 0);

    private final int[] sizes;
    private final long[] strides;
    private final long offset;
    private final long numel;
    private final boolean contiguous;

    private Layout(int[] sizes, long[] strides, long offset) {
        this.sizes = sizes;
        this.strides = strides;
        this.offset = offset;
        long count = 1;
        boolean dense = true;
        for (int d = sizes.length - 1; d >= 0; d--) {
            if (sizes[d] != 1 && strides[d] != count) dense = false;
            count *= sizes[d];
        }
        this.numel = count;
        this.contiguous = dense || count == 0;
    }

    /// The row-major layout of these sizes, at offset 0.
    public static Layout contiguous(int... sizes) {
        return switch (sizes.length) {
            case 0 -> SCALAR;
            case 2 -> matrix(sizes[0], sizes[1]);
            default -> dense(sizes.clone());
        };
    }

    /// The row-major layout of a matrix. Nearly every tensor of a training step has one of few such layouts, so
    /// they are shared.
    public static Layout matrix(int rows, int columns) {
        int slot = (rows * 31 + columns) & (CACHED - 1);
        @Nullable Layout cached = MATRICES[slot]; // a benign race: layouts are immutable
        if (cached != null && cached.sizes[0] == rows && cached.sizes[1] == columns) return cached;
        Layout fresh = dense(new int[] {rows, columns});
        MATRICES[slot] = fresh;
        return fresh;
    }

    private static Layout dense(int[] sizes) {
        long[] strides = new long[sizes.length];
        long step = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            strides[d] = step;
            step = times(step, Math.max(1, sizes[d]), sizes);
        }
        return new Layout(sizes, strides, 0);
    }

    private static long times(long count, int size, int... sizes) {
        long product = count * size;
        if (Math.multiplyHigh(count, size) != 0 || product < 0)
            throw new IllegalArgumentException(
                    "shape: " + Arrays.toString(sizes) + " has more elements than can be counted");
        return product;
    }

    /// A layout of any sizes, strides and offset, in elements. The arrays become the layout's own.
    public static Layout of(int[] sizes, long[] strides, long offset) {
        return new Layout(sizes, strides, offset);
    }

    /// The number of dimensions.
    public int dim() {
        return sizes.length;
    }

    /// The size of dimension `d`, which must be in range.
    public int size(int d) {
        return sizes[d];
    }

    /// The distance in elements between neighbours along dimension `d`.
    public long stride(int d) {
        return strides[d];
    }

    /// Where the first element lies, in elements from the start of the storage.
    public long offset() {
        return offset;
    }

    /// The number of elements.
    public long numel() {
        return numel;
    }

    /// Whether the elements lie in row-major order without gaps (at any offset).
    public boolean isContiguous() {
        return contiguous;
    }

    /// The sizes. Shared: read only.
    public int[] sizes() {
        return sizes;
    }

    /// The strides. Shared: read only.
    public long[] strides() {
        return strides;
    }

    /// Whether both layouts have the same sizes.
    public boolean sameSizes(Layout other) {
        return this == other || Arrays.equals(sizes, other.sizes);
    }

    /// `dim` counted from the front.
    ///
    /// @throws IndexOutOfBoundsException naming the operation and the sizes if there is no such dimension
    public int dim(String op, int dim) {
        if (sizes.length == 0 && op.equals("size"))
            throw new IndexOutOfBoundsException("size: a tensor of shape [] has no dimension " + dim
                    + "; numel() is 1, and view(1) gives it a dimension");
        int rank = Math.max(1, sizes.length); // a scalar takes 0 and -1, as in PyTorch
        if (dim < -rank || dim >= rank)
            throw new IndexOutOfBoundsException(
                    op + ": dimension " + dim + " of " + this + " does not exist; use " + -rank + " to " + (rank - 1));
        return dim < 0 ? dim + rank : dim;
    }

    /// The same elements with dimensions in another order: dimension `d` of the result is `order[d]` of this.
    public Layout permute(int... order) {
        int[] newSizes = new int[order.length];
        long[] newStrides = new long[order.length];
        for (int d = 0; d < order.length; d++) {
            newSizes[d] = sizes[order[d]];
            newStrides[d] = strides[order[d]];
        }
        return new Layout(newSizes, newStrides, offset);
    }

    /// The layout without dimension `d`, at position `index` of it.
    public Layout select(int d, int index) {
        return new Layout(without(sizes, d), without(strides, d), offset + index * strides[d]);
    }

    /// The layout of `length` elements along dimension `d`, from `start` in steps of `step`.
    public Layout slice(int d, int start, int length, int step) {
        int[] newSizes = sizes.clone();
        long[] newStrides = strides.clone();
        newSizes[d] = length;
        newStrides[d] = strides[d] * step;
        return new Layout(newSizes, newStrides, length == 0 ? offset : offset + start * strides[d]);
    }

    /// The layout with a new dimension of size 1 at position `d`.
    public Layout unsqueeze(int d) {
        int[] newSizes = new int[sizes.length + 1];
        long[] newStrides = new long[sizes.length + 1];
        for (int i = 0, j = 0; i < newSizes.length; i++) {
            newSizes[i] = i == d ? 1 : sizes[j];
            newStrides[i] = i == d ? (j < sizes.length ? sizes[j] * strides[j] : 1) : strides[j];
            if (i != d) j++;
        }
        return new Layout(newSizes, newStrides, offset);
    }

    /// The layout without dimension `d`, which must have size 1.
    public Layout squeeze(int d) {
        return new Layout(without(sizes, d), without(strides, d), offset);
    }

    /// This layout stretched to larger sizes: dimensions of size 1, and missing ones in front, repeat with stride
    /// 0.
    public Layout expand(int... target) {
        long[] newStrides = new long[target.length];
        long count = 1;
        for (int size : target) count = times(count, size, target);
        int shift = target.length - sizes.length;
        for (int d = shift; d < target.length; d++)
            newStrides[d] = sizes[d - shift] == target[d] ? strides[d - shift] : 0;
        return new Layout(target, newStrides, offset);
    }

    /// The same elements in the same order with other sizes, without a copy; null where that cannot be.
    public @Nullable Layout reshape(int... target) {
        if (contiguous) {
            Layout dense = contiguous(target);
            return offset == 0 ? dense : new Layout(dense.sizes, dense.strides, offset);
        }
        long[] newStrides = new long[target.length];
        int t = target.length - 1;
        int last = sizes.length - 1;
        for (int d = last; d >= 0; d--) { // find runs of old dimensions that lie densely, and cover each by new ones
            boolean runGoesOn =
                    d > 0 && (sizes[d - 1] == 1 || strides[d - 1] == strides[last] * product(sizes, d, last));
            if (runGoesOn) continue;
            long have = product(sizes, d, last);
            long covered = 1;
            while (t >= 0 && (covered < have || target[t] == 1)) {
                newStrides[t] = covered * strides[last];
                covered *= target[t--];
            }
            if (covered != have) return null;
            last = d - 1;
        }
        return t < 0 ? new Layout(target.clone(), newStrides, offset) : null;
    }

    private static long product(int[] sizes, int from, int to) {
        long product = 1;
        for (int d = from; d <= to; d++) product *= sizes[d];
        return product;
    }

    private static int[] without(int[] values, int d) {
        int[] rest = new int[values.length - 1];
        System.arraycopy(values, 0, rest, 0, d);
        System.arraycopy(values, d + 1, rest, d, rest.length - d);
        return rest;
    }

    private static long[] without(long[] values, int d) {
        long[] rest = new long[values.length - 1];
        System.arraycopy(values, 0, rest, 0, d);
        System.arraycopy(values, d + 1, rest, d, rest.length - d);
        return rest;
    }

    /// The sizes, as `[32, 784]`.
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
