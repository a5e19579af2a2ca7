package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Runs of floats for normalisation: second moments, and linear combinations. The order of additions depends on the
/// sizes alone.
final class SimdMoments {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = S.length();
    private static final long STEP = S.vectorByteSize();
    private static final int BLOCK = 4096;

    private SimdMoments() {}

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(S, MEMORY, address, ORDER);
    }

    private static void store(FloatVector vector, long address, long count) {
        vector.intoMemorySegment(MEMORY, address, ORDER, VectorMask.fromLong(S, (1L << count) - 1));
    }

    /// Σ (x − mean)².
    static double squaredDeviations(long x, float mean, long count) {
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK)
            sum += squaresOfBlock(x + 4 * done, mean, Math.min(BLOCK, count - done));
        return sum;
    }

    private static float squaresOfBlock(long x, float mean, long count) {
        FloatVector sum = FloatVector.zero(S);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP) {
            FloatVector deviation = load(x).sub(mean);
            sum = deviation.fma(deviation, sum);
        }
        if (left > 0) {
            FloatVector deviation =
                    FloatVector.zero(S).blend(load(x).sub(mean), VectorMask.fromLong(S, (1L << left) - 1));
            sum = deviation.fma(deviation, sum);
        }
        return SimdMath.sum(sum);
    }

    /// Σ dy · (x − mean).
    static double deviationProducts(long dy, long x, float mean, long count) {
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK)
            sum += productsOfBlock(dy + 4 * done, x + 4 * done, mean, Math.min(BLOCK, count - done));
        return sum;
    }

    private static float productsOfBlock(long dy, long x, float mean, long count) {
        FloatVector sum = FloatVector.zero(S);
        long left = count;
        for (; left >= LANES; left -= LANES, dy += STEP, x += STEP) sum = load(dy).fma(load(x).sub(mean), sum);
        if (left > 0) {
            FloatVector product = load(dy).mul(load(x).sub(mean));
            sum = sum.add(FloatVector.zero(S).blend(product, VectorMask.fromLong(S, (1L << left) - 1)));
        }
        return SimdMath.sum(sum);
    }

    /// `out = dy · scale + x · slope + shift`.
    static void combine(long dy, float scale, long x, float slope, float shift, long out, long count) {
        FloatVector first = FloatVector.broadcast(S, scale);
        FloatVector second = FloatVector.broadcast(S, slope);
        FloatVector third = FloatVector.broadcast(S, shift);
        long left = count;
        for (; left >= LANES; left -= LANES, dy += STEP, x += STEP, out += STEP)
            load(dy).fma(first, load(x).fma(second, third)).intoMemorySegment(MEMORY, out, ORDER);
        if (left > 0) store(load(dy).fma(first, load(x).fma(second, third)), out, left);
    }

    /// `out = (x · scale + shift) · weight`, with a weight for each element.
    static void scaleEach(long x, float scale, float shift, long weight, long out, long count) {
        FloatVector times = FloatVector.broadcast(S, scale);
        FloatVector plus = FloatVector.broadcast(S, shift);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, weight += STEP, out += STEP)
            load(x).fma(times, plus).mul(load(weight)).intoMemorySegment(MEMORY, out, ORDER);
        if (left > 0) store(load(x).fma(times, plus).mul(load(weight)), out, left);
    }

    /// `out += (x · scale + shift) · dy`.
    static void addScaledProducts(long x, float scale, float shift, long dy, long out, long count) {
        FloatVector times = FloatVector.broadcast(S, scale);
        FloatVector plus = FloatVector.broadcast(S, shift);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, dy += STEP, out += STEP)
            load(x).fma(times, plus).fma(load(dy), load(out)).intoMemorySegment(MEMORY, out, ORDER);
        if (left > 0) store(load(x).fma(times, plus).fma(load(dy), load(out)), out, left);
    }
}
