package dev.crema.tensor;

import org.jspecify.annotations.Nullable;

/// A range of positions along one dimension, for bounds that are variables: `x.at(Slice.of(lo, hi), j)`. Negative
/// bounds count from the end.
///
/// @param start the first position; null for the beginning
/// @param end the position after the last; null for the end
/// @param step the distance between positions, at least 1
public record Slice(@Nullable Integer start, @Nullable Integer end, int step) {
    public Slice {
        if (step < 1) throw new IllegalArgumentException("slice: the step must be at least 1, got " + step);
    }

    /// From `start` to before `end`.
    public static Slice of(int start, int end) {
        return new Slice(start, end, 1);
    }

    /// From `start` to before `end`, every `step`-th.
    public static Slice of(int start, int end, int step) {
        return new Slice(start, end, step);
    }

    /// From `start` to the end.
    public static Slice from(int start) {
        return new Slice(start, null, 1);
    }
}
