package dev.crema.tensor;

import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.op.Creation;
import java.util.concurrent.Callable;

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

    private static final Current GLOBAL = new Current(0);
    private static final ScopedValue<Current> OWN = ScopedValue.newInstance();

    private long state;

    private Generator(long state) {
        this.state = state;
    }

    /// A stream that starts from this seed.
    public static Generator of(long seed) {
        return new Generator(mix(seed + GOLDEN));
    }

    private static Streams streams() {
        return current().streams;
    }

    private static Current current() {
        return OWN.isBound() ? OWN.get() : GLOBAL;
    }

    /// The streams that are shared now.
    private static final class Current {
        volatile Streams streams;

        Current(long seed) {
            streams = new Streams(seed);
        }
    }

    /// The stream that `Tensor.rand` and its kin draw from.
    public static Generator shared() {
        return streams().values;
    }

    /// Starts all shared streams again from this seed.
    public static void manualSeed(long seed) {
        current().streams = new Streams(seed);
    }

    /// Runs work with shared streams of its own, which start from this seed; `manualSeed` inside stays inside. So
    /// work that goes on at the same time draws the same numbers as one after the other.
    public static <T> T withOwnStreams(long seed, Callable<T> work) throws Exception {
        return ScopedValue.where(OWN, new Current(seed)).call(work::call);
    }

    /// Whether this runs inside `withOwnStreams`.
    public static boolean hasOwnStreams() {
        return OWN.isBound();
    }

    /// Where all shared streams stand, for `restoreStreams`.
    public static long[] saveStreams() {
        Streams now = streams();
        return new long[] {now.values.state(), now.parameters.state(), now.shuffles.state(), now.noise.state()};
    }

    /// Puts all shared streams back to where they stood.
    public static void restoreStreams(long... saved) {
        Streams now = streams();
        now.values.state(saved[0]);
        now.parameters.state(saved[1]);
        now.shuffles.state(saved[2]);
        now.noise.state(saved[3]);
    }

    /// A seed for the values of a new layer.
    public static long seedOfParameters() {
        return streams().parameters.nextLong();
    }

    /// A seed for the order of a data set.
    public static long seedOfShuffle() {
        return streams().shuffles.nextLong();
    }

    /// A seed for what a layer draws at each use, such as dropout.
    public static long seedOfNoise() {
        return streams().noise.nextLong();
    }

    /// One stream for each purpose, so that a shuffle or noise in between does not change the weights of the next
    /// layer.
    private record Streams(Generator values, Generator parameters, Generator shuffles, Generator noise) {
        Streams(long seed) {
            this(of(seed), of(mix(2 * seed + 1)), of(mix(2 * seed + 2)), of(mix(2 * seed + 3)));
        }
    }

    /// Where this stream stands.
    public synchronized long state() {
        return state;
    }

    /// Puts this stream to where one stood.
    public synchronized void state(long saved) {
        state = saved;
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

    /// As often `low + span · nextFloat()`.
    private synchronized void draw(float[] into, int count, double low, double span) {
        long bits = state;
        for (int i = 0; i < count; i++) {
            bits += GOLDEN;
            into[i] = (float) (low + span * ((mix(bits) >>> 40) * 0x1.0p-24f));
        }
        state = bits;
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
        if (single) return Creation.filled((part, count) -> draw(part, count, low, span), sizes);
        return Creation.filled(DType.defaultFloat(), () -> low + span * nextDouble(), sizes);
    }

    /// One with probability `share`, else zero.
    public Tensor bernoulli(double share, int... sizes) {
        long bound = (long) (share * 0x1.0p32);
        int count = Math.toIntExact(Shape.of(sizes).numel());
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            long bits = nextLong();
            values[i] = (bits >>> 32) < bound ? 1 : 0;
            if (i + 1 < count) values[i + 1] = (bits & 0xFFFFFFFFL) < bound ? 1 : 0;
        }
        return Tensor.of(DType.FLOAT32, values).view(sizes).to(DType.defaultFloat());
    }

    /// Standard normal numbers.
    public Tensor randn(int... sizes) {
        return normal(0, 1, sizes);
    }

    /// Normal numbers with this mean and standard deviation.
    public Tensor normal(double mean, double deviation, int... sizes) {
        if (!(deviation >= 0))
            throw new IllegalArgumentException("normal: the deviation must not be negative, got " + deviation
                    + "; the arguments are mean, deviation, sizes");
        return Creation.filled(DType.defaultFloat(), () -> mean + deviation * nextGaussian(), sizes);
    }

    /// Integers from `low` to below `high`, int64.
    public Tensor randint(long low, long high, int... sizes) {
        if (high <= low)
            throw new IllegalArgumentException(
                    "randint: no integers from " + low + " to below " + high + "; low must be less than high");
        if (high - low < 0 || high - low > Integer.MAX_VALUE)
            throw new IllegalArgumentException("randint: from " + low + " to below " + high + " are more than "
                    + Integer.MAX_VALUE + " integers, of which it can choose");
        long[] values = new long[Math.toIntExact(Layout.contiguous(sizes).numel())];
        for (int i = 0; i < values.length; i++) values[i] = low + nextInt((int) (high - low));
        return Tensor.of(values).view(sizes);
    }

    /// The integers below `n` in random order, int64.
    public Tensor randperm(int n) {
        return Tensor.of(permutation(n));
    }

    /// The integers below `n` in random order.
    public int[] permutation(int n) {
        if (n < 0) throw new IllegalArgumentException("randperm: the count cannot be negative, got " + n);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
