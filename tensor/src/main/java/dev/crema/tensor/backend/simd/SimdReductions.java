package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums, maxima and softmax of float32 rows in dense memory. The order of additions depends on the sizes alone.
final class SimdReductions {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = S.length();
    private static final long STEP = S.vectorByteSize();
    private static final long PAIR = 2L * LANES;
    private static final int BLOCK = 4096;

    private SimdReductions() {}

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(S, MEMORY, address, ORDER);
    }

    /// A partial vector whose missing lanes hold `filler`.
    private static FloatVector load(long address, long count, float filler) {
        return FloatVector.broadcast(S, filler).blend(load(address), VectorMask.fromLong(S, (1L << count) - 1));
    }

    /// The sum of `count` floats. Blocks are added up in double precision, so that the error does not grow with the
    /// count.
    static double sum(long x, long count) {
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK) sum += sumBlock(x + 4 * done, Math.min(BLOCK, count - done));
        return sum;
    }

    private static float sumBlock(long x, long count) {
        FloatVector first = FloatVector.zero(S);
        FloatVector second = FloatVector.zero(S);
        long left = count;
        for (; left >= PAIR; left -= PAIR, x += 2 * STEP) {
            first = first.add(load(x));
            second = second.add(load(x + STEP));
        }
        if (left >= LANES) {
            first = first.add(load(x));
            left -= LANES;
            x += STEP;
        }
        if (left > 0) second = second.add(load(x, left, 0));
        return SimdMath.sum(first.add(second));
    }

    /// Σ (x − y)² over `count` floats.
    static double squaredDistance(long x, long y, long count) {
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK)
            sum += distanceBlock(x + 4 * done, y + 4 * done, Math.min(BLOCK, count - done));
        return sum;
    }

    private static float distanceBlock(long x, long y, long count) {
        FloatVector sum = FloatVector.zero(S);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, y += STEP) {
            FloatVector difference = load(x).sub(load(y));
            sum = difference.fma(difference, sum);
        }
        if (left > 0) {
            FloatVector difference = load(x, left, 0).sub(load(y, left, 0));
            sum = difference.fma(difference, sum);
        }
        return SimdMath.sum(sum);
    }

    /// `out[j]` = Σ over `rows` of `x[row, j]`, for `columns` floats.
    static void sumRows(long x, long rowBytes, long rows, long columns, long out) {
        long left = columns;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP)
            column(x, rowBytes, rows).intoMemorySegment(MEMORY, out, ORDER);
        if (left > 0)
            column(x, rowBytes, rows).intoMemorySegment(MEMORY, out, ORDER, VectorMask.fromLong(S, (1L << left) - 1));
    }

    /// The sums of some rows at a time are added up, so that the error grows with their number only.
    private static FloatVector column(long x, long rowBytes, long rows) {
        FloatVector sum = FloatVector.zero(S);
        for (long done = 0; done < rows; done += BLOCK)
            sum = sum.add(columnBlock(x + done * rowBytes, rowBytes, Math.min(BLOCK, rows - done)));
        return sum;
    }

    private static FloatVector columnBlock(long x, long rowBytes, long rows) {
        FloatVector sum = FloatVector.zero(S);
        long at = x;
        for (long row = 0; row < rows; row++, at += rowBytes) sum = sum.add(load(at));
        return sum;
    }

    /// The largest of `count` floats; NaN if one is NaN.
    static float max(long x, long count) {
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP) most = most.max(load(x));
        if (left > 0) most = most.max(load(x, left, Float.NEGATIVE_INFINITY));
        return most.reduceLanes(VectorOperators.MAX);
    }

    /// Writes exp(x − shift) and returns the sum of what it wrote.
    static float exponentials(long x, float shift, long out, long count) {
        FloatVector sum = FloatVector.zero(S);
        for (long left = count; left > 0; left -= LANES, x += STEP, out += STEP) {
            FloatVector e = SimdMath.exp(load(x).sub(shift));
            if (left >= LANES) {
                e.intoMemorySegment(MEMORY, out, ORDER);
                sum = sum.add(e);
            } else {
                VectorMask<Float> real = VectorMask.fromLong(S, (1L << left) - 1);
                e.intoMemorySegment(MEMORY, out, ORDER, real);
                sum = sum.add(FloatVector.zero(S).blend(e, real));
            }
        }
        return SimdMath.sum(sum);
    }

    /// `out = x · factor + term`.
    static void scale(long x, float factor, float term, long out, long count) {
        FloatVector times = FloatVector.broadcast(S, factor);
        FloatVector plus = FloatVector.broadcast(S, term);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP)
            load(x).fma(times, plus).intoMemorySegment(MEMORY, out, ORDER);
        if (left > 0)
            load(x).fma(times, plus).intoMemorySegment(MEMORY, out, ORDER, VectorMask.fromLong(S, (1L << left) - 1));
    }
}
