package dev.crema.nn.data;

/// SplitMix64 (Steele, Lea, Flood 2014) as a function of a key and a counter: the n-th draw of a key is the same on
/// every machine and in every thread, so work may be split at will.
final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long key;
    private long counter;

    private CounterRandom(long key) {
        this.key = key;
    }

    /// The stream of one item, such as `of(seed, split, index)`; streams of different items look unrelated.
    static CounterRandom of(long seed, long... path) {
        long key = mix(seed + GOLDEN_GAMMA);
        for (long step : path) {
            key = mix(key + (step + 1) * GOLDEN_GAMMA);
        }
        return new CounterRandom(key);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long nextBits() {
        counter++;
        return mix(key + counter * GOLDEN_GAMMA);
    }

    /// Evenly in `[low, high)`.
    double between(double low, double high) {
        return low + (high - low) * ((nextBits() >>> 11) * UNIT);
    }

    /// A whole number in `[0, bound)`; its bias, at most `bound / 2^32`, does not show in a drawing.
    int below(int bound) {
        return (int) (((nextBits() >>> 32) * bound) >>> 32);
    }

    boolean chance(double probability) {
        return between(0, 1) < probability;
    }

    /// Nearly normal with mean 0, never beyond 3.5 deviations: the sum of four even draws. No tail, so that no
    /// digit is torn apart.
    double bell(double deviation) {
        double sum = between(-1, 1) + between(-1, 1) + between(-1, 1) + between(-1, 1);
        return deviation * sum * 0.8660254037844386; // sqrt(3) / 2: four draws of variance 1/3
    }
}
