package dev.crema.tensor;

/// How many cores one operation may use.
public final class Threads {
    private static volatile int count = initial();

    private Threads() {}

    /// The number of threads: all cores, or `CREMA_THREADS`, unless set.
    public static int count() {
        return count;
    }

    /// Sets the number of threads. Results of one number are reproducible to the bit; another number may round
    /// differently.
    public static void set(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads: at least 1, got " + threads);
        count = threads;
    }

    private static int initial() {
        String asked = System.getenv("CREMA_THREADS");
        if (asked != null && asked.matches("[1-9][0-9]{0,3}")) return Integer.parseInt(asked);
        return Runtime.getRuntime().availableProcessors();
    }
}
