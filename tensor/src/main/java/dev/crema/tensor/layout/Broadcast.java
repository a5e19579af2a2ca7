package dev.crema.tensor.layout;

import java.util.Arrays;

/// The rule by which tensors of different sizes meet: sizes are aligned at the last dimension, and a size of 1, or
/// a missing one, repeats.
public final class Broadcast {
    private Broadcast() {}

    /// The sizes of the result.
    ///
    /// @param op the operation, for the message
    /// @throws IllegalArgumentException naming both shapes if they do not meet
    public static int[] sizes(String op, Layout a, Layout b) {
        if (a.sameSizes(b)) return a.sizes();
        int rank = Math.max(a.dim(), b.dim());
        int[] sizes = new int[rank];
        for (int d = 1; d <= rank; d++) {
            int sizeOfA = d <= a.dim() ? a.size(a.dim() - d) : 1;
            int sizeOfB = d <= b.dim() ? b.size(b.dim() - d) : 1;
            if (sizeOfA != sizeOfB && sizeOfA != 1 && sizeOfB != 1)
                throw new IllegalArgumentException(op + ": shapes do not broadcast: " + a + " and " + b + " (" + sizeOfA
                        + " against " + sizeOfB + " in dimension " + -d
                        + "); they must be equal or 1: reshape or unsqueeze one of them");
            sizes[rank - d] = sizeOfA == 1 ? sizeOfB : sizeOfA;
        }
        return sizes;
    }

    /// The sizes of an explicit expansion, where -1 keeps a size.
    ///
    /// @throws IllegalArgumentException if a dimension that is not 1 would have to change
    public static int[] expand(String op, Layout layout, int... target) {
        int[] sizes = target.clone();
        int shift = target.length - layout.dim();
        for (int d = 0; d < sizes.length; d++) {
            int old = d < shift ? 1 : layout.size(d - shift);
            if (sizes[d] == -1 && d >= shift) sizes[d] = old;
            if (shift < 0 || sizes[d] < 0 || (old != 1 && old != sizes[d])) throw cannotExpand(op, layout, target);
        }
        if (shift < 0) throw cannotExpand(op, layout, target);
        return sizes;
    }

    private static IllegalArgumentException cannotExpand(String op, Layout layout, int... target) {
        return new IllegalArgumentException(op + ": " + layout + " cannot become " + Arrays.toString(target)
                + "; only sizes of 1 and new leading dimensions can grow (repeat(...) copies)");
    }
}
