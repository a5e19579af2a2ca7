package dev.crema.tensor.backend;

/// A few sizes that stand for all others, ascending: each for those that are nearer to it than to its neighbours,
/// in proportion.
record Scale(int... points) {
    int count() {
        return points.length;
    }

    int point(int i) {
        return points[i];
    }

    /// The number of the point that stands for a size.
    int nearest(int size) {
        int i = 0;
        while (i + 1 < points.length && (long) size * size >= (long) points[i] * points[i + 1]) i++;
        return i;
    }
}
