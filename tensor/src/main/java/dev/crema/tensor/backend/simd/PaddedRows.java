package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The rows of a matrix in groups of four: the last group is copied to where there are four, and the floats that
/// fill no whole vector to where zeros follow them, so that kernels need neither.
final class PaddedRows {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int GROUP = 4;
    private static final int LANES = 16;
    private static final int VECTOR = 64;

    private Storage memory = Memory.allocateKept(DType.FLOAT32, 1024, "product scratch");
    private long base;
    private long distance;
    private int whole;
    private long lastGroup;
    private long lastDistance;
    private long tails;

    /// Prepares `count` rows of `k` floats.
    ///
    /// @param distance between rows, in bytes
    PaddedRows over(long base, long distance, int count, int k) {
        this.base = base;
        this.distance = distance;
        whole = count / GROUP * GROUP;
        int vectors = Math.ceilDiv(k, LANES);
        lastDistance = (long) vectors * VECTOR;
        boolean hasTail = k % LANES != 0;
        int groups = Math.ceilDiv(count, GROUP);
        long floats =
                (whole < count ? (long) GROUP * vectors * LANES : 0) + (hasTail ? (long) groups * GROUP * LANES : 0);
        if (memory.elements() < floats) memory = Memory.allocateKept(DType.FLOAT32, 2 * floats, "product scratch");
        lastGroup = memory.address();
        tails = lastGroup + (whole < count ? GROUP * lastDistance : 0);
        for (int i = whole; i < count; i++)
            NativeMemory.copy(base + i * distance, lastGroup + (i - whole) * lastDistance, 4L * k);
        if (hasTail) copyTails(base, distance, count, k, tails);
        return this;
    }

    /// What fills no whole vector at the end of `count` rows; none, as `WarmUp` calls it, and nothing is done.
    static void copyTails(long base, long distance, int count, int k, long tails) {
        if (count == 0) return;
        long from = base + (long) (k / LANES) * VECTOR;
        VectorMask<Float> real = VectorMask.fromLong(S, (1L << (k % LANES)) - 1);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i++) {
            FloatVector floats = FloatVector.fromMemorySegment(S, MEMORY, from + i * distance, ORDER);
            zero.blend(floats, real).intoMemorySegment(MEMORY, tails + (long) i * VECTOR, ORDER);
        }
    }

    /// Where the group of four that starts with row `i` begins.
    long row(int i) {
        return i < whole ? base + i * distance : lastGroup;
    }

    /// The bytes between the rows of that group.
    long distance(int i) {
        return i < whole ? distance : lastDistance;
    }

    /// Where the last, partial vectors of that group are, one behind the other.
    long tail(int i) {
        return tails + (long) i * VECTOR;
    }
}
