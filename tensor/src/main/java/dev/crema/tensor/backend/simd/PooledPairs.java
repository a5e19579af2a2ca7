package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Maxima of windows of two by two elements that lie side by side, and where they are: a vector of them at once.
final class PooledPairs {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int TOGETHER = S.length();
    private static final long VECTOR = S.vectorByteSize();
    /// Lanes 0, 2, …, twice; and 1, 3, …
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, lane -> 2 * lane % TOGETHER);

    private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(S, lane -> (2 * lane + 1) % TOGETHER);

    private PooledPairs() {}

    /// One row of outputs, as far as nothing behind the inputs is read, or behind the outputs written: stores of a part
    /// of a vector are slow on some processors.
    ///
    /// @param plane the first element of the plane
    /// @param first the number in it of the first element of the row
    /// @param inputsEnd behind the last element of all planes
    /// @param end behind the last output; what is written behind the row but before it is overwritten later
    /// @return how many outputs were computed
    static int row(long plane, int first, int width, long inputsEnd, int outputs, long y, long positions, long end) {
        int j = 0;
        for (; j < outputs; j += TOGETHER) {
            int at = first + 2 * j;
            long x = plane + 4L * at;
            if (x + 4L * width + 2 * VECTOR > inputsEnd || y + 4L * j + VECTOR > end) return j;
            locate(x, 4L * width, at, width, y + 4L * j, positions + 4L * j);
        }
        return outputs;
    }

    private static void locate(long x, long pitch, int at, int width, long y, long positions) {
        VectorMask<Float> upper = VectorMask.fromLong(S, -1L << TOGETHER / 2);
        FloatVector a = FloatVector.fromMemorySegment(S, MEMORY, x, ORDER);
        FloatVector b = FloatVector.fromMemorySegment(S, MEMORY, x + VECTOR, ORDER);
        FloatVector c = FloatVector.fromMemorySegment(S, MEMORY, x + pitch, ORDER);
        FloatVector d = FloatVector.fromMemorySegment(S, MEMORY, x + pitch + VECTOR, ORDER);
        FloatVector most = a.rearrange(EVEN).blend(b.rearrange(EVEN), upper);
        FloatVector second = a.rearrange(ODD).blend(b.rearrange(ODD), upper);
        FloatVector third = c.rearrange(EVEN).blend(d.rearrange(EVEN), upper);
        FloatVector fourth = c.rearrange(ODD).blend(d.rearrange(ODD), upper);
        IntVector best = IntVector.zero(I).addIndex(2).add(at);
        IntVector start = best;
        VectorMask<Float> larger = second.compare(VectorOperators.GT, most).or(second.test(VectorOperators.IS_NAN));
        most = most.blend(second, larger);
        best = best.blend(start.add(1), larger.cast(I));
        larger = third.compare(VectorOperators.GT, most).or(third.test(VectorOperators.IS_NAN));
        most = most.blend(third, larger);
        best = best.blend(start.add(width), larger.cast(I));
        larger = fourth.compare(VectorOperators.GT, most).or(fourth.test(VectorOperators.IS_NAN));
        most = most.blend(fourth, larger);
        best = best.blend(start.add(width + 1), larger.cast(I));
        most.intoMemorySegment(MEMORY, y, ORDER);
        best.intoMemorySegment(MEMORY, positions, ORDER);
    }
}
