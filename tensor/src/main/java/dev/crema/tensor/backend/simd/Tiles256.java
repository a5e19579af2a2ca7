package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a matrix product on vectors of 256 bits, for processors with sixteen registers for them.
///
/// Addresses and distances are in bytes. The loads are written out for the reason given at `OuterTiles`. What is
/// computed at every address would cost as much as the sums: masks tell the JIT compiler that an address plus a
/// number of steps does not leave the address space, so that it drops the checks. Without checks it moves all loads
/// of a round to its beginning, and a tile may not need more registers than there are, loads included.
///
/// Without terms, or an address to write to, there is nothing to do: `WarmUp` calls them so.
final class Tiles256 {
    static final int LANES = 8;
    static final long VECTOR = 32;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final VectorSpecies<Long> L = LongVector.SPECIES_256;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    static final long ADDRESS = (1L << 56) - 1;
    /// The largest distance between two rows or columns.
    static final long STEP = (1L << 31) - 1;

    private static final long LENGTH = (1L << 40) - 1;

    /// The vectors of sums that `dots4x2` leaves, in bytes.
    static final long SUMS = 8 * VECTOR;

    /// Two floats.
    private static final long PAIR = 8;

    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);

    private Tiles256() {}

    /// 6 rows of `a` times a strip of `b`, 2 vectors wide, added to what is at `c`, into `out`. Rows that are missing
    /// are the last one again, and go to `spare`.
    static void add6x2(
            long a,
            long aRow,
            long aColumn,
            long b,
            long bRow,
            int k,
            long c,
            long cRow,
            long out,
            long outRow,
            int rows,
            long spare) {
        if (k == 0) return;
        int last = rows - 1;
        long aStep = aColumn & STEP;
        long bStep = bRow & STEP;
        long right = b & ADDRESS;
        long a0 = a & ADDRESS;
        long a1 = a + Math.min(1, last) * aRow & ADDRESS;
        long a2 = a + Math.min(2, last) * aRow & ADDRESS;
        long a3 = a + Math.min(3, last) * aRow & ADDRESS;
        long a4 = a + Math.min(4, last) * aRow & ADDRESS;
        long a5 = a + Math.min(5, last) * aRow & ADDRESS;
        long f0 = c & ADDRESS;
        long f1 = c + Math.min(1, last) * cRow & ADDRESS;
        long f2 = c + Math.min(2, last) * cRow & ADDRESS;
        long f3 = c + Math.min(3, last) * cRow & ADDRESS;
        long f4 = c + Math.min(4, last) * cRow & ADDRESS;
        long f5 = c + Math.min(5, last) * cRow & ADDRESS;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, f0, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, f0 + 32, ORDER);
        FloatVector c1x0 = FloatVector.fromMemorySegment(S, MEMORY, f1, ORDER);
        FloatVector c1x1 = FloatVector.fromMemorySegment(S, MEMORY, f1 + 32, ORDER);
        FloatVector c2x0 = FloatVector.fromMemorySegment(S, MEMORY, f2, ORDER);
        FloatVector c2x1 = FloatVector.fromMemorySegment(S, MEMORY, f2 + 32, ORDER);
        FloatVector c3x0 = FloatVector.fromMemorySegment(S, MEMORY, f3, ORDER);
        FloatVector c3x1 = FloatVector.fromMemorySegment(S, MEMORY, f3 + 32, ORDER);
        FloatVector c4x0 = FloatVector.fromMemorySegment(S, MEMORY, f4, ORDER);
        FloatVector c4x1 = FloatVector.fromMemorySegment(S, MEMORY, f4 + 32, ORDER);
        FloatVector c5x0 = FloatVector.fromMemorySegment(S, MEMORY, f5, ORDER);
        FloatVector c5x1 = FloatVector.fromMemorySegment(S, MEMORY, f5 + 32, ORDER);
        for (int i = 0; i < k; i++) {
            long p = i * aStep;
            long q = i * bStep;
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, right + q, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, right + q + 32, ORDER);
            FloatVector v;
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a0 + p));
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a1 + p));
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a2 + p));
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a3 + p));
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a4 + p));
            c4x0 = v.fma(b0, c4x0);
            c4x1 = v.fma(b1, c4x1);
            v = FloatVector.broadcast(S, MEMORY.get(FLOAT, a5 + p));
            c5x0 = v.fma(b0, c5x0);
            c5x1 = v.fma(b1, c5x1);
        }
        long o0 = out & ADDRESS;
        long o1 = (last < 1 ? spare : out + 1 * outRow) & ADDRESS;
        long o2 = (last < 2 ? spare : out + 2 * outRow) & ADDRESS;
        long o3 = (last < 3 ? spare : out + 3 * outRow) & ADDRESS;
        long o4 = (last < 4 ? spare : out + 4 * outRow) & ADDRESS;
        long o5 = (last < 5 ? spare : out + 5 * outRow) & ADDRESS;
        c0x0.intoMemorySegment(MEMORY, o0, ORDER);
        c0x1.intoMemorySegment(MEMORY, o0 + 32, ORDER);
        c1x0.intoMemorySegment(MEMORY, o1, ORDER);
        c1x1.intoMemorySegment(MEMORY, o1 + 32, ORDER);
        c2x0.intoMemorySegment(MEMORY, o2, ORDER);
        c2x1.intoMemorySegment(MEMORY, o2 + 32, ORDER);
        c3x0.intoMemorySegment(MEMORY, o3, ORDER);
        c3x1.intoMemorySegment(MEMORY, o3 + 32, ORDER);
        c4x0.intoMemorySegment(MEMORY, o4, ORDER);
        c4x1.intoMemorySegment(MEMORY, o4 + 32, ORDER);
        c5x0.intoMemorySegment(MEMORY, o5, ORDER);
        c5x1.intoMemorySegment(MEMORY, o5 + 32, ORDER);
    }

    /// Eight vectors of partial sums of 4 rows with 2 rows of `b`, row by row, into `out`. No loop with a counter: it
    /// would be unrolled, which takes too many registers.
    ///
    /// @param rows 4 rows in blocks as `pack` makes them
    static void dots4x2(long rows, long b, long bRow, int vectors, long out) {
        if (out == 0) return;
        long left = rows & ADDRESS;
        long b0At = b & ADDRESS;
        long b1At = b + bRow & ADDRESS;
        long to = out & ADDRESS;
        FloatVector c0x0 = FloatVector.zero(S);
        FloatVector c0x1 = FloatVector.zero(S);
        FloatVector c1x0 = FloatVector.zero(S);
        FloatVector c1x1 = FloatVector.zero(S);
        FloatVector c2x0 = FloatVector.zero(S);
        FloatVector c2x1 = FloatVector.zero(S);
        FloatVector c3x0 = FloatVector.zero(S);
        FloatVector c3x1 = FloatVector.zero(S);
        long end = VECTOR * vectors;
        for (long i = 0; i != end; i += VECTOR) {
            long p = i & LENGTH;
            long q = 4 * p;
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b0At + p, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b1At + p, ORDER);
            FloatVector v;
            v = FloatVector.fromMemorySegment(S, MEMORY, left + q, ORDER);
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            v = FloatVector.fromMemorySegment(S, MEMORY, left + q + 32, ORDER);
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            v = FloatVector.fromMemorySegment(S, MEMORY, left + q + 64, ORDER);
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            v = FloatVector.fromMemorySegment(S, MEMORY, left + q + 96, ORDER);
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
        }
        c0x0.intoMemorySegment(MEMORY, to, ORDER);
        c0x1.intoMemorySegment(MEMORY, to + 32, ORDER);
        c1x0.intoMemorySegment(MEMORY, to + 64, ORDER);
        c1x1.intoMemorySegment(MEMORY, to + 96, ORDER);
        c2x0.intoMemorySegment(MEMORY, to + 128, ORDER);
        c2x1.intoMemorySegment(MEMORY, to + 160, ORDER);
        c3x0.intoMemorySegment(MEMORY, to + 192, ORDER);
        c3x1.intoMemorySegment(MEMORY, to + 224, ORDER);
    }

    /// Adds to such sums the products of one vector of each row, of which some lanes count.
    ///
    /// @param lanes as bits
    static void more4x2(long rows, long b, long bRow, int lanes, long sums) {
        if (sums == 0) return;
        long left = rows & ADDRESS;
        long at = sums & ADDRESS;
        VectorMask<Float> real = VectorMask.fromLong(S, lanes);
        FloatVector zero = FloatVector.zero(S);
        FloatVector b0 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, b, ORDER), real);
        FloatVector b1 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, b + bRow, ORDER), real);
        for (int r = 0; r < 4; r++) {
            long p = VECTOR * r;
            FloatVector v = FloatVector.fromMemorySegment(S, MEMORY, left + p, ORDER);
            FloatVector s0 = FloatVector.fromMemorySegment(S, MEMORY, at + 2 * p, ORDER);
            FloatVector s1 = FloatVector.fromMemorySegment(S, MEMORY, at + 2 * p + 32, ORDER);
            v.fma(b0, s0).intoMemorySegment(MEMORY, at + 2 * p, ORDER);
            v.fma(b1, s1).intoMemorySegment(MEMORY, at + 2 * p + 32, ORDER);
        }
    }

    /// The sums of the lanes of eight vectors, by a tree, as 4 rows of 2, times alpha, added to what is at `before`:
    /// for so many tiles, side by side.
    static void fold(long sums, int tiles, float alpha, long before, long beforeRow, long out, long outRow) {
        if (tiles == 0) return;
        long start = sums & ADDRESS;
        long from0 = before & ADDRESS;
        long from1 = before + beforeRow & ADDRESS;
        long from2 = before + 2 * beforeRow & ADDRESS;
        long from3 = before + 3 * beforeRow & ADDRESS;
        long to0 = out & ADDRESS;
        long to1 = out + outRow & ADDRESS;
        long to2 = out + 2 * outRow & ADDRESS;
        long to3 = out + 3 * outRow & ADDRESS;
        for (int tile = 0; tile < tiles; tile++) {
            long from = start + (SUMS * tile & LENGTH);
            long across = PAIR * tile & LENGTH;
            FloatVector s0 = FloatVector.fromMemorySegment(S, MEMORY, from, ORDER);
            FloatVector s1 = FloatVector.fromMemorySegment(S, MEMORY, from + 32, ORDER);
            FloatVector s2 = FloatVector.fromMemorySegment(S, MEMORY, from + 64, ORDER);
            FloatVector s3 = FloatVector.fromMemorySegment(S, MEMORY, from + 96, ORDER);
            FloatVector s4 = FloatVector.fromMemorySegment(S, MEMORY, from + 128, ORDER);
            FloatVector s5 = FloatVector.fromMemorySegment(S, MEMORY, from + 160, ORDER);
            FloatVector s6 = FloatVector.fromMemorySegment(S, MEMORY, from + 192, ORDER);
            FloatVector s7 = FloatVector.fromMemorySegment(S, MEMORY, from + 224, ORDER);
            VectorMask<Float> m4 = VectorMask.fromLong(S, 0xF0L);
            FloatVector t0 = s0.blend(s4, m4).add(s4.blend(s0, m4).rearrange(SWAP_4));
            FloatVector t1 = s1.blend(s5, m4).add(s5.blend(s1, m4).rearrange(SWAP_4));
            FloatVector t2 = s2.blend(s6, m4).add(s6.blend(s2, m4).rearrange(SWAP_4));
            FloatVector t3 = s3.blend(s7, m4).add(s7.blend(s3, m4).rearrange(SWAP_4));
            VectorMask<Float> m2 = VectorMask.fromLong(S, 0xCCL);
            FloatVector u0 = t0.blend(t2, m2).add(t2.blend(t0, m2).rearrange(SWAP_2));
            FloatVector u1 = t1.blend(t3, m2).add(t3.blend(t1, m2).rearrange(SWAP_2));
            VectorMask<Float> m1 = VectorMask.fromLong(S, 0xAAL);
            FloatVector sum = u0.blend(u1, m1).add(u1.blend(u0, m1).rearrange(SWAP_1));
            LongVector l0 = LongVector.broadcast(L, MEMORY.get(LONG, from0 + across));
            LongVector l1 = LongVector.broadcast(L, MEMORY.get(LONG, from1 + across));
            LongVector l2 = LongVector.broadcast(L, MEMORY.get(LONG, from2 + across));
            LongVector l3 = LongVector.broadcast(L, MEMORY.get(LONG, from3 + across));
            VectorMask<Long> odd = VectorMask.fromLong(L, 0b1010L);
            VectorMask<Long> high = VectorMask.fromLong(L, 0b1100L);
            FloatVector old = l0.blend(l1, odd).blend(l2.blend(l3, odd), high).reinterpretAsFloats();
            LongVector pairs = sum.mul(alpha).add(old).reinterpretAsLongs();
            MEMORY.set(LONG, to0 + across, pairs.lane(0));
            MEMORY.set(LONG, to1 + across, pairs.lane(1));
            MEMORY.set(LONG, to2 + across, pairs.lane(2));
            MEMORY.set(LONG, to3 + across, pairs.lane(3));
        }
    }

    /// Puts 4 rows side by side, a vector of each in turn. Rows that are missing are the last one again.
    ///
    /// @param tail the lanes of what fills no vector, as bits; the others become zero
    static void pack(long rows, long row, int count, int vectors, int tail, long out) {
        if (out == 0) return;
        int last = count - 1;
        long a0 = rows & ADDRESS;
        long a1 = rows + Math.min(1, last) * row & ADDRESS;
        long a2 = rows + Math.min(2, last) * row & ADDRESS;
        long a3 = rows + Math.min(3, last) * row & ADDRESS;
        long to = out & ADDRESS;
        for (int i = 0; i < vectors; i++) {
            long p = VECTOR * i;
            FloatVector.fromMemorySegment(S, MEMORY, a0 + p, ORDER).intoMemorySegment(MEMORY, to + 4 * p, ORDER);
            FloatVector.fromMemorySegment(S, MEMORY, a1 + p, ORDER).intoMemorySegment(MEMORY, to + 4 * p + 32, ORDER);
            FloatVector.fromMemorySegment(S, MEMORY, a2 + p, ORDER).intoMemorySegment(MEMORY, to + 4 * p + 64, ORDER);
            FloatVector.fromMemorySegment(S, MEMORY, a3 + p, ORDER).intoMemorySegment(MEMORY, to + 4 * p + 96, ORDER);
        }
        if (tail == 0) return;
        long p = VECTOR * vectors;
        VectorMask<Float> real = VectorMask.fromLong(S, tail);
        FloatVector zero = FloatVector.zero(S);
        FloatVector v0 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, a0 + p, ORDER), real);
        FloatVector v1 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, a1 + p, ORDER), real);
        FloatVector v2 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, a2 + p, ORDER), real);
        FloatVector v3 = zero.blend(FloatVector.fromMemorySegment(S, MEMORY, a3 + p, ORDER), real);
        v0.intoMemorySegment(MEMORY, to + 4 * p, ORDER);
        v1.intoMemorySegment(MEMORY, to + 4 * p + 32, ORDER);
        v2.intoMemorySegment(MEMORY, to + 4 * p + 64, ORDER);
        v3.intoMemorySegment(MEMORY, to + 4 * p + 96, ORDER);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(S, lane -> lane ^ distance);
    }
}
