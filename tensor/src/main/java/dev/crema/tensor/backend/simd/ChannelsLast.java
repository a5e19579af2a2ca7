package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves images between planes, `[channels, pixels]`, and rows of channels, `[pixels, lanes]`, where lanes are the
/// channels rounded up to whole vectors: blocks of a vector of pixels by 4 channels in registers, what is left one by
/// one.
final class ChannelsLast {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int TOGETHER = 4;
    private static final int BLOCK = S.length(); // 16 or 8
    private static final long QUAD = 16;

    /// Within each four lanes, the lane `n` further on, round and round.
    private static final VectorShuffle<Float> NEXT = turned(1);

    private static final VectorShuffle<Float> SECOND_NEXT = turned(2);
    private static final VectorShuffle<Float> THIRD_NEXT = turned(3);

    private static final int FLOATS = 2 * TOGETHER * BLOCK + BLOCK * BLOCK;
    private static final long WORTH = 1_000_000; // floats moved
    private static final int ENOUGH_CALLS = 2500;
    private static final double WARM_NANOS = 4000;
    private static final WarmUp BLOCKS = new WarmUp(ChannelsLast::practise, FLOATS, WORTH, ENOUGH_CALLS, WARM_NANOS);

    private ChannelsLast() {}

    /// Four channels of a block there and back.
    private static void practise(long memory) {
        long rows = memory + 4L * TOGETHER * BLOCK;
        for (int i = 0; i < TOGETHER; i++) {
            gather(memory, 4L * BLOCK, rows, 4L * BLOCK);
            spread(rows, 4L * BLOCK, memory, 4L * BLOCK, 0, BLOCK);
        }
    }

    /// How many channels are moved in blocks: none before the JIT compiler has come to them.
    private static int inBlocks(int channels, int pixels) {
        return BLOCKS.isDone((long) channels * pixels) ? channels / TOGETHER * TOGETHER : 0;
    }

    private static VectorShuffle<Float> turned(int n) {
        return VectorShuffle.fromOp(S, lane -> lane / TOGETHER * TOGETHER + (lane + n) % TOGETHER);
    }

    /// Planes to rows; lanes beyond the channels become zero.
    ///
    /// @param plane bytes from one plane to the next
    static void fromPlanes(long planes, long plane, int channels, int pixels, long rows, int lanes) {
        long pitch = 4L * lanes;
        int whole = pixels < BLOCK ? 0 : inBlocks(channels, pixels);
        for (int c = 0; c < whole; c += TOGETHER)
            for (int p = 0; p < pixels; p += BLOCK) {
                int first = Math.min(p, pixels - BLOCK); // the last block goes over some pixels again
                gather(planes + c * plane + 4L * first, plane, rows + first * pitch + 4L * c, pitch);
            }
        for (int c = whole; c < channels; c++)
            for (int p = 0; p < pixels; p++)
                NativeMemory.setFloat(rows + p * pitch + 4L * c, NativeMemory.getFloat(planes + c * plane + 4L * p));
        for (int c = channels; c < lanes; c++)
            for (int p = 0; p < pixels; p++) NativeMemory.setFloat(rows + p * pitch + 4L * c, 0);
    }

    /// Rows to planes, with a number added to each plane. Reads behind the last row.
    ///
    /// @param plane bytes from one plane to the next
    /// @param bias one float for each channel; 0 for none
    static void toPlanes(long rows, int lanes, int pixels, long planes, long plane, int channels, long bias) {
        long pitch = 4L * lanes;
        int whole = inBlocks(channels, pixels);
        for (int c = 0; c < whole; c += TOGETHER) {
            long offsets = bias == 0 ? 0 : bias + 4L * c;
            for (int p = 0; p < pixels; p += BLOCK)
                spread(
                        rows + p * pitch + 4L * c,
                        pitch,
                        planes + c * plane + 4L * p,
                        plane,
                        offsets,
                        Math.min(BLOCK, pixels - p));
        }
        for (int c = whole; c < channels; c++) {
            float term = term(bias, c);
            for (int p = 0; p < pixels; p++)
                NativeMemory.setFloat(
                        planes + c * plane + 4L * p, NativeMemory.getFloat(rows + p * pitch + 4L * c) + term);
        }
    }

    private static float term(long bias, int channel) {
        return bias == 0 ? 0 : NativeMemory.getFloat(bias + 4L * channel);
    }

    /// Four planes of a block of pixels to rows of four channels.
    private static void gather(long planes, long plane, long rows, long pitch) {
        FloatVector v0 = FloatVector.fromMemorySegment(S, MEMORY, planes, ORDER);
        FloatVector v1 = FloatVector.fromMemorySegment(S, MEMORY, planes + plane, ORDER);
        FloatVector v2 = FloatVector.fromMemorySegment(S, MEMORY, planes + 2 * plane, ORDER);
        FloatVector v3 = FloatVector.fromMemorySegment(S, MEMORY, planes + 3 * plane, ORDER);
        // transposes each four by four lanes: turn vector r by r, mix, turn mixture s back by s
        FloatVector a1 = v1.rearrange(THIRD_NEXT);
        FloatVector a2 = v2.rearrange(SECOND_NEXT);
        FloatVector a3 = v3.rearrange(NEXT);
        FloatVector t0 = mixed(v0, a1, a2, a3);
        FloatVector t1 = mixed(a3, v0, a1, a2).rearrange(NEXT);
        FloatVector t2 = mixed(a2, a3, v0, a1).rearrange(SECOND_NEXT);
        FloatVector t3 = mixed(a1, a2, a3, v0).rearrange(THIRD_NEXT);
        storeQuads(t0, rows, pitch);
        storeQuads(t1, rows + pitch, pitch);
        storeQuads(t2, rows + 2 * pitch, pitch);
        storeQuads(t3, rows + 3 * pitch, pitch);
    }

    /// Rows of four channels to four planes of a block of pixels, of which `count` are stored.
    private static void spread(long rows, long pitch, long planes, long plane, long bias, int count) {
        FloatVector v0 = loadQuads(rows, pitch);
        FloatVector v1 = loadQuads(rows + pitch, pitch);
        FloatVector v2 = loadQuads(rows + 2 * pitch, pitch);
        FloatVector v3 = loadQuads(rows + 3 * pitch, pitch);
        // transposes each four by four lanes: turn vector r by r, mix, turn mixture s back by s
        FloatVector a1 = v1.rearrange(THIRD_NEXT);
        FloatVector a2 = v2.rearrange(SECOND_NEXT);
        FloatVector a3 = v3.rearrange(NEXT);
        FloatVector t0 = mixed(v0, a1, a2, a3);
        FloatVector t1 = mixed(a3, v0, a1, a2).rearrange(NEXT);
        FloatVector t2 = mixed(a2, a3, v0, a1).rearrange(SECOND_NEXT);
        FloatVector t3 = mixed(a1, a2, a3, v0).rearrange(THIRD_NEXT);
        VectorMask<Float> stored = VectorMask.fromLong(S, (1L << count) - 1);
        t0.add(term(bias, 0)).intoMemorySegment(MEMORY, planes, ORDER, stored);
        t1.add(term(bias, 1)).intoMemorySegment(MEMORY, planes + plane, ORDER, stored);
        t2.add(term(bias, 2)).intoMemorySegment(MEMORY, planes + 2 * plane, ORDER, stored);
        t3.add(term(bias, 3)).intoMemorySegment(MEMORY, planes + 3 * plane, ORDER, stored);
    }

    /// Four floats from each fourth row, side by side. A quad gets to its lanes by reading that much earlier.
    private static FloatVector loadQuads(long row, long pitch) {
        FloatVector first = FloatVector.fromMemorySegment(S, MEMORY, row, ORDER);
        FloatVector second = FloatVector.fromMemorySegment(S, MEMORY, row + 4 * pitch - QUAD, ORDER);
        FloatVector both = first.blend(second, VectorMask.fromLong(S, 0x00F0));
        if (BLOCK == 2 * TOGETHER) return both;
        FloatVector third = FloatVector.fromMemorySegment(S, MEMORY, row + 8 * pitch - 2 * QUAD, ORDER);
        FloatVector fourth = FloatVector.fromMemorySegment(S, MEMORY, row + 12 * pitch - 3 * QUAD, ORDER);
        return both.blend(third, VectorMask.fromLong(S, 0x0F00)).blend(fourth, VectorMask.fromLong(S, 0xF000));
    }

    private static void storeQuads(FloatVector quads, long row, long pitch) {
        quads.intoMemorySegment(MEMORY, row, ORDER, VectorMask.fromLong(S, 0x000F));
        quads.intoMemorySegment(MEMORY, row + 4 * pitch - QUAD, ORDER, VectorMask.fromLong(S, 0x00F0));
        if (BLOCK == 2 * TOGETHER) return;
        quads.intoMemorySegment(MEMORY, row + 8 * pitch - 2 * QUAD, ORDER, VectorMask.fromLong(S, 0x0F00));
        quads.intoMemorySegment(MEMORY, row + 12 * pitch - 3 * QUAD, ORDER, VectorMask.fromLong(S, 0xF000));
    }

    /// From each of four vectors the lanes of one residue modulo four: `first` in lanes 0, 4, …, `second` in 1, 5,
    /// ….
    private static FloatVector mixed(FloatVector first, FloatVector second, FloatVector third, FloatVector fourth) {
        return first.blend(second, VectorMask.fromLong(S, 0x2222))
                .blend(third, VectorMask.fromLong(S, 0x4444))
                .blend(fourth, VectorMask.fromLong(S, 0x8888));
    }
}
