package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The maxima of `SimdPooling` to the bit by loops over floats, a row of outputs at a time, for the time until the
/// JIT compiler has come to the vector kernels.
final class ScalarPooling {
    private final SimdPooling.Regular window;
    private final int width;
    private final float[] band;
    private final float[] largest;
    private final int[] places;

    /// @param width of a plane of inputs
    /// @param outputs in a row
    ScalarPooling(SimdPooling.Regular window, int width, int outputs) {
        this.window = window;
        this.width = width;
        band = new float[(window.rows() - 1) * width + (outputs - 1) * window.across() + window.columns()];
        largest = new float[outputs];
        places = new int[outputs];
    }

    /// @param plane address of the plane
    /// @param first number in it of the first input of the row
    /// @param positions 0 if nobody asks for them
    void row(long plane, int first, long y, long positions) {
        Floats.read(plane + 4L * first, band, band.length);
        if (positions == 0) findLargest();
        else findPlaces(first);
        Floats.write(largest, largest.length, y);
        if (positions != 0)
            MemorySegment.copy(
                    places,
                    0,
                    NativeMemory.slice(positions, 4L * places.length),
                    ValueLayout.JAVA_INT_UNALIGNED,
                    0,
                    places.length);
    }

    private void findLargest() {
        for (int j = 0; j < largest.length; j++) {
            int corner = j * window.across();
            float most = band[corner];
            for (int u = 0; u < window.rows(); u++)
                for (int v = 0; v < window.columns(); v++) most = Math.max(most, band[corner + u * width + v]);
            largest[j] = most;
        }
    }

    private void findPlaces(int first) {
        for (int j = 0; j < largest.length; j++) {
            int corner = j * window.across();
            int best = corner;
            for (int u = 0; u < window.rows(); u++)
                for (int v = 0; v < window.columns(); v++) {
                    int at = corner + u * width + v;
                    if (band[at] > band[best] || Float.isNaN(band[at])) best = at;
                }
            largest[j] = band[best];
            places[j] = first + best;
        }
    }
}
