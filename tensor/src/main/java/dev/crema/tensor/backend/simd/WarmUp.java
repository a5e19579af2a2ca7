package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.OutOfTensorMemory;
import dev.crema.tensor.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Calls a kernel, or a family of kernels, until the JIT compiler has come to it. Until then others compute the
/// same to the bit, so that it does not matter when that is.
///
/// Most calls give a large kernel nothing to do. They count all the same for the compiler, while every vector that
/// is computed before runs through the Vector API's own Java code: that becomes hot, too, and the compiler would be
/// busy with it for a second or two, for nobody.
///
/// One thread does this for all, and rests between: the cell that waits needs the other core, and so does the
/// compiler; and vectors that are not compiled are objects, so many that the collector would enlarge the heap.
final class WarmUp {
    /// What computes meanwhile is to be compiled first.
    private static final long DELAY_MILLIS = 100;

    private static final long TURN_NANOS = 2_000_000;
    private static final long PAUSE_MILLIS = 4;
    /// So many calls between two looks at the clock.
    private static final int CALLS = 16;
    /// Between two tries whether a kernel is fast; later a part of the time that has passed.
    private static final long TRY_NANOS = 20_000_000;

    private static final int TRY_PART = 8;
    /// So many fast calls with work, and a kernel is compiled, unless so many slow ones were among them.
    private static final int FAST_CALLS = 32;

    private static final int SLOW_CALLS = 3;
    /// After which the compiler must have come to a kernel.
    private static final long MOST_NANOS = 60_000_000_000L;

    private static final long TILES_WORTH = 40_000_000;
    private static final int TILES_ENOUGH = 100_000;
    private static final int TILES_EVERY = 1000;
    /// About twice of what one call of each takes while the methods around them are not compiled yet; with a large
    /// tile that is not, it takes a few times as long.
    private static final double TILES_WARM_NANOS = 40_000;

    /// So much is collected in no time.
    private static final long LITTLE_HEAP = 64L << 20;

    private static final List<WarmUp> WAITING = new ArrayList<>();
    private static boolean working;

    private final Kernel kernel;
    private final int floats;
    private final long worth;
    private final int enough;
    private final int every;
    private final double warmNanos;
    private long asked;
    private boolean waiting;
    private volatile boolean done;

    // of the thread that works
    private @Nullable Storage memory;
    private int calls;
    private long begin;
    private long nextTry;

    /// What is to be compiled.
    interface Kernel {
        /// Calls it.
        ///
        /// @param memory address of numbers to work on
        /// @param works whether there is something to do
        void run(long memory, boolean works);
    }

    /// One that has always something to do. No lambda: that would be a class to make before the first step.
    private record Working(LongConsumer kernel) implements Kernel {
        @Override
        public void run(long memory, boolean works) {
            kernel.accept(memory);
        }
    }

    /// @param kernel calls what is to be compiled, on memory at an address
    /// @param floats how many it works on
    /// @param worth after so much work, in flops or elements, it pays to practise
    /// @param enough after so many calls the compiler has been asked, and fewer will do
    /// @param warmNanos what a call with work takes at most once compiled, and hardly ever before
    WarmUp(LongConsumer kernel, int floats, long worth, int enough, double warmNanos) {
        this(new Working(kernel), floats, worth, enough, 1, warmNanos);
    }

    /// @param every one of so many calls has something to do. Only for kernels that are one long method: the
    /// compiler takes those that a kernel calls into it only where it saw them called about as often as the kernel
    /// itself
    WarmUp(Kernel kernel, int floats, long worth, int enough, int every, double warmNanos) {
        this.kernel = kernel;
        this.floats = floats;
        this.worth = worth;
        this.enough = enough;
        this.every = every;
        this.warmNanos = warmNanos;
    }

    /// Of the tiles of a product, which are long methods that do nothing without terms.
    ///
    /// @param floats how many they work on when each is called once
    static WarmUp ofTiles(Kernel tiles, int floats) {
        return new WarmUp(tiles, floats, TILES_WORTH, TILES_ENOUGH, TILES_EVERY, TILES_WARM_NANOS);
    }

    /// Whether the kernel is compiled, or ought to be after a minute; sees to it once there was enough work for it.
    ///
    /// @param work that is to be done now
    boolean isDone(long work) {
        if (!done) ask(work);
        return done;
    }

    /// What threads count at the same time may get lost: a lock for each call would cost more than that.
    private void ask(long work) {
        asked += work;
        if (asked < worth || waiting) return;
        synchronized (WAITING) {
            if (done || waiting) return;
            waiting = true;
            begin = System.nanoTime() + 1_000_000 * DELAY_MILLIS;
            nextTry = begin;
            WAITING.add(this);
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
            pause(DELAY_MILLIS);
            shrinkHeap();
            SimdMath.touch();
            for (List<WarmUp> now = waiting(); !now.isEmpty(); now = waiting()) {
                for (WarmUp next : now) {
                    next.practise();
                    pause(PAUSE_MILLIS);
                }
            }
        } catch (OutOfMemoryError full) {
            stop();
        }
    }

    /// Those who wait; none, and the thread has to end, if all are done.
    private static List<WarmUp> waiting() {
        synchronized (WAITING) {
            working = !WAITING.isEmpty();
            return List.copyOf(WAITING);
        }
    }

    /// Waits until no kernel waits any more.
    static void await() {
        while (isWorking()) pause(PAUSE_MILLIS);
    }

    private static boolean isWorking() {
        synchronized (WAITING) {
            return working;
        }
    }

    /// Says that nobody works, and that those who wait have to ask again.
    private static void stop() {
        synchronized (WAITING) {
            for (WarmUp next : WAITING) next.waiting = false;
            WAITING.clear();
            working = false;
        }
    }

    /// A heap that was not collected yet is as large as the JVM guessed: the garbage of the practice would go
    /// through all of it once, and it would be the most memory that the process ever takes. A collection makes it
    /// as large as it has to be.
    private static void shrinkHeap() {
        Runtime heap = Runtime.getRuntime();
        if (heap.totalMemory() - heap.freeMemory() < LITTLE_HEAP) System.gc();
    }

    private void practise() {
        try {
            takeTurn();
        } catch (OutOfTensorMemory | OutOfMemoryError full) {
            memory = null;
            synchronized (WAITING) {
                WAITING.remove(this); // until somebody asks again
                waiting = false;
                asked = 0;
            }
        }
    }

    private void takeTurn() {
        long start = System.nanoTime();
        if (start - begin < 0) return;
        if (memory == null) {
            memory = Memory.allocateKept(DType.FLOAT32, floats, "warm-up");
            NativeMemory.clear(memory.address(), memory.bytes());
        }
        long address = memory.address();
        long end = start + (calls < enough ? TURN_NANOS : TURN_NANOS / 8);
        do {
            for (int i = 1; i <= CALLS; i++) kernel.run(address, ++calls % every == 0);
        } while (System.nanoTime() - end < 0);
        if (start - nextTry < 0) return;
        boolean fast = isFast(address);
        long passed = System.nanoTime() - begin;
        nextTry = begin + passed + Math.max(TRY_NANOS, passed / TRY_PART);
        if (!fast && passed < MOST_NANOS) return;
        memory = null;
        synchronized (WAITING) {
            WAITING.remove(this);
            waiting = false;
            done = true;
        }
    }

    private boolean isFast(long address) {
        for (int fast = 0, slow = 0; fast < FAST_CALLS; ) {
            long start = System.nanoTime();
            kernel.run(address, true);
            if (System.nanoTime() - start < warmNanos) fast++;
            else if (++slow == SLOW_CALLS) return false;
        }
        return true;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody else does
        }
    }
}
