package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a matrix product whose right operand is row-major: for each k, elements of `a` are broadcast and
/// multiplied with a row of `b`. The sums, times alpha, are added to what is in memory.
///
/// Addresses and distances are in bytes. The loads are written out, because C2 does not inline a wrapper in a
/// method of this size and would box every vector; four rows by four vectors keep 16 sums in registers. A kernel
/// must not grow: where C1 runs out of virtual registers it gives up, and the method may stay slow for the life of
/// the process.
///
/// Without terms nothing is written: `WarmUp` calls them so.
final class AddingTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private AddingTiles() {}

    /// Adds alpha times 4 rows by 4 vectors.
    static void add4x4(float alpha, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 64, ORDER);
        FloatVector c0x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 128, ORDER);
        FloatVector c0x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 192, ORDER);
        FloatVector c1x0 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow, ORDER);
        FloatVector c1x1 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow + 64, ORDER);
        FloatVector c1x2 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow + 128, ORDER);
        FloatVector c1x3 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow + 192, ORDER);
        FloatVector c2x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow, ORDER);
        FloatVector c2x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow + 64, ORDER);
        FloatVector c2x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow + 128, ORDER);
        FloatVector c2x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow + 192, ORDER);
        FloatVector c3x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow, ORDER);
        FloatVector c3x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow + 64, ORDER);
        FloatVector c3x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow + 128, ORDER);
        FloatVector c3x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow + 192, ORDER);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 128, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 192, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            c1x2 = v.fma(b2, c1x2);
            c1x3 = v.fma(b3, c1x3);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            c2x2 = v.fma(b2, c2x2);
            c2x3 = v.fma(b3, c2x3);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 3 * aRow));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            c3x2 = v.fma(b2, c3x2);
            c3x3 = v.fma(b3, c3x3);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER);
        c1x1.intoMemorySegment(MEMORY, out + outRow + 64, ORDER);
        c1x2.intoMemorySegment(MEMORY, out + outRow + 128, ORDER);
        c1x3.intoMemorySegment(MEMORY, out + outRow + 192, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER);
        c2x1.intoMemorySegment(MEMORY, out + 2 * outRow + 64, ORDER);
        c2x2.intoMemorySegment(MEMORY, out + 2 * outRow + 128, ORDER);
        c2x3.intoMemorySegment(MEMORY, out + 2 * outRow + 192, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER);
        c3x1.intoMemorySegment(MEMORY, out + 3 * outRow + 64, ORDER);
        c3x2.intoMemorySegment(MEMORY, out + 3 * outRow + 128, ORDER);
        c3x3.intoMemorySegment(MEMORY, out + 3 * outRow + 192, ORDER);
    }

    /// Adds alpha times 4 rows by 2 vectors.
    static void add4x2(float alpha, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 64, ORDER);
        FloatVector c1x0 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow, ORDER);
        FloatVector c1x1 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow + 64, ORDER);
        FloatVector c2x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow, ORDER);
        FloatVector c2x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow + 64, ORDER);
        FloatVector c3x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow, ORDER);
        FloatVector c3x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow + 64, ORDER);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 3 * aRow));
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

    /// Adds alpha times 4 rows by the first `lanes` of a vector.
    static void add4x1(
            float alpha, int lanes, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c1x0 = FloatVector.fromMemorySegment(S, MEMORY, out + outRow, ORDER);
        FloatVector c2x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 2 * outRow, ORDER);
        FloatVector c3x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 3 * outRow, ORDER);
        VectorMask<Float> mask = VectorMask.fromLong(S, (1L << lanes) - 1);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + aRow));
            c1x0 = v.fma(b0, c1x0);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 2 * aRow));
            c2x0 = v.fma(b0, c2x0);
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a + 3 * aRow));
            c3x0 = v.fma(b0, c3x0);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER, mask);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER, mask);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER, mask);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER, mask);
    }

    /// Adds alpha times 1 rows by 4 vectors.
    static void add1x4(float alpha, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 64, ORDER);
        FloatVector c0x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 128, ORDER);
        FloatVector c0x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 192, ORDER);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 128, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 192, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
    }

    /// Adds alpha times 1 rows by 2 vectors.
    static void add1x2(float alpha, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 64, ORDER);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
    }

    /// Adds alpha times 1 rows by the first `lanes` of a vector.
    static void add1x1(
            float alpha, int lanes, long a, long aRow, long aColumn, long b, long bRow, int k, long out, long outRow) {
        if (k == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        VectorMask<Float> mask = VectorMask.fromLong(S, (1L << lanes) - 1);
        for (int i = 0; i < k; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, alpha * MEMORY.get(FLOAT, a));
            c0x0 = v.fma(b0, c0x0);
            a += aColumn;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER, mask);
    }
}
