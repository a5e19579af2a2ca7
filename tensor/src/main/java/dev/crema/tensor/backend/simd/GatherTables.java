package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Scratch;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.storage.NativeMemory;

/// Where a convolution finds what it multiplies, as tables of distances in bytes (int64). Tables are filled up to
/// whole tiles with their last entry.
///
/// @param pixels of the padded image, the first one under the kernel for each position of the result
/// @param taps from there, in the order of the weight
/// @param places the positions of the result themselves
/// @param channels of the result
record GatherTables(long pixels, long taps, long places, long channels) {

    /// The tables of a convolution.
    static GatherTables of(ConvolutionShape shape, Scratch scratch) {
        int positions = GatheredProduct.wholeTiles(shape.positions());
        int taps = GatheredProduct.wholeTiles(shape.taps());
        long start = scratch.bytes(8L * (2L * positions + taps + shape.groupOut()));
        long tapTable = start + 8L * positions;
        long placeTable = tapTable + 8L * taps;
        long channelTable = placeTable + 8L * positions;
        for (int p = 0; p < positions; p++) {
            int place = Math.min(p, shape.positions() - 1);
            NativeMemory.setLong(start + 8L * p, pixel(shape, place));
            NativeMemory.setLong(placeTable + 8L * p, 4L * place);
        }
        for (int t = 0; t < taps; t++)
            NativeMemory.setLong(tapTable + 8L * t, tap(shape, Math.min(t, shape.taps() - 1)));
        for (int o = 0; o < shape.groupOut(); o++)
            NativeMemory.setLong(channelTable + 8L * o, 4L * o * shape.positions());
        return new GatherTables(start, tapTable, placeTable, channelTable);
    }

    private static long pixel(ConvolutionShape shape, int place) {
        long row = (long) place / shape.outWidth() * shape.down().stride();
        long column = (long) place % shape.outWidth() * shape.across().stride();
        return 4 * (row * paddedWidth(shape) + column);
    }

    private static long tap(ConvolutionShape shape, int tap) {
        Window down = shape.down();
        Window across = shape.across();
        int v = tap % across.size();
        int u = tap / across.size() % down.size();
        long c = tap / across.size() / down.size();
        long row = c * paddedHeight(shape) + (long) u * down.dilation();
        return 4 * (row * paddedWidth(shape) + (long) v * across.dilation());
    }

    /// The height with padding on both sides.
    static int paddedHeight(ConvolutionShape shape) {
        return shape.height() + 2 * shape.down().padding();
    }

    /// The width with padding on both sides.
    static int paddedWidth(ConvolutionShape shape) {
        return shape.width() + 2 * shape.across().padding();
    }
}
