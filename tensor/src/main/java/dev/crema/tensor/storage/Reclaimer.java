package dev.crema.tensor.storage;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Asks the garbage collector to run when tensors that it owns have taken much memory since it last did: Java's
/// heap does not see native memory, so it would not run by itself.
///
/// A thread of its own collects while others compute, every so many bytes that collections take a few per cent of
/// the time. Who is faster than that thread has to wait for it: what may be garbage stays below `mostGarbage`, far
/// from the budget. When nobody works any more the thread collects once, gives free memory back, and sleeps.
final class Reclaimer {
    private static final long LEAST = 64L << 20;
    private static final long USUAL = 256L << 20;
    private static final double MOST_TIME = 0.03;
    private static final double LITTLE_TIME = 0.01;
    private static final long QUIET_SECONDS = 3;

    private static final AtomicLong SINCE_LAST = new AtomicLong();
    private static final Semaphore WANTED = new Semaphore(0);
    private static final Object COLLECTING = new Object();
    private static final Set<Ended> THREADS = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<Memory> ENDED = new ReferenceQueue<>();
    private static final ReferenceQueue<Object> HANDED_OVER = new ReferenceQueue<>();

    private static volatile long threshold = LEAST;
    private static volatile long live;
    private static final AtomicLong COLLECTIONS = new AtomicLong();
    private static volatile boolean asleep = true;
    private static boolean started;
    private static long lastEnd = System.nanoTime();

    private Reclaimer() {}

    /// Notes that the garbage collector will own so many bytes more.
    static void allocated(long bytes, LocalBlocks blocks) {
        long since = SINCE_LAST.addAndGet(bytes);
        if (since < LEAST) return;
        if (since > mostGarbage(bytes)) collectNow(blocks);
        else if (since >= threshold) wake();
    }

    /// Notes that so many of these bytes were freed by hand.
    static void freed(long bytes) {
        SINCE_LAST.addAndGet(-bytes);
    }

    /// How much may have become garbage before the next allocation waits for a collection. For one that is huge,
    /// and takes longer than a collection anyway, less.
    private static long mostGarbage(long allocation) {
        long budget = MemoryBudget.bytes();
        long most = Math.max(USUAL, live / 2);
        if (allocation < BlockPool.HUGE) most = 2 * Math.max(most, budget / 16);
        return Math.min(most, budget / 4);
    }

    /// Notes that memory came from the operating system: some day it has to go back.
    static void grown() {
        if (asleep) wake();
    }

    private static void wake() {
        asleep = false;
        start();
        if (WANTED.availablePermits() == 0) WANTED.release();
    }

    private static synchronized void start() {
        if (started) return;
        started = true;
        Thread.ofPlatform().daemon().name("crema-memory").start(Reclaimer::work);
    }

    private static void work() {
        LocalBlocks blocks = Memory.current().blocks();
        long changes = 0;
        while (true) {
            if (asleep) WANTED.acquireUninterruptibly();
            else if (!isWanted()) {
                long now = BlockPool.SHARED.changes();
                if (now == changes) rest(blocks);
                changes = now;
                continue;
            }
            if (SINCE_LAST.get() >= threshold) collectNow(blocks);
        }
    }

    private static boolean isWanted() {
        try {
            return WANTED.tryAcquire(QUIET_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException ignored) {
            return false; // nobody has a reason to interrupt this thread
        }
    }

    private static void rest(LocalBlocks blocks) {
        asleep = true;
        if (SINCE_LAST.get() > 0) collectNow(blocks);
        BlockPool.SHARED.purge(0);
    }

    /// Runs a collection, waits until it is done, and frees what it found. If another thread collects just now,
    /// that is enough.
    static void collectNow(LocalBlocks blocks) {
        long before = COLLECTIONS.get();
        synchronized (COLLECTING) {
            if (COLLECTIONS.get() == before) collect();
        }
        drain(blocks);
        live = BlockPool.SHARED.inUse();
        for (Reference<?> ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            Ended thread = (Ended) ended;
            THREADS.remove(thread);
            thread.blocks.returnAll();
        }
    }

    private static void collect() {
        long counted = SINCE_LAST.get();
        var sentinel = new PhantomReference<>(new Object(), HANDED_OVER);
        long start = System.nanoTime();
        System.gc();
        long end = System.nanoTime();
        pause(sentinel);
        SINCE_LAST.addAndGet(-counted);
        COLLECTIONS.incrementAndGet();
        double share = (double) (end - start) / Math.max(1, end - lastEnd);
        lastEnd = end;
        if (share > MOST_TIME) threshold = Math.min(mostGarbage(0) / 2, 2 * threshold);
        else if (share < LITTLE_TIME) threshold = Math.max(LEAST, threshold / 2);
    }

    /// The JVM hands over what it collected a moment after the collection: waits until it has begun to.
    private static void pause(Reference<Object> sentinel) {
        try {
            HANDED_OVER.remove(100);
            Reference.reachabilityFence(sentinel);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Frees what was found until for a while nothing more comes.
    private static void drain(LocalBlocks blocks) {
        for (int quiet = 0; quiet < 2; ) {
            if (Watch.drain(blocks) > 0) quiet = 0;
            else {
                quiet++;
                LockSupport.parkNanos(1_000_000);
            }
        }
        blocks.returnAll();
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
