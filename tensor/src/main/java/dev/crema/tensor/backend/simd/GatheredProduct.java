package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import jdk.incubator.vector.FloatVector;

/// `out[r] (+)= Σ a[rows[r] + steps[i]] · b[i]` for tables of rows and steps: a matrix product whose left operand
/// is picked from memory by two tables of distances, such as the pixels of an image and the taps of a kernel.
///
/// Rows of `b` and `out` are dense and whole vectors long; tables of rows are whole tiles long, and `out` has room
/// for them.
///
/// @param rows a table of distances in bytes, one for each row
/// @param rowCount how many of them count
/// @param steps a table of distances in bytes, one for each term
/// @param stepCount how many terms
/// @param lanes floats in a row of `b` and `out`, a multiple of 16
record GatheredProduct(long rows, int rowCount, long steps, int stepCount, int lanes) {
    /// Rows of a tile.
    static final int ROWS = 6;

    /// Floats in a vector of 512 bits, or in two of 256.
    static final int LANES = 16;

    /// Whether this processor has vectors of 512 bits. A tile on those of 256 goes on with the sums in `out`; one on
    /// those of 512 begins with zero and is added afterwards, which `ScalarGather` repeats.
    static final boolean WIDE_VECTORS = FloatVector.SPECIES_PREFERRED.length() == LANES;

    private static final int WIDE = 4 * LANES;
    private static final int NARROW = 2 * LANES;
    /// So many rows of b, as wide as a tile, stay in the first-level cache: 32 KB of four vectors of 512 bits, 18 KB of
    /// two of 256.
    static final int BLOCK = WIDE_VECTORS ? 128 : 288;

    private static final WarmUp KERNELS = WarmUp.ofTiles(Tiles::run, Tiles.FLOATS);

    /// One tile of each kind, for the warm-up.
    private static final class Tiles {
        static final int LANES_OF_ALL = WIDE + NARROW + LANES;
        static final int STEPS = 35;
        static final int FLOATS = LANES_OF_ALL * (STEPS + ROWS) + 2 * (STEPS + ROWS) + 4 * ROWS * LANES + LANES;

        /// All distances are zero, as the memory is.
        static void run(long tables, boolean works) {
            if (!works) {
                callIdly();
                return;
            }
            long tile = tables + 8L * (STEPS + ROWS);
            long out = tile + 4L * 4 * ROWS * LANES;
            long b = out + 4L * ROWS * LANES_OF_ALL;
            var product = new GatheredProduct(tables, ROWS, tables + 8L * ROWS, STEPS, LANES_OF_ALL);
            product.multiplyCold(b, b, out, false, tile);
            product.multiplyCold(b, b, out, true, tile);
        }

        private static void callIdly() {
            if (!WIDE_VECTORS) {
                GatherTiles256.add6x2(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
                return;
            }
            GatherTiles.tile6x4(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            GatherTiles.tile6x2(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            GatherTiles.tile6x1(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /// A count of rows rounded up to whole tiles.
    static int wholeTiles(int rows) {
        return Math.ceilDiv(rows, ROWS) * ROWS;
    }

    /// A count of floats rounded up to whole vectors.
    static int wholeVectors(int floats) {
        return Math.ceilDiv(floats, LANES) * LANES;
    }

    /// Computes it.
    ///
    /// @param tile scratch for one tile, 6 rows of 4 vectors
    /// @param adds whether to add to `out`, or to replace it
    void multiply(long a, long b, long out, boolean adds, long tile) {
        if (KERNELS.isDone(2L * rowCount * stepCount * lanes)) multiplyCold(a, b, out, adds, tile);
        else new ScalarGather(this).multiply(a, b, out, adds);
    }

    /// The same by vectors, however slow they may be yet.
    void multiplyCold(long a, long b, long out, boolean adds, long tile) {
        if (!WIDE_VECTORS && !adds) for (int i = 0; i < LANES; i++) NativeMemory.setFloat(tile + 4L * i, 0);
        for (int from = 0; from < stepCount; from += BLOCK) {
            int count = Math.min(BLOCK, stepCount - from);
            int lane = 0;
            for (; lane < lanes; ) {
                int left = lanes - lane;
                int width = !WIDE_VECTORS ? LANES : left >= WIDE ? WIDE : left >= NARROW ? NARROW : LANES;
                long panel = b + 4L * ((long) from * lanes + lane);
                column(a, steps + 8L * from, count, panel, out + 4L * lane, width, adds || from > 0, tile);
                lane += width;
            }
        }
    }

    private void column(long a, long step, int count, long b, long out, int width, boolean adds, long tile) {
        long pitch = 4L * lanes;
        for (int row = 0; row < rowCount; row += ROWS) {
            long to = out + row * pitch;
            if (!WIDE_VECTORS) {
                narrow(a, rows + 8L * row, step, count, b, adds ? to : tile, adds ? pitch : 0, to);
                continue;
            }
            if (!adds) {
                tile(width, a, rows + 8L * row, step, count, b, pitch, to, pitch);
                continue;
            }
            tile(width, a, rows + 8L * row, step, count, b, pitch, tile, 4L * width);
            if (width == lanes) WarmLoops.addScaled(1, tile, to, (long) ROWS * width);
            else for (int r = 0; r < ROWS; r++) WarmLoops.addScaled(1, tile + 4L * r * width, to + r * pitch, width);
        }
    }

    /// A tile of two vectors of 256 bits.
    private void narrow(long a, long rows, long step, int count, long b, long c, long cRow, long out) {
        long pitch = 4L * lanes;
        GatherTiles256.add6x2(
                a + NativeMemory.getLong(rows),
                a + NativeMemory.getLong(rows + 8),
                a + NativeMemory.getLong(rows + 16),
                a + NativeMemory.getLong(rows + 24),
                a + NativeMemory.getLong(rows + 32),
                a + NativeMemory.getLong(rows + 40),
                step,
                count,
                b,
                pitch,
                c,
                cRow,
                out,
                pitch);
    }

    private static void tile(
            int width, long a, long rows, long steps, int count, long b, long bRow, long out, long outRow) {
        long a0 = a + NativeMemory.getLong(rows);
        long a1 = a + NativeMemory.getLong(rows + 8);
        long a2 = a + NativeMemory.getLong(rows + 16);
        long a3 = a + NativeMemory.getLong(rows + 24);
        long a4 = a + NativeMemory.getLong(rows + 32);
        long a5 = a + NativeMemory.getLong(rows + 40);
        if (width == WIDE) GatherTiles.tile6x4(a0, a1, a2, a3, a4, a5, steps, count, b, bRow, out, outRow);
        else if (width == NARROW) GatherTiles.tile6x2(a0, a1, a2, a3, a4, a5, steps, count, b, bRow, out, outRow);
        else GatherTiles.tile6x1(a0, a1, a2, a3, a4, a5, steps, count, b, bRow, out, outRow);
    }
}
