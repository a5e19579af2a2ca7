package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;

/// Moves images between planes, `[channels, pixels]`, and rows of channels, `[pixels, lanes]`, where lanes are the
/// channels rounded up to whole vectors.
final class ChannelsLast {
    private static final int TOGETHER = 4;

    private ChannelsLast() {}

    /// Planes to rows; lanes beyond the channels become zero.
    ///
    /// @param plane bytes from one plane to the next
    static void fromPlanes(long planes, long plane, int channels, int pixels, long rows, int lanes) {
        long pitch = 4L * lanes;
        int c = 0;
        for (; c + TOGETHER <= channels; c += TOGETHER)
            gatherFour(planes + c * plane, plane, pixels, rows + 4L * c, pitch);
        for (; c < channels; c++) gatherOne(planes + c * plane, pixels, rows + 4L * c, pitch);
        for (; c < lanes; c++) for (int p = 0; p < pixels; p++) NativeMemory.setFloat(rows + p * pitch + 4L * c, 0);
    }

    private static void gatherFour(long from, long plane, int pixels, long rows, long pitch) {
        long to = rows;
        for (long at = from; at < from + 4L * pixels; at += 4, to += pitch) {
            NativeMemory.setFloat(to, NativeMemory.getFloat(at));
            NativeMemory.setFloat(to + 4, NativeMemory.getFloat(at + plane));
            NativeMemory.setFloat(to + 8, NativeMemory.getFloat(at + 2 * plane));
            NativeMemory.setFloat(to + 12, NativeMemory.getFloat(at + 3 * plane));
        }
    }

    private static void gatherOne(long from, int pixels, long rows, long pitch) {
        for (int p = 0; p < pixels; p++) NativeMemory.setFloat(rows + p * pitch, NativeMemory.getFloat(from + 4L * p));
    }

    /// Rows to planes, with a number added to each plane.
    ///
    /// @param plane bytes from one plane to the next
    /// @param bias one float for each channel; 0 for none
    static void toPlanes(long rows, int lanes, int pixels, long planes, long plane, int channels, long bias) {
        long pitch = 4L * lanes;
        int c = 0;
        for (; c + TOGETHER <= channels; c += TOGETHER)
            spreadFour(rows + 4L * c, pitch, pixels, planes + c * plane, plane, bias == 0 ? 0 : bias + 4L * c);
        for (; c < channels; c++) {
            float term = bias == 0 ? 0 : NativeMemory.getFloat(bias + 4L * c);
            spreadOne(rows + 4L * c, pitch, pixels, planes + c * plane, term);
        }
    }

    private static void spreadFour(long rows, long pitch, int pixels, long to, long plane, long bias) {
        float first = bias == 0 ? 0 : NativeMemory.getFloat(bias);
        float second = bias == 0 ? 0 : NativeMemory.getFloat(bias + 4);
        float third = bias == 0 ? 0 : NativeMemory.getFloat(bias + 8);
        float fourth = bias == 0 ? 0 : NativeMemory.getFloat(bias + 12);
        long from = rows;
        for (long at = to; at < to + 4L * pixels; at += 4, from += pitch) {
            NativeMemory.setFloat(at, NativeMemory.getFloat(from) + first);
            NativeMemory.setFloat(at + plane, NativeMemory.getFloat(from + 4) + second);
            NativeMemory.setFloat(at + 2 * plane, NativeMemory.getFloat(from + 8) + third);
            NativeMemory.setFloat(at + 3 * plane, NativeMemory.getFloat(from + 12) + fourth);
        }
    }

    private static void spreadOne(long rows, long pitch, int pixels, long to, float term) {
        for (int p = 0; p < pixels; p++)
            NativeMemory.setFloat(to + 4L * p, NativeMemory.getFloat(rows + p * pitch) + term);
    }
}
