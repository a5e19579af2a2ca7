package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.layout.StridedLoop;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;

/// Plain loops, in double precision: slow, obvious and complete. Every other backend is tested against it, and
/// falls back to it for what it has no kernel for.
public class ReferenceBackend implements Backend {

    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public void unary(UnaryKernel kernel, Storage x, Layout xLayout, Storage out, Layout outLayout) {
        DType from = x.dtype();
        DType to = out.dtype();
        boolean integers = !from.isFloating() && (kernel == UnaryKernel.COPY || from == to);
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long source = x.address() + offsets[0] * from.bytes();
                    long target = out.address() + offsets[1] * to.bytes();
                    for (long i = 0; i < count; i++) {
                        if (integers) Elements.setLong(to, target, kernel.apply(Elements.getLong(from, source)));
                        else Elements.set(to, target, kernel.apply(Elements.get(from, source)));
                        source += strides[0] * from.bytes();
                        target += strides[1] * to.bytes();
                    }
                },
                xLayout,
                outLayout);
    }

    @Override
    public void binary(
            BinaryKernel kernel, Storage a, Layout aLayout, Storage b, Layout bLayout, Storage out, Layout outLayout) {
        DType from = a.dtype();
        DType to = out.dtype();
        boolean integers = !from.isFloating();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long first = a.address() + offsets[0] * from.bytes();
                    long second = b.address() + offsets[1] * from.bytes();
                    long target = out.address() + offsets[2] * to.bytes();
                    for (long i = 0; i < count; i++) {
                        if (integers)
                            Elements.setLong(
                                    to,
                                    target,
                                    kernel.apply(Elements.getLong(from, first), Elements.getLong(from, second)));
                        else
                            Elements.set(
                                    to, target, kernel.apply(Elements.get(from, first), Elements.get(from, second)));
                        first += strides[0] * from.bytes();
                        second += strides[1] * from.bytes();
                        target += strides[2] * to.bytes();
                    }
                },
                aLayout,
                bLayout,
                outLayout);
    }

    @Override
    public void scalar(BinaryKernel kernel, Storage x, Layout xLayout, double scalar, Storage out, Layout outLayout) {
        DType from = x.dtype();
        DType to = out.dtype();
        boolean integers = !from.isFloating();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long source = x.address() + offsets[0] * from.bytes();
                    long target = out.address() + offsets[1] * to.bytes();
                    for (long i = 0; i < count; i++) {
                        if (integers)
                            Elements.setLong(to, target, kernel.apply(Elements.getLong(from, source), (long) scalar));
                        else Elements.set(to, target, kernel.apply(Elements.get(from, source), scalar));
                        source += strides[0] * from.bytes();
                        target += strides[1] * to.bytes();
                    }
                },
                xLayout,
                outLayout);
    }

    @Override
    public void select(
            Storage mask,
            Layout maskLayout,
            Storage a,
            Layout aLayout,
            Storage b,
            Layout bLayout,
            Storage out,
            Layout outLayout) {
        int bytes = out.dtype().bytes();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    for (long i = 0; i < count; i++) {
                        boolean first = NativeMemory.getByte(mask.address() + offsets[0] + i * strides[0]) != 0;
                        Storage source = first ? a : b;
                        int operand = first ? 1 : 2;
                        long from = source.address() + (offsets[operand] + i * strides[operand]) * bytes;
                        NativeMemory.copy(from, out.address() + (offsets[3] + i * strides[3]) * bytes, bytes);
                    }
                },
                maskLayout,
                aLayout,
                bLayout,
                outLayout);
    }

    @Override
    public void fill(Storage out, Layout outLayout, double value) {
        DType to = out.dtype();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long target = out.address() + offsets[0] * to.bytes();
                    for (long i = 0; i < count; i++, target += strides[0] * to.bytes()) Elements.set(to, target, value);
                },
                outLayout);
    }

    @Override
    public void addScaled(double alpha, Storage x, Layout xLayout, Storage y, Layout yLayout) {
        DType dtype = y.dtype();
        StridedLoop.over(
                (offsets, strides, count) -> {
                    long source = x.address() + offsets[0] * dtype.bytes();
                    long target = y.address() + offsets[1] * dtype.bytes();
                    for (long i = 0; i < count; i++) {
                        Elements.set(dtype, target, Elements.get(dtype, target) + alpha * Elements.get(dtype, source));
                        source += strides[0] * dtype.bytes();
                        target += strides[1] * dtype.bytes();
                    }
                },
                xLayout,
                yLayout);
    }

    @Override
    public void reduce(ReductionKernel kernel, Storage x, Layout xLayout, int kept, Storage out) {
        ReferenceReductions.reduce(kernel, x, xLayout, kept, out);
    }

    @Override
    public void position(ReductionKernel kernel, Storage x, Layout xLayout, Storage out) {
        ReferenceReductions.position(kernel, x, xLayout, out);
    }

    @Override
    public void softmax(boolean logarithm, Storage x, Layout xLayout, Storage out) {
        int last = xLayout.dim() - 1;
        int n = xLayout.size(last);
        long stride = xLayout.stride(last);
        DType dtype = x.dtype();
        long[] row = {0};
        StridedLoop.over(
                (offsets, strides, count) -> {
                    for (long i = 0; i < count; i++) {
                        long source = x.address() + (offsets[0] + i * strides[0]) * dtype.bytes();
                        long target = out.address() + row[0]++ * n * dtype.bytes();
                        softmaxRow(logarithm, dtype, source, stride, n, target);
                    }
                },
                xLayout.select(last, 0));
    }

    private static void softmaxRow(boolean logarithm, DType dtype, long source, long stride, int n, long target) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) max = Math.max(max, Elements.get(dtype, source + j * stride * dtype.bytes()));
        double sum = 0;
        for (int j = 0; j < n; j++)
            sum += StrictMath.exp(Elements.get(dtype, source + j * stride * dtype.bytes()) - max);
        for (int j = 0; j < n; j++) {
            double shifted = Elements.get(dtype, source + j * stride * dtype.bytes()) - max;
            double value = logarithm ? shifted - StrictMath.log(sum) : StrictMath.exp(shifted) / sum;
            Elements.set(dtype, target + (long) j * dtype.bytes(), value);
        }
    }

    @Override
    public void squaredError(Storage x, Layout xLayout, Storage y, Layout yLayout, Storage out) {
        DType dtype = x.dtype();
        long bytes = dtype.bytes();
        long n = xLayout.numel();
        double sum = 0;
        for (long i = 0; i < n; i++) {
            double difference = Elements.get(dtype, x.address() + (xLayout.offset() + i) * bytes)
                    - Elements.get(dtype, y.address() + (yLayout.offset() + i) * bytes);
            sum += difference * difference;
        }
        Elements.set(dtype, out.address(), sum / n);
    }

    @Override
    public void crossEntropy(
            Storage logits, int rows, int classes, Storage targets, double scale, Storage losses, Storage gradient) {
        DType dtype = logits.dtype();
        int bytes = dtype.bytes();
        for (int row = 0; row < rows; row++) {
            long source = logits.address() + (long) row * classes * bytes;
            long target = gradient.address() + (long) row * classes * bytes;
            int truth = (int) NativeMemory.getLong(targets.address() + 8L * row);
            softmaxRow(true, dtype, source, 1, classes, target);
            Elements.set(
                    dtype, losses.address() + (long) row * bytes, -Elements.get(dtype, target + (long) truth * bytes));
            for (int j = 0; j < classes; j++) {
                long at = target + (long) j * bytes;
                double probability = StrictMath.exp(Elements.get(dtype, at));
                Elements.set(dtype, at, (probability - (j == truth ? 1 : 0)) * scale);
            }
        }
    }

    @Override
    public void update(UpdateRule rule, Storage parameter, Storage gradient, Storage... state) {
        DType dtype = parameter.dtype();
        double[] s = new double[state.length];
        for (long i = 0; i < parameter.elements(); i++) {
            long at = i * dtype.bytes();
            for (int k = 0; k < s.length; k++) s[k] = Elements.get(dtype, state[k].address() + at);
            double w = Elements.get(dtype, parameter.address() + at);
            double changed = rule.apply(w, Elements.get(dtype, gradient.address() + at), s);
            Elements.set(dtype, parameter.address() + at, changed);
            for (int k = 0; k < s.length; k++) Elements.set(dtype, state[k].address() + at, s[k]);
        }
    }
}
