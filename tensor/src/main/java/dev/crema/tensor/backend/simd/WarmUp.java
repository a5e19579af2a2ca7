package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Runs a kernel, or a family of kernels, on numbers of its own until the JIT compiler has come to it. Until then
/// others compute the same to the bit, so that it does not matter when that is.
///
/// One thread does this for all, a while for each in turn: the cell that waits for them needs the other core, and
/// the JIT compiler, which takes longest, has something to do all the time.
final class WarmUp {
    private static final long MOST_NANOS = 20_000_000_000L;
    /// So many calls are timed together.
    private static final int ROUND = 8;
    /// So many rounds have to be fast one after the other.
    private static final int ROUNDS = 8;

    private static final long TURN_NANOS = 10_000_000;
    private static final long PAUSE_MILLIS = 2;
    /// Leaves the first moment to who computes.
    private static final long FIRST_PAUSE_MILLIS = 30;
    /// What is called less often is not worth it.
    private static final int SOME = 8;

    private static final Queue<WarmUp> HEAVY = new ArrayDeque<>();
    private static final Queue<WarmUp> LIGHT = new ArrayDeque<>();
    private static boolean working;

    private final int floats;
    private final LongConsumer kernel;
    private final double warmNanos;
    private final int enough;
    private final boolean heavy;
    private int asked;
    private volatile boolean done;

    // of the thread that works
    private @Nullable Storage memory;
    private int calls;
    private long firstTurn;

    /// @param floats how many the kernel works on
    /// @param kernel calls what is to be compiled, on memory at an address
    /// @param warmNanos what one call takes at most once compiled, and never before
    /// @param enough after so many calls the JIT compiler has been asked; more of them only make garbage, an object
    /// for every vector, and take the core that it could have
    /// @param heavy whether a model spends most of its time here: every other turn is for these
    WarmUp(int floats, LongConsumer kernel, double warmNanos, int enough, boolean heavy) {
        this.floats = floats;
        this.kernel = kernel;
        this.warmNanos = warmNanos;
        this.enough = enough;
        this.heavy = heavy;
    }

    /// Whether the kernel is compiled; sees to it once that was asked some times.
    boolean isDone() {
        if (!done) ask();
        return done;
    }

    private synchronized void ask() {
        if (asked >= SOME || ++asked < SOME) return;
        synchronized (WarmUp.class) {
            queue().add(this);
            if (working) return;
            working = true;
        }
        Thread thread = new Thread(WarmUp::work, "crema-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void work() {
        pause(FIRST_PAUSE_MILLIS);
        SimdMath.touch();
        boolean heavy = false;
        for (WarmUp next = next(true); next != null; next = next(heavy)) {
            next.takeTurn();
            heavy = !next.heavy;
            if (next.done) continue;
            if (next.calls > next.enough) pause(PAUSE_MILLIS);
            synchronized (WarmUp.class) {
                next.queue().add(next);
            }
        }
    }

    /// The next of one queue, if it has one, else of the other; null, and the thread has to end, if both are empty.
    private static synchronized @Nullable WarmUp next(boolean heavy) {
        WarmUp next = (heavy ? HEAVY : LIGHT).poll();
        if (next == null) next = (heavy ? LIGHT : HEAVY).poll();
        working = next != null;
        return next;
    }

    private Queue<WarmUp> queue() {
        return heavy ? HEAVY : LIGHT;
    }

    private void takeTurn() {
        if (memory == null) {
            memory = Memory.allocateKept(DType.FLOAT32, floats, "warm-up");
            NativeMemory.clear(memory.address(), memory.bytes());
            firstTurn = System.nanoTime();
        }
        long begin = System.nanoTime();
        long end = begin;
        int fast = 0;
        do {
            long start = end;
            for (int i = 0; i < ROUND; i++) kernel.accept(memory.address());
            end = System.nanoTime();
            fast = end - start < ROUND * warmNanos ? fast + 1 : 0;
            calls += ROUND;
        } while (fast > 0 ? fast < ROUNDS : calls <= enough && end - begin < TURN_NANOS);
        if (fast < ROUNDS && end - firstTurn < MOST_NANOS) return;
        done = true;
        memory = null;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody else does
        }
    }
}
