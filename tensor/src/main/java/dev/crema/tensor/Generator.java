package dev.crema.tensor;

import dev.crema.tensor.op.Creation;

/// A stream of random numbers from a seed: the same seed gives the same numbers on every machine.
///
/// ```java
/// var noise = Generator.of(7).randn(2, 3);
/// ```
///
/// The numbers are those of SplitMix64 (Steele, Lea and Flood 2014): the n-th one is a hash of seed and n.
public final class Generator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TWO_PI = 2 * Math.PI;

    private static volatile Streams shared = new Streams(0);

    private long state;

    private Generator(long state) {
        this.state = state;
    }

    /// A stream that starts from this seed.
    public static Generator of(long seed) {
        return new Generator(mix(seed + GOLDEN));
    }

    /// The stream that `Tensor.rand` and its kin draw from.
    public static Generator shared() {
        return shared.values;
    }

    /// Starts all shared streams again from this seed.
    public static void manualSeed(long seed) {
        shared = new Streams(seed);
    }

    /// A seed for the values of a new layer.
    public static long seedOfParameters() {
        return shared.parameters.nextLong();
    }

    /// A seed for the order of a data set.
    public static long seedOfShuffle() {
        return shared.shuffles.nextLong();
    }

    /// One stream for each purpose, so that a shuffle or noise in between does not change the weights of the next
    /// layer.
    private record Streams(Generator values, Generator parameters, Generator shuffles) {
        Streams(long seed) {
            this(of(seed), of(mix(2 * seed + 1)), of(mix(2 * seed + 2)));
        }
    }

    /// 64 random bits.
    public synchronized long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// A number in [0, 1), a multiple of 2⁻²⁴.
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /// An integer from 0 to below `bound`.
    public int nextInt(int bound) {
        if (bound < 1) throw new IllegalArgumentException("random integer: the bound must be at least 1, got " + bound);
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /// A standard normal number, by the method of Box and Muller. `StrictMath`, so that machines agree to the bit.
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(TWO_PI * nextDouble());
    }

    /// Uniform numbers in [0, 1).
    public Tensor rand(int... sizes) {
        return uniform(0, 1, sizes);
    }

    /// Uniform numbers from `low` to below `high`.
    public Tensor uniform(double low, double high, int... sizes) {
        boolean single = DType.defaultFloat() == DType.FLOAT32;
        double span = high - low;
        return Creation.filled(DType.defaultFloat(), () -> low + span * (single ? nextFloat() : nextDouble()), sizes);
    }

    /// Standard normal numbers.
    public Tensor randn(int... sizes) {
        return normal(0, 1, sizes);
    }

    /// Normal numbers with this mean and standard deviation.
    public Tensor normal(double mean, double deviation, int... sizes) {
        return Creation.filled(DType.defaultFloat(), () -> mean + deviation * nextGaussian(), sizes);
    }

    /// Integers from `low` to below `high`, int64.
    public Tensor randint(long low, long high, int... sizes) {
        if (high <= low || high - low > Integer.MAX_VALUE)
            throw new IllegalArgumentException(
                    "randint: no integers from " + low + " to below " + high + "; low must be less than high");
        return Creation.filled(DType.INT64, () -> low + nextInt((int) (high - low)), sizes);
    }

    /// The integers below `n` in random order, int64.
    public Tensor randperm(int n) {
        return Tensor.of(permutation(n));
    }

    /// The integers below `n` in random order.
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
