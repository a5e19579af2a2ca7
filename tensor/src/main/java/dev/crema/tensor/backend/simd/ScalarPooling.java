package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The maxima of `SimdPooling` to the bit by loops over floats, a plane at a time, for the time until the JIT
/// compiler has come to the vector kernels.
final class ScalarPooling {
    private final SimdPooling.Regular window;
    private final int width;
    private final int rows;
    private final int columns;
    private final float[] inputs;
    private final float[] largest;
    private final int[] places;

    /// @param height of a plane of inputs
    /// @param rows of a plane of outputs
    ScalarPooling(SimdPooling.Regular window, int height, int width, int rows, int columns) {
        this.window = window;
        this.width = width;
        this.rows = rows;
        this.columns = columns;
        inputs = new float[height * width];
        largest = new float[rows * columns];
        places = new int[rows * columns];
    }

    /// @param positions 0 if nobody asks for them
    void plane(long x, long y, long positions) {
        Floats.read(x, inputs, inputs.length);
        for (int i = 0; i < rows; i++)
            if (positions == 0) row(i);
            else rowAndPlaces(i);
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

    private void row(int i) {
        for (int j = 0; j < columns; j++) {
            int first = i * window.down() * width + j * window.across();
            float most = inputs[first];
            for (int u = 0; u < window.rows(); u++)
                for (int v = 0; v < window.columns(); v++) most = Math.max(most, inputs[first + u * width + v]);
            largest[i * columns + j] = most;
        }
    }

    private void rowAndPlaces(int i) {
        for (int j = 0; j < columns; j++) {
            int first = i * window.down() * width + j * window.across();
            int best = first;
            for (int u = 0; u < window.rows(); u++)
                for (int v = 0; v < window.columns(); v++) {
                    int at = first + u * width + v;
                    if (inputs[at] > inputs[best] || Float.isNaN(inputs[at])) best = at;
                }
            largest[i * columns + j] = inputs[best];
            places[i * columns + j] = best;
        }
    }
}
