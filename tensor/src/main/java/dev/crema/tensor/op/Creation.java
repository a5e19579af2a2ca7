package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Elements;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Tensors from numbers, arrays, lists and rules.
public final class Creation {
    private static final int PORTION = 4096;

    private Creation() {}

    private static Tensor allocate(DType dtype, int... sizes) {
        for (int size : sizes)
            if (size < 0) throw new IllegalArgumentException("a size cannot be negative: " + Arrays.toString(sizes));
        return Kernels.allocate("creation", dtype, Layout.contiguous(sizes));
    }

    /// The type of a tensor made from this number alone.
    public static DType typeOf(Number value) {
        boolean decimal = value instanceof Double || value instanceof Float || value instanceof BigDecimal;
        return decimal ? DType.defaultFloat() : DType.INT64;
    }

    public static Tensor of(DType dtype, int... values) {
        Tensor out = allocate(dtype, values.length);
        long address = out.storage().address();
        for (int i = 0; i < values.length; i++) Elements.setLong(dtype, address + (long) i * dtype.bytes(), values[i]);
        return out;
    }

    public static Tensor of(DType dtype, long... values) {
        Tensor out = allocate(dtype, values.length);
        long address = out.storage().address();
        for (int i = 0; i < values.length; i++) Elements.setLong(dtype, address + (long) i * dtype.bytes(), values[i]);
        return out;
    }

    public static Tensor of(DType dtype, float... values) {
        Tensor out = allocate(dtype, values.length);
        long address = out.storage().address();
        if (dtype == DType.FLOAT32)
            MemorySegment.copy(values, 0, NativeMemory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address, values.length);
        else for (int i = 0; i < values.length; i++) Elements.set(dtype, address + (long) i * dtype.bytes(), values[i]);
        return out;
    }

    public static Tensor of(DType dtype, double... values) {
        Tensor out = allocate(dtype, values.length);
        long address = out.storage().address();
        for (int i = 0; i < values.length; i++) Elements.set(dtype, address + (long) i * dtype.bytes(), values[i]);
        return out;
    }

    public static Tensor of(DType dtype, boolean... values) {
        Tensor out = allocate(dtype, values.length);
        long address = out.storage().address();
        for (int i = 0; i < values.length; i++)
            Elements.setLong(dtype, address + (long) i * dtype.bytes(), values[i] ? 1 : 0);
        return out;
    }

    /// Nested arrays or lists of numbers or booleans.
    ///
    /// @param dtype null to take what the numbers say
    public static Tensor nested(@Nullable DType dtype, Object nested) {
        List<Integer> sizes = new ArrayList<>();
        for (Object level = nested; isList(level); level = element(level, 0)) {
            sizes.add(length(level));
            if (length(level) == 0) break;
        }
        int[] shape = sizes.stream().mapToInt(Integer::intValue).toArray();
        List<Object> flat = new ArrayList<>();
        flatten(nested, shape, 0, flat);
        DType found = DType.BOOL;
        for (Object value : flat) if (value instanceof Number number) found = DType.promote(found, typeOf(number));
        if (flat.isEmpty()) found = DType.defaultFloat();
        Tensor out = allocate(dtype == null ? found : dtype, shape);
        int bytes = out.dtype().bytes();
        long address = out.storage().address();
        for (int i = 0; i < flat.size(); i++) {
            Object value = flat.get(i);
            long at = address + (long) i * bytes;
            if (value instanceof Boolean flag) Elements.setLong(out.dtype(), at, flag ? 1 : 0);
            else if (value instanceof Number number && typeOf(number) == DType.INT64)
                Elements.setLong(out.dtype(), at, number.longValue());
            else if (value instanceof Number number) Elements.set(out.dtype(), at, number.doubleValue());
        }
        return out;
    }

    private static void flatten(Object level, int[] shape, int depth, List<Object> flat) {
        if (depth == shape.length) {
            if (!(level instanceof Number) && !(level instanceof Boolean))
                throw new IllegalArgumentException("Tensor.of: needs numbers, found "
                        + (level == null ? "null" : level.getClass().getSimpleName() + " " + level));
            flat.add(level);
            return;
        }
        if (!isList(level) || length(level) != shape[depth])
            throw new IllegalArgumentException("Tensor.of: the rows differ in length: expected " + shape[depth]
                    + " in dimension " + depth + ", found " + (isList(level) ? length(level) : "a single value")
                    + "; all rows must be equally long");
        for (int i = 0; i < shape[depth]; i++) flatten(element(level, i), shape, depth + 1, flat);
    }

    private static boolean isList(Object level) {
        return level instanceof List || level != null && level.getClass().isArray();
    }

    private static int length(Object level) {
        return level instanceof List<?> list ? list.size() : Array.getLength(level);
    }

    private static Object element(Object level, int i) {
        return level instanceof List<?> list ? list.get(i) : Array.get(level, i);
    }

    public static Tensor scalar(Number value) {
        DType dtype = typeOf(value);
        Tensor out = allocate(dtype);
        if (dtype == DType.INT64) NativeMemory.setLong(out.storage().address(), value.longValue());
        else Elements.set(dtype, out.storage().address(), value.doubleValue());
        return out;
    }

    public static Tensor full(DType dtype, Number value, int... sizes) {
        Tensor out = allocate(dtype, sizes);
        Copying.assign(out, value);
        return out;
    }

    /// Zeros like a tensor, in memory that no step frees.
    public static Tensor keptLike(Tensor other) {
        Layout layout = Layout.contiguous(other.layout().sizes());
        Tensor out = Tensor.wrap(Memory.allocateKept(other.dtype(), layout.numel(), "zerosLike"), layout);
        Kernels.fill(out, 0);
        return out;
    }

    public static Tensor eye(int n) {
        Tensor out = full(DType.defaultFloat(), 0, n, n);
        for (int i = 0; i < n; i++) Elementwise.set(out, (long) i * n + i, 1);
        return out;
    }

    public static Tensor arange(Number start, Number end, Number step) {
        DType dtype = DType.promote(DType.promote(typeOf(start), typeOf(end)), typeOf(step));
        double steps = steps(dtype, start, end, step);
        if (step.doubleValue() == 0 || steps < 0)
            throw new IllegalArgumentException("arange: from " + start + " to " + end + " in steps of " + step
                    + " never ends; the step must lead from start to end");
        boolean finite = Double.isFinite(start.doubleValue()) && Double.isFinite(end.doubleValue());
        if (!finite || !(steps <= Integer.MAX_VALUE))
            throw new IllegalArgumentException("arange: from " + start + " to " + end + " in steps of " + step
                    + " are not finitely many numbers that a dimension can hold (" + Integer.MAX_VALUE + ")");
        int count = (int) Math.ceil(steps);
        Tensor out = allocate(dtype, count);
        for (int i = 0; i < count; i++) {
            if (dtype == DType.INT64)
                NativeMemory.setLong(out.storage().address() + 8L * i, start.longValue() + i * step.longValue());
            else Elementwise.set(out, i, start.doubleValue() + i * step.doubleValue());
        }
        return out;
    }

    /// How many steps lead from start to end, whole or not; exact where whole numbers have more digits than a double.
    private static double steps(DType dtype, Number start, Number end, Number step) {
        if (dtype != DType.INT64 || step.longValue() == 0)
            return (end.doubleValue() - start.doubleValue()) / step.doubleValue();
        BigInteger[] steps = BigInteger.valueOf(end.longValue())
                .subtract(BigInteger.valueOf(start.longValue()))
                .divideAndRemainder(BigInteger.valueOf(step.longValue()));
        return steps[0].doubleValue() + steps[1].doubleValue() / step.doubleValue();
    }

    public static Tensor linspace(double start, double end, int count) {
        Tensor out = allocate(DType.defaultFloat(), count);
        double step = count > 1 ? (end - start) / (count - 1) : 0;
        // from both ends towards the middle, so that both bounds are met exactly
        for (int i = 0; i < count; i++)
            Elementwise.set(out, i, i < (count + 1) / 2 ? start + i * step : end - (count - 1 - i) * step);
        return out;
    }

    /// Values drawn one by one, in row-major order.
    public static Tensor filled(DType dtype, DoubleSupplier values, int... sizes) {
        if (dtype == DType.FLOAT32)
            return filled(
                    (part, count) -> {
                        for (int i = 0; i < count; i++) part[i] = (float) values.getAsDouble();
                    },
                    sizes);
        Tensor out = allocate(dtype, sizes);
        long count = out.numel();
        for (long i = 0; i < count; i++) Elementwise.set(out, i, values.getAsDouble());
        return out;
    }

    /// float32 values drawn in portions, in row-major order. Portions are arrays of Java: before the JIT compiler
    /// has seen the loop, storing into native memory one by one takes ten times as long.
    public static Tensor filled(Portion values, int... sizes) {
        Tensor out = allocate(DType.FLOAT32, sizes);
        long address = out.storage().address();
        long count = out.numel();
        float[] part = new float[(int) Math.min(count, PORTION)];
        for (long done = 0; done < count; done += part.length) {
            int length = (int) Math.min(part.length, count - done);
            values.draw(part, length);
            MemorySegment.copy(part, 0, NativeMemory.ALL, ValueLayout.JAVA_FLOAT_UNALIGNED, address + 4 * done, length);
        }
        return out;
    }

    /// Where the values of a new tensor come from.
    public interface Portion {
        /// Puts the next `count` values at the start of `into`.
        void draw(float[] into, int count);
    }
}
