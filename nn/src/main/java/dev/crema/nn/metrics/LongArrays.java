package dev.crema.nn.metrics;

import java.util.Arrays;

/// Sums of counts.
final class LongArrays {
    private LongArrays() {}

    static long sum(long... values) {
        return Arrays.stream(values).sum();
    }
}
