package dev.crema.kernel.magic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Measures how long code takes.
public final class TimeIt {
    /// Code with a value.
    @FunctionalInterface
    public interface Expression<T extends @Nullable Object> {
        T value() throws Throwable;
    }

    /// Code without a value: the call of a void method.
    @FunctionalInterface
    public interface Action {
        void run() throws Throwable;
    }

    private static final long ROUND_NANOS = 200_000_000;
    private static final int ROUNDS = 7;

    /// Where results go, so that the JIT cannot leave out what computes them.
    private static volatile @Nullable Object sink;

    private TimeIt() {}

    /// Measures an expression with a value.
    public static <T extends @Nullable Object> String measure(Expression<T> expression) throws Throwable {
        return measure((Action) () -> sink = expression.value());
    }

    /// Runs the code until a round takes a fifth of a second, then takes the times of some rounds.
    public static String measure(Action action) throws Throwable {
        long loops = 1;
        while (round(action, loops) < ROUND_NANOS / 2 && loops < Long.MAX_VALUE / 4) loops *= 2;
        double[] nanos = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) nanos[i] = (double) round(action, loops) / loops;
        Arrays.sort(nanos);
        return "%s (best %s, worst %s; %d rounds of %d)"
                .formatted(
                        TimeMagic.duration(nanos[ROUNDS / 2]),
                        TimeMagic.duration(nanos[0]),
                        TimeMagic.duration(nanos[ROUNDS - 1]),
                        ROUNDS,
                        loops);
    }

    private static long round(Action action, long loops) throws Throwable {
        long start = System.nanoTime();
        for (long i = 0; i < loops; i++) action.run();
        return System.nanoTime() - start;
    }
}
