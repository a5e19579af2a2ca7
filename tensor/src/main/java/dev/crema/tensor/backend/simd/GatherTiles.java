package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product whose left operand is gathered: `out[r] = Σ a[r + steps[i]] · b[i]`, where `a[r]` are six
/// addresses, `steps` a table of distances (in bytes, int64) and `b[i]` dense rows. With the pixels of an image as
/// rows and the taps of a kernel as steps this is a convolution without unfolding.
///
/// Everything is written out for the reasons given at `OuterTiles`.
///
/// Without terms nothing is written: `WarmUp` calls them so.
final class GatherTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private GatherTiles() {}

    /// 6 rows by 4 vectors.
    static void tile6x4(
            long a0,
            long a1,
            long a2,
            long a3,
            long a4,
            long a5,
            long steps,
            int count,
            long b,
            long bRow,
            long out,
            long outRow) {
        if (count == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c0x2 = FloatVector.zero(S);
        FloatVector c0x3 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c1x1 = FloatVector.zero(S);
        FloatVector c1x2 = FloatVector.zero(S);
        FloatVector c1x3 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c2x1 = FloatVector.zero(S);
        FloatVector c2x2 = FloatVector.zero(S);
        FloatVector c2x3 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c3x1 = FloatVector.zero(S);
        FloatVector c3x2 = FloatVector.zero(S);
        FloatVector c3x3 = FloatVector.zero(S);
        FloatVector c4x0 = FloatVector.zero(S);
        FloatVector c4x1 = FloatVector.zero(S);
        FloatVector c4x2 = FloatVector.zero(S);
        FloatVector c4x3 = FloatVector.zero(S);
        FloatVector c5x0 = FloatVector.zero(S);
        FloatVector c5x1 = FloatVector.zero(S);
        FloatVector c5x2 = FloatVector.zero(S);
        FloatVector c5x3 = FloatVector.zero(S);
        long step = steps;
        for (int i = 0; i < count; i++) {
            long at = MEMORY.get(LONG, step);
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 128, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 192, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a0 + at));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a1 + at));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            c1x2 = v.fma(b2, c1x2);
            c1x3 = v.fma(b3, c1x3);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a2 + at));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            c2x2 = v.fma(b2, c2x2);
            c2x3 = v.fma(b3, c2x3);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a3 + at));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            c3x2 = v.fma(b2, c3x2);
            c3x3 = v.fma(b3, c3x3);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a4 + at));
            c4x0 = v.fma(b0, c4x0);
            c4x1 = v.fma(b1, c4x1);
            c4x2 = v.fma(b2, c4x2);
            c4x3 = v.fma(b3, c4x3);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a5 + at));
            c5x0 = v.fma(b0, c5x0);
            c5x1 = v.fma(b1, c5x1);
            c5x2 = v.fma(b2, c5x2);
            c5x3 = v.fma(b3, c5x3);
            step += 8;
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
        c4x0.intoMemorySegment(MEMORY, out + 4 * outRow, ORDER);
        c4x1.intoMemorySegment(MEMORY, out + 4 * outRow + 64, ORDER);
        c4x2.intoMemorySegment(MEMORY, out + 4 * outRow + 128, ORDER);
        c4x3.intoMemorySegment(MEMORY, out + 4 * outRow + 192, ORDER);
        c5x0.intoMemorySegment(MEMORY, out + 5 * outRow, ORDER);
        c5x1.intoMemorySegment(MEMORY, out + 5 * outRow + 64, ORDER);
        c5x2.intoMemorySegment(MEMORY, out + 5 * outRow + 128, ORDER);
        c5x3.intoMemorySegment(MEMORY, out + 5 * outRow + 192, ORDER);
    }

    /// 6 rows by 2 vectors.
    static void tile6x2(
            long a0,
            long a1,
            long a2,
            long a3,
            long a4,
            long a5,
            long steps,
            int count,
            long b,
            long bRow,
            long out,
            long outRow) {
        if (count == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c1x1 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c2x1 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c3x1 = FloatVector.zero(S);
        FloatVector c4x0 = FloatVector.zero(S);
        FloatVector c4x1 = FloatVector.zero(S);
        FloatVector c5x0 = FloatVector.zero(S);
        FloatVector c5x1 = FloatVector.zero(S);
        long step = steps;
        for (int i = 0; i < count; i++) {
            long at = MEMORY.get(LONG, step);
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + 64, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a0 + at));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a1 + at));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a2 + at));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a3 + at));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a4 + at));
            c4x0 = v.fma(b0, c4x0);
            c4x1 = v.fma(b1, c4x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a5 + at));
            c5x0 = v.fma(b0, c5x0);
            c5x1 = v.fma(b1, c5x1);
            step += 8;
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
        c4x0.intoMemorySegment(MEMORY, out + 4 * outRow, ORDER);
        c4x1.intoMemorySegment(MEMORY, out + 4 * outRow + 64, ORDER);
        c5x0.intoMemorySegment(MEMORY, out + 5 * outRow, ORDER);
        c5x1.intoMemorySegment(MEMORY, out + 5 * outRow + 64, ORDER);
    }

    /// 6 rows by 1 vector.
    static void tile6x1(
            long a0,
            long a1,
            long a2,
            long a3,
            long a4,
            long a5,
            long steps,
            int count,
            long b,
            long bRow,
            long out,
            long outRow) {
        if (count == 0) return;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c4x0 = FloatVector.zero(S);
        FloatVector c5x0 = FloatVector.zero(S);
        long step = steps;
        for (int i = 0; i < count; i++) {
            long at = MEMORY.get(LONG, step);
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a0 + at));
            c0x0 = v.fma(b0, c0x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a1 + at));
            c1x0 = v.fma(b0, c1x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a2 + at));
            c2x0 = v.fma(b0, c2x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a3 + at));
            c3x0 = v.fma(b0, c3x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a4 + at));
            c4x0 = v.fma(b0, c4x0);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a5 + at));
            c5x0 = v.fma(b0, c5x0);
            step += 8;
            b += bRow;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + outRow, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 2 * outRow, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 3 * outRow, ORDER);
        c4x0.intoMemorySegment(MEMORY, out + 4 * outRow, ORDER);
        c5x0.intoMemorySegment(MEMORY, out + 5 * outRow, ORDER);
    }
}
