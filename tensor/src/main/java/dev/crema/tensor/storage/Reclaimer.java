package dev.crema.tensor.storage;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Asks the garbage collector to run when tensors that it owns have taken much memory since it last did: Java's
/// heap does not see native memory, so it would not run by itself. How much is much adapts, so that collections
/// take a few per cent of the time.
final class Reclaimer {
    private static final long LEAST = 64L << 20;
    private static final double MOST_TIME = 0.03;
    private static final double LITTLE_TIME = 0.01;

    private static final AtomicLong SINCE_LAST = new AtomicLong();
    private static final Semaphore WANTED = new Semaphore(0);
    private static final Set<Ended> THREADS = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<Memory> ENDED = new ReferenceQueue<>();

    private static volatile long threshold = LEAST;
    private static volatile boolean started;
    private static long lastEnd = System.nanoTime();

    private Reclaimer() {}

    /// Notes that the garbage collector owns so many bytes more.
    static void allocated(long bytes) {
        if (SINCE_LAST.addAndGet(bytes) < threshold) return;
        SINCE_LAST.set(0);
        if (!started) start();
        if (WANTED.availablePermits() == 0) WANTED.release();
    }

    private static synchronized void start() {
        if (started) return;
        started = true;
        Thread.ofPlatform().daemon().name("crema-memory").start(() -> {
            while (true) {
                WANTED.acquireUninterruptibly();
                collectNow();
            }
        });
    }

    /// Runs a collection and waits until it and the notices it caused are done.
    static void collectNow() {
        synchronized (WANTED) {
            long start = System.nanoTime();
            System.gc();
            long end = System.nanoTime();
            SINCE_LAST.set(0);
            double share = (double) (end - start) / Math.max(1, end - lastEnd);
            lastEnd = end;
            long most = Math.max(LEAST, MemoryBudget.bytes() / 4);
            if (share > MOST_TIME) threshold = Math.min(most, 2 * threshold);
            else if (share < LITTLE_TIME) threshold = Math.max(LEAST, threshold / 2);
        }
        for (Reference<?> ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            Ended thread = (Ended) ended;
            THREADS.remove(thread);
            thread.blocks.returnAll();
        }
    }

    /// Takes back what a thread kept for itself when the thread has ended.
    static void watch(Memory memory, LocalBlocks blocks) {
        THREADS.add(new Ended(memory, blocks));
    }

    private static final class Ended extends PhantomReference<Memory> {
        private final LocalBlocks blocks;

        Ended(Memory memory, LocalBlocks blocks) {
            super(memory, ENDED);
            this.blocks = blocks;
        }
    }
}
