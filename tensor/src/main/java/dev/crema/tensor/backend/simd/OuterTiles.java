package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a matrix product whose right operand is row-major: for each k, elements of `a` are broadcast and
/// multiplied with a row of `b`. The sums replace what is in memory.
///
/// Addresses and distances are in bytes. The loads are written out, because C2 does not inline a wrapper in a
/// method of this size and would box every vector; four rows by six vectors keep 24 sums in registers, which was
/// the fastest of the tiles measured. A kernel must not grow: where C1 runs out of virtual registers it gives up,
/// and the method may stay slow for the life of the process.
///
/// Without terms nothing is written: `WarmUp` calls them so.
final class OuterTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private OuterTiles() {}

    /// 4 rows by 6 vectors.
    static void tile4x6(long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c0x2 = FloatVector.zero(S);
        FloatVector c0x3 = FloatVector.zero(S);
        FloatVector c0x4 = FloatVector.zero(S);
        FloatVector c0x5 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c1x1 = FloatVector.zero(S);
        FloatVector c1x2 = FloatVector.zero(S);
        FloatVector c1x3 = FloatVector.zero(S);
        FloatVector c1x4 = FloatVector.zero(S);
        FloatVector c1x5 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c2x1 = FloatVector.zero(S);
        FloatVector c2x2 = FloatVector.zero(S);
        FloatVector c2x3 = FloatVector.zero(S);
        FloatVector c2x4 = FloatVector.zero(S);
        FloatVector c2x5 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c3x1 = FloatVector.zero(S);
        FloatVector c3x2 = FloatVector.zero(S);
        FloatVector c3x3 = FloatVector.zero(S);
        FloatVector c3x4 = FloatVector.zero(S);
        FloatVector c3x5 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 128, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 192, ORDER);
            FloatVector b4 = FloatVector.fromMemorySegment(S, MEMORY, b + 256, ORDER);
            FloatVector b5 = FloatVector.fromMemorySegment(S, MEMORY, b + 320, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            c0x4 = v.fma(b4, c0x4);
            c0x5 = v.fma(b5, c0x5);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            c1x2 = v.fma(b2, c1x2);
            c1x3 = v.fma(b3, c1x3);
            c1x4 = v.fma(b4, c1x4);
            c1x5 = v.fma(b5, c1x5);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            c2x2 = v.fma(b2, c2x2);
            c2x3 = v.fma(b3, c2x3);
            c2x4 = v.fma(b4, c2x4);
            c2x5 = v.fma(b5, c2x5);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 3 * aRow));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            c3x2 = v.fma(b2, c3x2);
            c3x3 = v.fma(b3, c3x3);
            c3x4 = v.fma(b4, c3x4);
            c3x5 = v.fma(b5, c3x5);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
        c0x4.intoMemorySegment(MEMORY, out + 256, ORDER);
        c0x5.intoMemorySegment(MEMORY, out + 320, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER);
        c1x1.intoMemorySegment(MEMORY, out + outRow + 64, ORDER);
        c1x2.intoMemorySegment(MEMORY, out + outRow + 128, ORDER);
        c1x3.intoMemorySegment(MEMORY, out + outRow + 192, ORDER);
        c1x4.intoMemorySegment(MEMORY, out + outRow + 256, ORDER);
        c1x5.intoMemorySegment(MEMORY, out + outRow + 320, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER);
        c2x1.intoMemorySegment(MEMORY, out + 2 * outRow + 64, ORDER);
        c2x2.intoMemorySegment(MEMORY, out + 2 * outRow + 128, ORDER);
        c2x3.intoMemorySegment(MEMORY, out + 2 * outRow + 192, ORDER);
        c2x4.intoMemorySegment(MEMORY, out + 2 * outRow + 256, ORDER);
        c2x5.intoMemorySegment(MEMORY, out + 2 * outRow + 320, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER);
        c3x1.intoMemorySegment(MEMORY, out + 3 * outRow + 64, ORDER);
        c3x2.intoMemorySegment(MEMORY, out + 3 * outRow + 128, ORDER);
        c3x3.intoMemorySegment(MEMORY, out + 3 * outRow + 192, ORDER);
        c3x4.intoMemorySegment(MEMORY, out + 3 * outRow + 256, ORDER);
        c3x5.intoMemorySegment(MEMORY, out + 3 * outRow + 320, ORDER);
    }

    /// 4 rows by 2 vectors.
    static void tile4x2(long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c1x1 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c2x1 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c3x1 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 3 * aRow));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER);
        c1x1.intoMemorySegment(MEMORY, out + outRow + 64, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER);
        c2x1.intoMemorySegment(MEMORY, out + 2 * outRow + 64, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER);
        c3x1.intoMemorySegment(MEMORY, out + 3 * outRow + 64, ORDER);
    }

    /// 4 rows by the first `lanes` of a vector.
    static void tile4x1(int lanes, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        VectorMask<Float> mask = VectorMask.fromLong(S, (1L << lanes) - 1);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a + 3 * aRow));
            c3x0 = v.fma(b0, c3x0);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER, mask);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER, mask);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER, mask);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER, mask);
    }

    /// 1 rows by 6 vectors.
    static void tile1x6(long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c0x2 = FloatVector.zero(S);
        FloatVector c0x3 = FloatVector.zero(S);
        FloatVector c0x4 = FloatVector.zero(S);
        FloatVector c0x5 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 128, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 192, ORDER);
            FloatVector b4 = FloatVector.fromMemorySegment(S, MEMORY, b + 256, ORDER);
            FloatVector b5 = FloatVector.fromMemorySegment(S, MEMORY, b + 320, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            c0x4 = v.fma(b4, c0x4);
            c0x5 = v.fma(b5, c0x5);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
        c0x4.intoMemorySegment(MEMORY, out + 256, ORDER);
        c0x5.intoMemorySegment(MEMORY, out + 320, ORDER);
    }

    /// 1 rows by 2 vectors.
    static void tile1x2(long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
    }

    /// 1 rows by the first `lanes` of a vector.
    static void tile1x1(int lanes, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        VectorMask<Float> mask = VectorMask.fromLong(S, (1L << lanes) - 1);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER, mask);
    }
}
