package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.layout.StridedLoop;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.util.Arrays;

/// The reductions of the reference backend.
final class ReferenceReductions {
    private ReferenceReductions() {}

    static void reduce(ReductionKernel kernel, Storage x, Layout xLayout, int kept, Storage out) {
        Layout outer = leading(xLayout, kept);
        Layout inner = trailing(xLayout, kept);
        long[] cell = {0};
        DType to = out.dtype();
        eachElement(outer, offset -> {
            long target = out.address() + cell[0]++ * to.bytes();
            if (x.dtype().isFloating()) Elements.set(to, target, floats(kernel, x, inner, offset));
            else Elements.setLong(to, target, integers(kernel, x, inner, offset));
        });
    }

    private static double floats(ReductionKernel kernel, Storage x, Layout inner, long offset) {
        double[] result = {
            switch (kernel) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> Double.NEGATIVE_INFINITY;
                case MIN -> Double.POSITIVE_INFINITY;
            }
        };
        eachElement(inner, at -> {
            double value = Elements.get(
                    x.dtype(), x.address() + (offset + at) * x.dtype().bytes());
            result[0] = switch (kernel) {
                case SUM -> result[0] + value;
                case PROD -> result[0] * value;
                case MAX -> Math.max(result[0], value);
                case MIN -> Math.min(result[0], value);
            };
        });
        return result[0];
    }

    private static long integers(ReductionKernel kernel, Storage x, Layout inner, long offset) {
        long[] result = {
            switch (kernel) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> Long.MIN_VALUE;
                case MIN -> Long.MAX_VALUE;
            }
        };
        eachElement(inner, at -> {
            long value = Elements.getLong(
                    x.dtype(), x.address() + (offset + at) * x.dtype().bytes());
            result[0] = switch (kernel) {
                case SUM -> result[0] + value;
                case PROD -> result[0] * value;
                case MAX -> Math.max(result[0], value);
                case MIN -> Math.min(result[0], value);
            };
        });
        return result[0];
    }

    static void position(ReductionKernel kernel, Storage x, Layout xLayout, Storage out) {
        int last = xLayout.dim() - 1;
        int n = xLayout.size(last);
        long stride = xLayout.stride(last);
        DType dtype = x.dtype();
        double sign = kernel == ReductionKernel.MAX ? 1 : -1;
        long[] cell = {0};
        eachElement(leading(xLayout, last), offset -> {
            if (!dtype.isFloating()) {
                NativeMemory.setLong(out.address() + 8 * cell[0]++, position(kernel, x, offset, stride, n));
                return;
            }
            int best = 0;
            double most = Double.NaN;
            for (int j = 0; j < n; j++) {
                double value = sign * Elements.get(dtype, x.address() + (offset + j * stride) * dtype.bytes());
                if (j > 0 && Double.isNaN(most)) break;
                if (j == 0 || value > most || Double.isNaN(value)) {
                    best = j;
                    most = value;
                }
            }
            NativeMemory.setLong(out.address() + 8 * cell[0]++, best);
        });
    }

    private static int position(ReductionKernel kernel, Storage x, long offset, long stride, int n) {
        DType dtype = x.dtype();
        int best = 0;
        long most = 0;
        for (int j = 0; j < n; j++) {
            long value = Elements.getLong(dtype, x.address() + (offset + j * stride) * dtype.bytes());
            if (j == 0 || (kernel == ReductionKernel.MAX ? value > most : value < most)) {
                best = j;
                most = value;
            }
        }
        return best;
    }

    private interface AtOffset {
        void at(long offset);
    }

    private static void eachElement(Layout layout, AtOffset action) {
        StridedLoop.over(
                (offsets, strides, count) -> {
                    for (long i = 0; i < count; i++) action.at(offsets[0] + i * strides[0]);
                },
                layout);
    }

    private static Layout leading(Layout layout, int kept) {
        return Layout.of(Arrays.copyOf(layout.sizes(), kept), Arrays.copyOf(layout.strides(), kept), layout.offset());
    }

    private static Layout trailing(Layout layout, int kept) {
        return Layout.of(
                Arrays.copyOfRange(layout.sizes(), kept, layout.dim()),
                Arrays.copyOfRange(layout.strides(), kept, layout.dim()),
                0);
    }
}
