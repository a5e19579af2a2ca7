package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.OutOfTensorMemory;
import dev.crema.tensor.storage.Storage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Runs a kernel, or a family of kernels, on numbers of its own until the JIT compiler has come to it. Until then
/// others compute the same to the bit, so that it does not matter when that is.
///
/// One thread does this for all, a while for each in turn: the cell that waits for them needs the other core, and
/// the JIT compiler, which takes longest, has something to do all the time.
final class WarmUp {
    /// Of practice, after which the JIT compiler must have come to a kernel.
    private static final long MOST_NANOS = 4_000_000_000L;

    /// So many calls are timed together.
    private static final int ROUND = 8;
    /// So many rounds have to be fast one after the other.
    private static final int ROUNDS = 8;

    private static final long TURN_NANOS = 10_000_000;
    private static final long PAUSE_MILLIS = 2;
    /// Leaves the first moment to who computes.
    private static final long FIRST_PAUSE_MILLIS = 80;
    /// So much is collected in no time.
    private static final long LITTLE_HEAP = 64L << 20;
    /// A loop that is called less often is not worth it.
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
    private boolean waiting;
    private volatile boolean done;

    // of the thread that works
    private @Nullable Storage memory;
    private int calls;
    private long nanos;

    /// @param floats how many the kernel works on
    /// @param kernel calls what is to be compiled, on memory at an address
    /// @param warmNanos what one call takes at most once compiled, and never before
    /// @param enough after so many calls the JIT compiler has been asked; more of them only make garbage, an object
    /// for every vector, and take the core that it could have
    /// @param heavy whether a model spends most of its time here: every other turn is for these, from the first
    /// call on
    WarmUp(int floats, LongConsumer kernel, double warmNanos, int enough, boolean heavy) {
        this.floats = floats;
        this.kernel = kernel;
        this.warmNanos = warmNanos;
        this.enough = enough;
        this.heavy = heavy;
    }

    /// Whether the kernel is compiled, or ought to be after so much practice; sees to it once that was asked some
    /// times.
    boolean isDone() {
        if (!done) ask();
        return done;
    }

    private void ask() {
        synchronized (WarmUp.class) {
            if (waiting || ++asked < (heavy ? 1 : SOME)) return;
            waiting = true;
            queue().add(this);
            if (working) return;
            working = true;
        }
        try {
            Thread thread = new Thread(WarmUp::work, "crema-warm-up");
            thread.setDaemon(true);
            thread.start();
        } catch (OutOfMemoryError noThread) {
            stop(); // one of the next calls may have more luck
        }
    }

    private static void work() {
        try {
            pause(FIRST_PAUSE_MILLIS);
            shrinkHeap();
            SimdMath.touch();
            boolean heavy = true;
            for (WarmUp next = next(heavy); next != null; next = next(heavy)) {
                heavy = !next.heavy;
                next.practise();
            }
        } catch (OutOfMemoryError full) {
            stop();
        }
    }

    private void practise() {
        try {
            takeTurn();
        } catch (OutOfTensorMemory | OutOfMemoryError full) {
            memory = null;
            synchronized (WarmUp.class) {
                waiting = false; // until somebody asks again
                asked = 0;
            }
            return;
        }
        if (done) return;
        if (calls > enough) pause(PAUSE_MILLIS);
        synchronized (WarmUp.class) {
            queue().add(this);
        }
    }

    /// Says that nobody works, and that those who wait have to ask again.
    private static synchronized void stop() {
        for (Queue<WarmUp> queue : List.of(HEAVY, LIGHT))
            for (WarmUp next = queue.poll(); next != null; next = queue.poll()) next.waiting = false;
        working = false;
    }

    /// A heap that was not collected yet is as large as the JVM guessed: the garbage of the practice would go
    /// through all of it once, and it would be the most memory that the process ever takes. A collection makes it
    /// as large as it has to be.
    private static void shrinkHeap() {
        Runtime heap = Runtime.getRuntime();
        if (heap.totalMemory() - heap.freeMemory() < LITTLE_HEAP) System.gc();
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
        nanos += end - begin;
        if (fast < ROUNDS && nanos < MOST_NANOS) return;
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
