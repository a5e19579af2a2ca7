package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a matrix product whose right operand is column-major: rows of `a` against rows of `b` in memory,
/// sixteen scalar products at once.
///
/// Addresses and distances are in bytes. The loads are written out for the reason given at `OuterTiles`.
///
/// Without an address to write to there is nothing to do: `WarmUp` calls them so.
final class DotTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private DotTiles() {}

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);

    /// Sixteen vectors of partial sums of 4 rows of `a` with 4 rows of `b`, row by row, into `out`.
    static void dots4x4(long a, long aRow, long b, long bRow, int vectors, long out) {
        if (out == 0) return;
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
        for (int i = 0; i < vectors; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + bRow, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 2 * bRow, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 3 * bRow, ORDER);
            FloatVector v;
            v = FloatVector.fromMemorySegment(S, MEMORY, a, ORDER);
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + aRow, ORDER);
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            c1x2 = v.fma(b2, c1x2);
            c1x3 = v.fma(b3, c1x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + 2 * aRow, ORDER);
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            c2x2 = v.fma(b2, c2x2);
            c2x3 = v.fma(b3, c2x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + 3 * aRow, ORDER);
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            c3x2 = v.fma(b2, c3x2);
            c3x3 = v.fma(b3, c3x3);
            a += 64;
            b += 64;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + 256, ORDER);
        c1x1.intoMemorySegment(MEMORY, out + 320, ORDER);
        c1x2.intoMemorySegment(MEMORY, out + 384, ORDER);
        c1x3.intoMemorySegment(MEMORY, out + 448, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 512, ORDER);
        c2x1.intoMemorySegment(MEMORY, out + 576, ORDER);
        c2x2.intoMemorySegment(MEMORY, out + 640, ORDER);
        c2x3.intoMemorySegment(MEMORY, out + 704, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 768, ORDER);
        c3x1.intoMemorySegment(MEMORY, out + 832, ORDER);
        c3x2.intoMemorySegment(MEMORY, out + 896, ORDER);
        c3x3.intoMemorySegment(MEMORY, out + 960, ORDER);
    }

    /// Goes on from the sums in `out`: sixteen vectors of partial sums of 4 rows of `a` with 4 rows of `b`, row by
    /// row, into `out`.
    static void more4x4(long a, long aRow, long b, long bRow, int vectors, long out) {
        if (out == 0) return;
        FloatVector c0x0 = FloatVector.fromMemorySegment(S, MEMORY, out, ORDER);
        FloatVector c0x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 64, ORDER);
        FloatVector c0x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 128, ORDER);
        FloatVector c0x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 192, ORDER);
        FloatVector c1x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 256, ORDER);
        FloatVector c1x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 320, ORDER);
        FloatVector c1x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 384, ORDER);
        FloatVector c1x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 448, ORDER);
        FloatVector c2x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 512, ORDER);
        FloatVector c2x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 576, ORDER);
        FloatVector c2x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 640, ORDER);
        FloatVector c2x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 704, ORDER);
        FloatVector c3x0 = FloatVector.fromMemorySegment(S, MEMORY, out + 768, ORDER);
        FloatVector c3x1 = FloatVector.fromMemorySegment(S, MEMORY, out + 832, ORDER);
        FloatVector c3x2 = FloatVector.fromMemorySegment(S, MEMORY, out + 896, ORDER);
        FloatVector c3x3 = FloatVector.fromMemorySegment(S, MEMORY, out + 960, ORDER);
        for (int i = 0; i < vectors; i++) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, MEMORY, b, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, MEMORY, b + bRow, ORDER);
            FloatVector b2 = FloatVector.fromMemorySegment(S, MEMORY, b + 2 * bRow, ORDER);
            FloatVector b3 = FloatVector.fromMemorySegment(S, MEMORY, b + 3 * bRow, ORDER);
            FloatVector v;
            v = FloatVector.fromMemorySegment(S, MEMORY, a, ORDER);
            c0x0 = v.fma(b0, c0x0);
            c0x1 = v.fma(b1, c0x1);
            c0x2 = v.fma(b2, c0x2);
            c0x3 = v.fma(b3, c0x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + aRow, ORDER);
            c1x0 = v.fma(b0, c1x0);
            c1x1 = v.fma(b1, c1x1);
            c1x2 = v.fma(b2, c1x2);
            c1x3 = v.fma(b3, c1x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + 2 * aRow, ORDER);
            c2x0 = v.fma(b0, c2x0);
            c2x1 = v.fma(b1, c2x1);
            c2x2 = v.fma(b2, c2x2);
            c2x3 = v.fma(b3, c2x3);
            v = FloatVector.fromMemorySegment(S, MEMORY, a + 3 * aRow, ORDER);
            c3x0 = v.fma(b0, c3x0);
            c3x1 = v.fma(b1, c3x1);
            c3x2 = v.fma(b2, c3x2);
            c3x3 = v.fma(b3, c3x3);
            a += 64;
            b += 64;
        }
        c0x0.intoMemorySegment(MEMORY, out, ORDER);
        c0x1.intoMemorySegment(MEMORY, out + 64, ORDER);
        c0x2.intoMemorySegment(MEMORY, out + 128, ORDER);
        c0x3.intoMemorySegment(MEMORY, out + 192, ORDER);
        c1x0.intoMemorySegment(MEMORY, out + 256, ORDER);
        c1x1.intoMemorySegment(MEMORY, out + 320, ORDER);
        c1x2.intoMemorySegment(MEMORY, out + 384, ORDER);
        c1x3.intoMemorySegment(MEMORY, out + 448, ORDER);
        c2x0.intoMemorySegment(MEMORY, out + 512, ORDER);
        c2x1.intoMemorySegment(MEMORY, out + 576, ORDER);
        c2x2.intoMemorySegment(MEMORY, out + 640, ORDER);
        c2x3.intoMemorySegment(MEMORY, out + 704, ORDER);
        c3x0.intoMemorySegment(MEMORY, out + 768, ORDER);
        c3x1.intoMemorySegment(MEMORY, out + 832, ORDER);
        c3x2.intoMemorySegment(MEMORY, out + 896, ORDER);
        c3x3.intoMemorySegment(MEMORY, out + 960, ORDER);
    }

    /// Sums each of sixteen vectors, by a tree of half as many vectors in each step, into the sixteen floats at
    /// `out`.
    static void fold(long sums, long out) {
        if (out == 0) return;
        FloatVector s0 = FloatVector.fromMemorySegment(S, MEMORY, sums, ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(S, MEMORY, sums + 64, ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(S, MEMORY, sums + 128, ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(S, MEMORY, sums + 192, ORDER);
        FloatVector s4 = FloatVector.fromMemorySegment(S, MEMORY, sums + 256, ORDER);
        FloatVector s5 = FloatVector.fromMemorySegment(S, MEMORY, sums + 320, ORDER);
        FloatVector s6 = FloatVector.fromMemorySegment(S, MEMORY, sums + 384, ORDER);
        FloatVector s7 = FloatVector.fromMemorySegment(S, MEMORY, sums + 448, ORDER);
        FloatVector s8 = FloatVector.fromMemorySegment(S, MEMORY, sums + 512, ORDER);
        FloatVector s9 = FloatVector.fromMemorySegment(S, MEMORY, sums + 576, ORDER);
        FloatVector s10 = FloatVector.fromMemorySegment(S, MEMORY, sums + 640, ORDER);
        FloatVector s11 = FloatVector.fromMemorySegment(S, MEMORY, sums + 704, ORDER);
        FloatVector s12 = FloatVector.fromMemorySegment(S, MEMORY, sums + 768, ORDER);
        FloatVector s13 = FloatVector.fromMemorySegment(S, MEMORY, sums + 832, ORDER);
        FloatVector s14 = FloatVector.fromMemorySegment(S, MEMORY, sums + 896, ORDER);
        FloatVector s15 = FloatVector.fromMemorySegment(S, MEMORY, sums + 960, ORDER);
        VectorMask<Float> m8 = VectorMask.fromLong(S, 0xFF00L);
        FloatVector t0 = s0.blend(s8, m8).add(s8.blend(s0, m8).rearrange(SWAP_8));
        FloatVector t1 = s1.blend(s9, m8).add(s9.blend(s1, m8).rearrange(SWAP_8));
        FloatVector t2 = s2.blend(s10, m8).add(s10.blend(s2, m8).rearrange(SWAP_8));
        FloatVector t3 = s3.blend(s11, m8).add(s11.blend(s3, m8).rearrange(SWAP_8));
        FloatVector t4 = s4.blend(s12, m8).add(s12.blend(s4, m8).rearrange(SWAP_8));
        FloatVector t5 = s5.blend(s13, m8).add(s13.blend(s5, m8).rearrange(SWAP_8));
        FloatVector t6 = s6.blend(s14, m8).add(s14.blend(s6, m8).rearrange(SWAP_8));
        FloatVector t7 = s7.blend(s15, m8).add(s15.blend(s7, m8).rearrange(SWAP_8));
        VectorMask<Float> m4 = VectorMask.fromLong(S, 0xF0F0L);
        FloatVector u0 = t0.blend(t4, m4).add(t4.blend(t0, m4).rearrange(SWAP_4));
        FloatVector u1 = t1.blend(t5, m4).add(t5.blend(t1, m4).rearrange(SWAP_4));
        FloatVector u2 = t2.blend(t6, m4).add(t6.blend(t2, m4).rearrange(SWAP_4));
        FloatVector u3 = t3.blend(t7, m4).add(t7.blend(t3, m4).rearrange(SWAP_4));
        VectorMask<Float> m2 = VectorMask.fromLong(S, 0xCCCCL);
        FloatVector v0 = u0.blend(u2, m2).add(u2.blend(u0, m2).rearrange(SWAP_2));
        FloatVector v1 = u1.blend(u3, m2).add(u3.blend(u1, m2).rearrange(SWAP_2));
        VectorMask<Float> m1 = VectorMask.fromLong(S, 0xAAAAL);
        v0.blend(v1, m1).add(v1.blend(v0, m1).rearrange(SWAP_1)).intoMemorySegment(MEMORY, out, ORDER);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(S, lane -> lane ^ distance);
    }
}
