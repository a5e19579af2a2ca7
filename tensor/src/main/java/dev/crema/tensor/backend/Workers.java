package dev.crema.tensor.backend;

import dev.crema.tensor.Threads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Threads that help with a piece of work, each with its part of it. How the work is divided depends on the work
/// and on `Threads.count()`, never on who comes to do it, so that results are the same to the bit on a busy
/// machine.
///
/// A helper waits for the next piece without sleeping as long as pieces follow one another as in a training step,
/// but lets others have the core that need it; then it sleeps. Whoever has done his part takes parts that nobody has
/// begun: a helper that the system lets wait holds up nobody. Where it stops one in the middle of a part, because
/// others need the core too (the JIT compiler at the start of a program, other programs), the caller does all parts
/// alone for a while, at each such stop for twice as long.
public final class Workers {
    /// Longer than what one thread does alone between two pieces, and than a short pause: a core that slept comes
    /// 0.2 ms late.
    private static final long AWAKE_NANOS = 3_000_000;
    /// Between two offers of the core to others.
    private static final int SPINS_AWAKE = 32;

    private static final int SPINS = 2_000;
    /// Less work is done before a helper has heard of it.
    private static final long LEAST = 400_000;

    /// A helper that is so much later than the caller was stopped, if it is also half as late again.
    private static final long LATE_NANOS = 200_000;

    private static final long SHORTEST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 128_000_000;

    /// Elements that are not divided: whole vectors, and whole lines of the cache.
    private static final int ELEMENTS = 1024;

    private static final ReentrantLock CALLER = new ReentrantLock();
    private static final AtomicReference<@Nullable Job> CURRENT = new AtomicReference<>();
    private static final ThreadLocal<boolean[]> INSIDE = ThreadLocal.withInitial(() -> new boolean[1]);
    private static volatile Helper[] helpers = {};

    // both are for whoever holds CALLER
    private static long pause = SHORTEST_PAUSE_NANOS;
    private static long aloneUntil;

    private Workers() {}

    /// A part of the work.
    public interface Part {
        /// Does it; `part` counts from 0.
        void run(int part);
    }

    /// In how many parts to divide work that can be divided into `most`: 1 if it is little, or a part itself.
    ///
    /// @param operations about as many as floating-point operations
    public static int parts(long operations, int most) {
        if (operations < 2 * LEAST) return 1;
        int threads = Threads.count();
        if (threads == 1 || most < 2 || INSIDE.get()[0]) return 1;
        return (int) Math.min(Math.min(threads, most), operations / LEAST);
    }

    /// The first of `n` things, taken in whole units, that belongs to a part.
    public static int start(int part, int parts, int n, int unit) {
        int units = (n + unit - 1) / unit;
        return (int) Math.min(n, (long) units * part / parts * unit);
    }

    /// A range of elements.
    public interface Range {
        /// Computes `count` elements from number `from` on.
        void run(long from, long count);
    }

    /// Computes `count` elements, divided at whole vectors if there are many.
    ///
    /// @param effort of one element, 1 for a sum
    public static void overElements(long count, int effort, Range range) {
        int parts = parts(count * effort, (int) Math.min(Integer.MAX_VALUE, count / ELEMENTS));
        if (parts == 1) {
            range.run(0, count);
            return;
        }
        long units = (count + ELEMENTS - 1) / ELEMENTS;
        run(parts, part -> {
            long from = units * part / parts * ELEMENTS;
            long to = Math.min(count, units * (part + 1) / parts * ELEMENTS);
            range.run(from, to - from);
        });
    }

    /// Does all parts and returns when they are done.
    ///
    /// @throws RuntimeException what a part threw
    public static void run(int parts, Part work) {
        boolean[] inside = INSIDE.get();
        if (parts > 1 && !inside[0] && CALLER.tryLock()) {
            try {
                inside[0] = true;
                if (isPausing()) inTurn(parts, work);
                else together(parts, work);
            } finally {
                inside[0] = false;
                CALLER.unlock();
            }
        } else alone(parts, work, inside);
    }

    private static void alone(int parts, Part work, boolean... inside) {
        boolean before = inside[0];
        inside[0] = true;
        try {
            inTurn(parts, work);
        } finally {
            inside[0] = before;
        }
    }

    private static void inTurn(int parts, Part work) {
        for (int part = 0; part < parts; part++) work.run(part);
    }

    private static boolean isPausing() {
        if (aloneUntil == 0) return false;
        if (System.nanoTime() - aloneUntil < 0) return true;
        aloneUntil = 0;
        return false;
    }

    private static void together(int parts, Part work) {
        Job job = new Job(parts, work);
        CURRENT.set(job);
        wake(parts - 1);
        long start = System.nanoTime();
        job.take(0);
        boolean late = !job.isDone() && awaitOthers(job, start);
        CURRENT.set(null);
        job.work = null;
        if (late) {
            aloneUntil = System.nanoTime() + pause;
            pause = Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
        } else pause = Math.max(SHORTEST_PAUSE_NANOS, pause / 2);
        if (job.failure != null) throw job.failure;
    }

    /// Whether the others were so late that they must have been stopped.
    private static boolean awaitOthers(Job job, long start) {
        long own = System.nanoTime();
        job.await();
        long waited = System.nanoTime() - own;
        return waited > LATE_NANOS && waited > (own - start) / 2;
    }

    private static void wake(int count) {
        Helper[] all = helpers;
        if (all.length < count) all = grow(count);
        for (int i = 0; i < count; i++) if (all[i].asleep) LockSupport.unpark(all[i]);
    }

    private static Helper[] grow(int count) {
        Helper[] more = new Helper[count];
        System.arraycopy(helpers, 0, more, 0, helpers.length);
        for (int i = helpers.length; i < count; i++) {
            more[i] = new Helper(i + 1);
            more[i].start();
        }
        helpers = more;
        return more;
    }

    /// One piece of work.
    private static final class Job {
        private static final VarHandle BEGUN = MethodHandles.arrayElementVarHandle(int[].class);

        private final int[] begun;
        private final AtomicInteger done = new AtomicInteger();
        private @Nullable Part work;
        volatile @Nullable RuntimeException failure;

        Job(int parts, Part work) {
            this.begun = new int[parts];
            this.work = work;
        }

        /// Does the part of this number, then those that nobody has begun.
        void take(int own) {
            for (int i = 0; i < begun.length; i++) {
                int part = (own + i) % begun.length;
                if (BEGUN.compareAndSet(begun, part, 0, 1)) doPart(part);
            }
        }

        private void doPart(int part) {
            try {
                if (work != null) work.run(part);
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = new IllegalStateException("a part of an operation failed: " + e, e);
            } finally {
                done.incrementAndGet();
            }
        }

        boolean isDone() {
            return done.get() == begun.length;
        }

        @SuppressWarnings("ThreadPriorityCheck") // a hint; nothing depends on it
        void await() {
            for (int spins = 0; !isDone(); spins++) {
                if (spins < SPINS) Thread.onSpinWait();
                else Thread.yield(); // the helper may wait for this core
            }
        }
    }

    private static final class Helper extends Thread {
        private final int number;
        volatile boolean asleep;

        Helper(int number) {
            super("crema-worker-" + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            INSIDE.get()[0] = true;
            @Nullable Job last = null;
            while (true) {
                Job job = next(last);
                job.take(number);
                last = job;
            }
        }

        @SuppressWarnings("ThreadPriorityCheck") // a hint; nothing depends on it
        private Job next(@Nullable Job last) {
            long start = System.nanoTime();
            for (int spins = 1; ; spins++) {
                @Nullable Job job = CURRENT.get();
                if (job != null && job != last) return job;
                Thread.onSpinWait();
                if (spins % SPINS_AWAKE != 0) continue;
                Thread.yield(); // the JIT compiler may wait for this core
                if (System.nanoTime() - start > AWAKE_NANOS) {
                    asleep = true;
                    job = CURRENT.get();
                    if (job == null || job == last) LockSupport.park(this);
                    asleep = false;
                    start = System.nanoTime();
                }
            }
        }
    }
}
