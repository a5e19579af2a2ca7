package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// A block of 8 by 8 floats, rows and columns exchanged, on vectors of 256 bits. Stores are of whole vectors: those
/// with a mask are slow on some processors without 512 bits.
final class Transposed8x8 {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /// In each lane the one `n` further on, round and round.
    private static final VectorShuffle<Float> NEXT_1 = turned(1);

    private static final VectorShuffle<Float> NEXT_2 = turned(2);
    private static final VectorShuffle<Float> NEXT_3 = turned(3);
    private static final VectorShuffle<Float> NEXT_4 = turned(4);
    private static final VectorShuffle<Float> NEXT_5 = turned(5);
    private static final VectorShuffle<Float> NEXT_6 = turned(6);
    private static final VectorShuffle<Float> NEXT_7 = turned(7);

    private Transposed8x8() {}

    private static VectorShuffle<Float> turned(int n) {
        return VectorShuffle.fromOp(S, lane -> (lane + n) % 8);
    }

    /// Adds 8 numbers to each row of the block and writes its columns as rows.
    ///
    /// @param fromRow bytes from one row to the next
    /// @param terms the 8 numbers, one for each column
    /// @param toRow bytes from one row to the next
    static void write(long from, long fromRow, long terms, long to, long toRow) {
        FloatVector term = FloatVector.fromMemorySegment(S, MEMORY, terms, ORDER);
        // row r turned by r: its lane c is in lane c + r
        FloatVector a0 = FloatVector.fromMemorySegment(S, MEMORY, from, ORDER).add(term);
        FloatVector a1 = FloatVector.fromMemorySegment(S, MEMORY, from + fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_7);
        FloatVector a2 = FloatVector.fromMemorySegment(S, MEMORY, from + 2 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_6);
        FloatVector a3 = FloatVector.fromMemorySegment(S, MEMORY, from + 3 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_5);
        FloatVector a4 = FloatVector.fromMemorySegment(S, MEMORY, from + 4 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_4);
        FloatVector a5 = FloatVector.fromMemorySegment(S, MEMORY, from + 5 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_3);
        FloatVector a6 = FloatVector.fromMemorySegment(S, MEMORY, from + 6 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_2);
        FloatVector a7 = FloatVector.fromMemorySegment(S, MEMORY, from + 7 * fromRow, ORDER)
                .add(term)
                .rearrange(NEXT_1);
        // column s, its row r in lane r + s: lane l of turned row l - s, chosen by one bit of l after the other
        VectorMask<Float> odd = VectorMask.fromLong(S, 0xAA);
        FloatVector b0 = a0.blend(a1, odd);
        FloatVector b1 = a7.blend(a0, odd);
        FloatVector b2 = a6.blend(a7, odd);
        FloatVector b3 = a5.blend(a6, odd);
        FloatVector b4 = a4.blend(a5, odd);
        FloatVector b5 = a3.blend(a4, odd);
        FloatVector b6 = a2.blend(a3, odd);
        FloatVector b7 = a1.blend(a2, odd);
        VectorMask<Float> second = VectorMask.fromLong(S, 0xCC);
        FloatVector c0 = b0.blend(b6, second);
        FloatVector c1 = b1.blend(b7, second);
        FloatVector c2 = b2.blend(b0, second);
        FloatVector c3 = b3.blend(b1, second);
        FloatVector c4 = b4.blend(b2, second);
        FloatVector c5 = b5.blend(b3, second);
        FloatVector c6 = b6.blend(b4, second);
        FloatVector c7 = b7.blend(b5, second);
        VectorMask<Float> upper = VectorMask.fromLong(S, 0xF0);
        c0.blend(c4, upper).intoMemorySegment(MEMORY, to, ORDER);
        c1.blend(c5, upper).rearrange(NEXT_1).intoMemorySegment(MEMORY, to + toRow, ORDER);
        c2.blend(c6, upper).rearrange(NEXT_2).intoMemorySegment(MEMORY, to + 2 * toRow, ORDER);
        c3.blend(c7, upper).rearrange(NEXT_3).intoMemorySegment(MEMORY, to + 3 * toRow, ORDER);
        c4.blend(c0, upper).rearrange(NEXT_4).intoMemorySegment(MEMORY, to + 4 * toRow, ORDER);
        c5.blend(c1, upper).rearrange(NEXT_5).intoMemorySegment(MEMORY, to + 5 * toRow, ORDER);
        c6.blend(c2, upper).rearrange(NEXT_6).intoMemorySegment(MEMORY, to + 6 * toRow, ORDER);
        c7.blend(c3, upper).rearrange(NEXT_7).intoMemorySegment(MEMORY, to + 7 * toRow, ORDER);
    }
}
