package dev.crema.tensor.backend;

import java.util.Arrays;

/// Which elements each output of a pooling sees along one axis: `from[i]`, `from[i] + step`, … before `to[i]`.
///
/// @param inputs elements of the axis
/// @param step the distance between the elements seen
/// @param spread as how many each output counts in an average; padding may count
public record Bins(int inputs, int step, int[] from, int[] to, int[] spread) {

    /// The bins of a sliding window.
    ///
    /// @param ceil whether a last window that lies only partly within the input counts, too
    /// @param countsPadding whether padding counts in averages
    public static Bins sliding(int inputs, Window window, boolean ceil, boolean countsPadding) {
        int room = inputs + 2 * window.padding() - window.extent();
        int steps = ceil ? Math.ceilDiv(room, window.stride()) : Math.floorDiv(room, window.stride());
        // a window that would start in the padding behind the input sees nothing
        if (ceil && steps > 0 && steps * window.stride() >= inputs + window.padding()) steps--;
        int outputs = Math.max(0, steps + 1);
        int[] from = new int[outputs];
        int[] to = new int[outputs];
        int[] spread = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            int start = i * window.stride() - window.padding();
            int end = Math.min(start + window.extent(), inputs + window.padding());
            from[i] = start < 0 ? Math.floorMod(start, window.dilation()) : start;
            to[i] = Math.min(end, inputs);
            spread[i] = countsPadding ? end - start : to[i] - from[i];
        }
        return new Bins(inputs, window.dilation(), from, to, spread);
    }

    /// Bins that cover the axis with a given number of outputs: from ⌊i·inputs/outputs⌋ to ⌈(i+1)·inputs/outputs⌉.
    public static Bins adaptive(int inputs, int outputs) {
        int[] from = new int[outputs];
        int[] to = new int[outputs];
        int[] spread = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            from[i] = (int) ((long) i * inputs / outputs);
            to[i] = (int) Math.ceilDiv((i + 1L) * inputs, (long) outputs);
            spread[i] = to[i] - from[i];
        }
        return new Bins(inputs, 1, from, to, spread);
    }

    /// Whether an output sees no element.
    public boolean hasEmpty() {
        for (int i = 0; i < outputs(); i++) if (from[i] >= to[i]) return true;
        return false;
    }

    /// How many outputs there are.
    public int outputs() {
        return from.length;
    }

    /// The distance from one output to the next if all see `size` neighbouring elements; 0 if they do not.
    public int regularStride(int size) {
        int stride = outputs() > 1 ? from[1] - from[0] : size;
        for (int i = 0; i < outputs(); i++) if (step != 1 || to[i] - from[i] != size || from[i] != i * stride) return 0;
        return stride;
    }

    @Override
    public String toString() {
        return inputs + " to " + outputs() + " by " + step + " from " + Arrays.toString(from);
    }
}
