package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves images between planes, `[channels, pixels]`, and rows of channels, `[pixels, lanes]`, where lanes are the
/// channels rounded up to whole vectors: blocks in registers, of 16 pixels by 4 channels on vectors of 512 bits, else
/// of 8 by 8; what is left one by one.
final class ChannelsLast {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int BLOCK = S.length(); // 16 or 8 pixels
    private static final boolean SQUARE = BLOCK == 8;
    private static final int QUAD_LANES = 4;
    /// Channels of a block.
    private static final int TOGETHER = SQUARE ? BLOCK : QUAD_LANES;
    private static final long QUAD = 16;

    /// Within each four lanes, the lane `n` further on, round and round.
    private static final VectorShuffle<Float> NEXT = turned(1);

    private static final VectorShuffle<Float> SECOND_NEXT = turned(2);
    private static final VectorShuffle<Float> THIRD_NEXT = turned(3);

    private static final int FLOATS = 2 * TOGETHER * BLOCK + BLOCK * BLOCK;
    private static final long WORTH = 1_000_000; // floats moved
    private static final int ENOUGH_CALLS = 2500;
    private static final double WARM_NANOS = 4000; // of four blocks there and back
    private static final WarmUp BLOCKS = new WarmUp(ChannelsLast::practise, FLOATS, WORTH, ENOUGH_CALLS, WARM_NANOS);

    /// A bias that changes nothing, -0.0 eight times.
    private static final Storage NOTHING = Memory.allocateKept(DType.FLOAT32, 8, "no bias");

    static {
        for (int i = 0; i < 8; i++) NativeMemory.setFloat(NOTHING.address() + 4L * i, -0f);
    }

    private ChannelsLast() {}

    private static void practise(long memory) {
        long rows = memory + 4L * TOGETHER * BLOCK;
        for (int i = 0; i < 4; i++) {
            gather(memory, 4L * BLOCK, rows, 4L * BLOCK);
            spread(rows, 4L * BLOCK, memory, 4L * BLOCK, 0, BLOCK);
        }
    }

    /// How many channels are moved in blocks: none before the JIT compiler has come to them.
    ///
    /// @param least so many pixels fill a block
    private static int inBlocks(int channels, int pixels, int least) {
        boolean fits = channels >= TOGETHER && pixels >= least;
        if (!BLOCKS.isDone((long) channels * pixels) || !fits) return 0;
        return SQUARE ? channels : channels / TOGETHER * TOGETHER;
    }

    private static VectorShuffle<Float> turned(int n) {
        return VectorShuffle.fromOp(S, lane -> lane / QUAD_LANES * QUAD_LANES + (lane + n) % QUAD_LANES);
    }

    /// Planes to rows; lanes beyond the channels become zero.
    ///
    /// @param plane bytes from one plane to the next
    static void fromPlanes(long planes, long plane, int channels, int pixels, long rows, int lanes) {
        long pitch = 4L * lanes;
        int whole = inBlocks(channels, pixels, BLOCK);
        for (int c = 0; c < whole; c += TOGETHER) {
            int channel = Math.min(c, whole - TOGETHER); // the last blocks go over some channels and pixels again
            for (int p = 0; p < pixels; p += BLOCK) {
                int pixel = Math.min(p, pixels - BLOCK);
                gather(planes + channel * plane + 4L * pixel, plane, rows + pixel * pitch + 4L * channel, pitch);
            }
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
        int whole = inBlocks(channels, pixels, SQUARE ? BLOCK : 1);
        for (int c = 0; c < whole; c += TOGETHER) {
            int channel = Math.min(c, whole - TOGETHER); // the last blocks go over some channels and pixels again
            long offsets = bias == 0 ? 0 : bias + 4L * channel;
            for (int p = 0; p < pixels; p += BLOCK) {
                int pixel = SQUARE ? Math.min(p, pixels - BLOCK) : p;
                long from = rows + pixel * pitch + 4L * channel;
                long to = planes + channel * plane + 4L * pixel;
                spread(from, pitch, to, plane, offsets, Math.min(BLOCK, pixels - p));
            }
        }
        for (int c = whole; c < channels; c++) {
            float term = term(bias, c);
            for (int p = 0; p < pixels; p++)
                NativeMemory.setFloat(
                        planes + c * plane + 4L * p, NativeMemory.getFloat(rows + p * pitch + 4L * c) + term);
        }
    }

    /// The bias of a channel; what changes no number if there is none.
    private static float term(long bias, int channel) {
        return bias == 0 ? -0f : NativeMemory.getFloat(bias + 4L * channel);
    }

    /// The planes of a block to rows of its channels.
    private static void gather(long planes, long plane, long rows, long pitch) {
        if (SQUARE) Transposed8x8.write(planes, plane, NOTHING.address(), rows, pitch);
        else gatherQuads(planes, plane, rows, pitch);
    }

    /// Rows of the channels of a block to its planes.
    ///
    /// @param count pixels that are stored
    private static void spread(long rows, long pitch, long planes, long plane, long bias, int count) {
        if (SQUARE) Transposed8x8.write(rows, pitch, bias == 0 ? NOTHING.address() : bias, planes, plane);
        else spreadQuads(rows, pitch, planes, plane, bias, count);
    }

    /// Four planes of a block of pixels to rows of four channels.
    private static void gatherQuads(long planes, long plane, long rows, long pitch) {
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
    private static void spreadQuads(long rows, long pitch, long planes, long plane, long bias, int count) {
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
        FloatVector third = FloatVector.fromMemorySegment(S, MEMORY, row + 8 * pitch - 2 * QUAD, ORDER);
        FloatVector fourth = FloatVector.fromMemorySegment(S, MEMORY, row + 12 * pitch - 3 * QUAD, ORDER);
        return first.blend(second, VectorMask.fromLong(S, 0x00F0))
                .blend(third, VectorMask.fromLong(S, 0x0F00))
                .blend(fourth, VectorMask.fromLong(S, 0xF000));
    }

    private static void storeQuads(FloatVector quads, long row, long pitch) {
        quads.intoMemorySegment(MEMORY, row, ORDER, VectorMask.fromLong(S, 0x000F));
        quads.intoMemorySegment(MEMORY, row + 4 * pitch - QUAD, ORDER, VectorMask.fromLong(S, 0x00F0));
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
