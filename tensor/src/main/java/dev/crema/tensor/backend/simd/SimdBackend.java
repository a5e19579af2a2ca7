package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.ReductionKernel;
import dev.crema.tensor.backend.ReferenceBackend;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.backend.Workers;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.layout.StridedLoop;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Vector kernels for float32 data whose innermost runs are dense or a single number; everything else goes to the
/// reference backend.
public final class SimdBackend extends ReferenceBackend {
    private static final long STEP = FloatVector.SPECIES_PREFERRED.vectorByteSize();
    /// Fewer elements are computed by one thread.
    private static final int MANY = 100_000;

    private final ThreadLocal<Constants> constants = ThreadLocal.withInitial(Constants::new);

    @Override
    public String name() {
        return "Vector API (" + 8 * STEP + " bits)";
    }

    private static boolean isFloat(Storage... storages) {
        for (Storage storage : storages) if (storage.dtype() != DType.FLOAT32) return false;
        return true;
    }

    private static boolean isDense(Storage storage, Layout layout) {
        return storage.dtype() == DType.FLOAT32 && layout.isContiguous();
    }

    private static long address(Storage storage, Layout layout) {
        return storage.address() + 4 * layout.offset();
    }

    @Override
    public void unary(UnaryKernel kernel, Storage x, Layout xLayout, Storage out, Layout outLayout) {
        if (isDense(x, xLayout) && isDense(out, outLayout) && SimdLoops.handles(kernel))
            dense(kernel, address(x, xLayout), address(out, outLayout), xLayout.numel());
        else if (kernel == UnaryKernel.COPY && Conversions.handles(x.dtype(), out.dtype()))
            copy(x, xLayout, out, outLayout);
        else super.unary(kernel, x, xLayout, out, outLayout);
    }

    private static void dense(UnaryKernel kernel, long x, long out, long count) {
        int effort = kernel == UnaryKernel.COPY || kernel == UnaryKernel.RELU ? 1 : 4;
        if (count < MANY) WarmLoops.unary(kernel, x, out, count);
        else Workers.overElements(count, effort, (from, n) -> WarmLoops.unary(kernel, x + 4 * from, out + 4 * from, n));
    }

    private static void dense(BinaryKernel kernel, long a, long b, long out, long count) {
        if (count < MANY) WarmLoops.binary(kernel, a, STEP, b, STEP, out, count);
        else
            Workers.overElements(
                    count,
                    2,
                    (from, n) -> WarmLoops.binary(kernel, a + 4 * from, STEP, b + 4 * from, STEP, out + 4 * from, n));
    }

    private static void copy(Storage x, Layout xLayout, Storage out, Layout outLayout) {
        if (repeatsRow(x, xLayout) && isDense(out, outLayout)) {
            repeatRow(address(x, xLayout), address(out, outLayout), outLayout.size(0), outLayout.size(1));
            return;
        }
        int from = x.dtype().bytes();
        int to = out.dtype().bytes();
        StridedLoop.over(
                (offsets, strides, count) -> Conversions.copy(
                        x.dtype(),
                        x.address() + offsets[0] * from,
                        strides[0] * from,
                        out.dtype(),
                        out.address() + offsets[1] * to,
                        strides[1] * to,
                        count),
                xLayout,
                outLayout);
    }

    /// Whether all rows are one, as a bias is that is added to a batch.
    private static boolean repeatsRow(Storage x, Layout layout) {
        return x.dtype() == DType.FLOAT32 && layout.dim() == 2 && layout.stride(0) == 0 && layout.stride(1) == 1;
    }

    private static void repeatRow(long x, long out, int rows, int columns) {
        if (columns == 1) WarmLoops.fill(out, rows, NativeMemory.getFloat(x));
        else for (int row = 0; row < rows; row++) NativeMemory.copy(x, out + 4L * row * columns, 4L * columns);
    }

    @Override
    public void binary(
            BinaryKernel kernel, Storage a, Layout aLayout, Storage b, Layout bLayout, Storage out, Layout outLayout) {
        if (!isFloat(a, b, out) || !SimdLoops.handles(kernel)) {
            super.binary(kernel, a, aLayout, b, bLayout, out, outLayout);
        } else if (aLayout.isContiguous() && bLayout.isContiguous() && outLayout.isContiguous()) {
            dense(kernel, address(a, aLayout), address(b, bLayout), address(out, outLayout), outLayout.numel());
        } else if (runs(aLayout) && runs(bLayout) && runs(outLayout)) {
            inRuns(kernel, a, aLayout, b, bLayout, out, outLayout);
        } else {
            super.binary(kernel, a, aLayout, b, bLayout, out, outLayout);
        }
    }

    /// Whether the innermost dimension that is not 1 is dense, or repeats one element.
    private static boolean runs(Layout layout) {
        int d = layout.dim() - 1;
        while (d >= 0 && layout.size(d) == 1) d--;
        return d < 0 || layout.stride(d) == 1 || layout.stride(d) == 0;
    }

    private void inRuns(
            BinaryKernel kernel, Storage a, Layout aLayout, Storage b, Layout bLayout, Storage out, Layout outLayout) {
        Constants repeated = constants.get();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long first = a.address() + 4 * offsets[0];
                    long second = b.address() + 4 * offsets[1];
                    boolean repeatsFirst = strides[0] == 0;
                    boolean repeatsSecond = strides[1] == 0;
                    WarmLoops.binary(
                            kernel,
                            repeatsFirst ? repeated.first(NativeMemory.getFloat(first)) : first,
                            repeatsFirst ? 0 : STEP,
                            repeatsSecond ? repeated.second(NativeMemory.getFloat(second)) : second,
                            repeatsSecond ? 0 : STEP,
                            out.address() + 4 * offsets[2],
                            count);
                },
                aLayout,
                bLayout,
                outLayout);
    }

    @Override
    public void scalar(BinaryKernel kernel, Storage x, Layout xLayout, double scalar, Storage out, Layout outLayout) {
        if (isDense(x, xLayout) && isDense(out, outLayout) && SimdLoops.handles(kernel))
            WarmLoops.binary(
                    kernel,
                    address(x, xLayout),
                    STEP,
                    constants.get().second((float) scalar),
                    0,
                    address(out, outLayout),
                    outLayout.numel());
        else super.scalar(kernel, x, xLayout, scalar, out, outLayout);
    }

    @Override
    public void fill(Storage out, Layout outLayout, double value) {
        if (isDense(out, outLayout)) WarmLoops.fill(address(out, outLayout), outLayout.numel(), (float) value);
        else super.fill(out, outLayout, value);
    }

    @Override
    public void addScaled(double alpha, Storage x, Layout xLayout, Storage y, Layout yLayout) {
        if (isDense(x, xLayout) && isDense(y, yLayout))
            WarmLoops.addScaled((float) alpha, address(x, xLayout), address(y, yLayout), yLayout.numel());
        else super.addScaled(alpha, x, xLayout, y, yLayout);
    }

    @Override
    public void reduce(ReductionKernel kernel, Storage x, Layout xLayout, int kept, Storage out) {
        boolean canSum = kernel == ReductionKernel.SUM && x.dtype() == DType.FLOAT32 && xLayout.numel() > 0;
        if (canSum && rowsAreDense(xLayout, kept)) sumDenseRuns(x, xLayout, kept, out);
        else if (canSum && isColumnSum(xLayout, kept))
            WarmLoops.sumRows(
                    address(x, xLayout), 4 * xLayout.stride(kept), xLayout.size(kept), out.elements(), out.address());
        else super.reduce(kernel, x, xLayout, kept, out);
    }

    /// Whether the innermost reduced dimension that is not 1 is dense; the stride of a size of 1 says nothing.
    private static boolean rowsAreDense(Layout layout, int kept) {
        int d = layout.dim() - 1;
        while (d >= kept && layout.size(d) == 1) d--;
        return d < kept || layout.stride(d) == 1;
    }

    /// One reduced dimension, and kept ones that lie densely.
    private static boolean isColumnSum(Layout layout, int kept) {
        if (layout.dim() != kept + 1) return false;
        long dense = 1;
        for (int d = kept - 1; d >= 0; d--) {
            if (layout.size(d) != 1 && layout.stride(d) != dense) return false;
            dense *= layout.size(d);
        }
        return true;
    }

    private static void sumDenseRuns(Storage x, Layout xLayout, int kept, Storage out) {
        if (xLayout.isContiguous()) {
            sumRows(address(x, xLayout), xLayout.numel() / out.elements(), out);
            return;
        }
        Layout outer = part(xLayout, 0, kept, xLayout.offset());
        Layout inner = part(xLayout, kept, xLayout.dim(), 0);
        long[] cell = {out.address()};
        double[] sum = {0};
        long[] start = {0};
        StridedLoop.Run addRun =
                (offsets, strides, count) -> sum[0] += WarmLoops.sum(x.address() + 4 * (start[0] + offsets[0]), count);
        StridedLoop.over(
                (offsets, strides, count) -> {
                    for (long i = 0; i < count; i++, cell[0] += 4) {
                        start[0] = offsets[0] + i * strides[0];
                        sum[0] = 0;
                        StridedLoop.over(addRun, inner);
                        NativeMemory.setFloat(cell[0], (float) sum[0]);
                    }
                },
                outer);
    }

    /// Rows of `n` that lie one behind the other.
    private static void sumRows(long source, long n, Storage out) {
        long cell = out.address();
        long end = cell + 4 * out.elements();
        for (; cell < end; cell += 4, source += 4 * n) NativeMemory.setFloat(cell, (float) WarmLoops.sum(source, n));
    }

    private static Layout part(Layout layout, int from, int to, long offset) {
        return Layout.of(
                Arrays.copyOfRange(layout.sizes(), from, to), Arrays.copyOfRange(layout.strides(), from, to), offset);
    }

    @Override
    public void squaredError(Storage x, Layout xLayout, Storage y, Layout yLayout, Storage out) {
        long n = xLayout.numel();
        if (x.dtype() != DType.FLOAT32 || n == 0) super.squaredError(x, xLayout, y, yLayout, out);
        else
            NativeMemory.setFloat(out.address(), (float)
                    (WarmLoops.squaredDistance(address(x, xLayout), address(y, yLayout), n) / n));
    }

    @Override
    public void softmax(boolean logarithm, Storage x, Layout xLayout, Storage out) {
        int last = xLayout.dim() - 1;
        if (!isDense(x, xLayout) || xLayout.size(last) == 0) {
            super.softmax(logarithm, x, xLayout, out);
            return;
        }
        int n = xLayout.size(last);
        long source = address(x, xLayout);
        long target = out.address();
        for (long row = 0; row < xLayout.numel() / n; row++, source += 4L * n, target += 4L * n) {
            float most = WarmLoops.max(source, n);
            float sum = WarmLoops.exponentials(source, most, target, n);
            if (logarithm) {
                WarmLoops.scale(source, 1, -most, target, n); // in two steps: beside a large `most` the logarithm
                WarmLoops.scale(target, 1, (float) -Math.log(sum), target, n); // would lose its digits
            } else WarmLoops.scale(target, 1 / sum, 0, target, n);
        }
    }

    @Override
    public void crossEntropy(
            Storage logits, int rows, int classes, Storage targets, double scale, Storage losses, Storage gradient) {
        if (!isFloat(logits)) {
            super.crossEntropy(logits, rows, classes, targets, scale, losses, gradient);
            return;
        }
        long source = logits.address();
        long slope = gradient.address();
        for (int row = 0; row < rows; row++, source += 4L * classes, slope += 4L * classes) {
            long truth = 4 * NativeMemory.getLong(targets.address() + 8L * row);
            float most = WarmLoops.max(source, classes);
            float sum = WarmLoops.exponentials(source, most, slope, classes);
            double loss = most + Math.log(sum) - NativeMemory.getFloat(source + truth);
            NativeMemory.setFloat(losses.address() + 4L * row, (float) loss);
            WarmLoops.scale(slope, (float) (scale / sum), 0, slope, classes);
            NativeMemory.setFloat(slope + truth, NativeMemory.getFloat(slope + truth) - (float) scale);
        }
    }

    @Override
    public void update(UpdateRule rule, Storage parameter, Storage gradient, Storage... state) {
        if (!isFloat(parameter) || !SimdUpdates.handles(rule)) {
            super.update(rule, parameter, gradient, state);
            return;
        }
        long w = parameter.address();
        long g = gradient.address();
        long first = state[0].address();
        long second = state.length > 1 ? state[1].address() : 0;
        Workers.overElements(
                parameter.elements(),
                4,
                (from, n) -> WarmLoops.update(
                        rule, n, w + 4 * from, g + 4 * from, first + 4 * from, second == 0 ? 0 : second + 4 * from));
    }

    /// Vectors of equal floats, for operands that are one number.
    private static final class Constants {
        private final Storage memory = Memory.allocateKept(DType.FLOAT32, STEP / 2, "constants");

        long first(float value) {
            return filled(memory.address(), value);
        }

        long second(float value) {
            return filled(memory.address() + STEP, value);
        }

        private static long filled(long address, float value) {
            WarmLoops.fill(address, STEP / 4, value);
            return address;
        }
    }
}
