package dev.crema.kernel.eval;

import dev.crema.kernel.display.CellScope;
import dev.crema.kernel.load.CellInterrupted;
import dev.crema.kernel.load.Interrupts;
import dev.crema.kernel.load.Work;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thread that runs cell code, for as long as the kernel lives (grad mode and confined memory are bound to
/// it). The kernel's own thread, which uses JShell, hands it work and waits; code on the cell thread that needs
/// JShell in turn (a magic that evaluates an expression) asks the waiting kernel thread. So at any time one of the
/// two runs.
final class CellThread {
    /// How long code that never asks whether it should stop may go on after an interrupt.
    private static final long GRACE_MILLIS = 600;

    /// How long code that asks may need to come to an orderly end, such as the batch of a training.
    private static final long ORDERLY_MILLIS = 10_000;

    private static final long NUDGE_MILLIS = 50;

    /// Thrown on the kernel's thread when the cell thread did not stop and was left behind.
    static final class Abandoned extends RuntimeException {
        private final Thread thread;

        Abandoned(Thread thread) {
            super(thread.getName() + " was left behind");
            this.thread = thread;
        }

        Thread thread() {
            return thread;
        }
    }

    private sealed interface Message {}

    /// To either side: run this.
    private record Task(Work body) implements Message {
        Done run() {
            try {
                return new Done(body.run(), null);
            } catch (Abandoned e) {
                throw e;
            } catch (Throwable e) { // whatever cell code throws is handed to the other side
                return new Done(null, e);
            }
        }
    }

    /// To either side: what came of the task.
    private record Done(@Nullable Object value, @Nullable Throwable thrown) implements Message {
        @Nullable
        Object get() throws Throwable {
            if (thrown != null) throw thrown;
            return value;
        }
    }

    /// To the kernel's thread: look at the clock.
    private record Look() implements Message {}

    private final BlockingQueue<Message> forCell = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> forKernel = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable CellScope scope;
    private volatile long interruptedNanos;
    private volatile boolean abandoned;

    CellThread(String name, ClassLoader contextLoader) {
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
        thread.setContextClassLoader(contextLoader);
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /// Starts a run: what is called from now on belongs to it.
    void begin(CellScope run) {
        interruptedNanos = 0;
        scope = run;
    }

    /// Ends the run.
    synchronized void end() {
        if (interruptedNanos != 0) Interrupts.disarmSoon();
        scope = null;
    }

    /// Runs a body on the cell thread and waits for it; called on the kernel's thread.
    ///
    /// @throws Throwable what the body throws; [Abandoned] if it does not end after an interrupt
    @Nullable
    Object call(Work body) throws Throwable {
        CellScope run = scope;
        if (run != null && run.isStopping()) throw new CellInterrupted();
        forCell.add(new Task(body));
        while (true)
            switch (await()) {
                case Done done -> {
                    return done.get();
                }
                case Task question -> forCell.add(question.run());
                case Look look -> {}
            }
    }

    /// Runs a body on the kernel's thread and waits for it; called on the cell thread.
    @Nullable
    Object ask(Work body) throws Throwable {
        if (abandoned) throw new CellInterrupted();
        forKernel.add(new Task(body));
        while (true)
            switch (takeForCell()) {
                case Done answer -> {
                    return answer.get();
                }
                case Task task -> forKernel.add(task.run());
                case Look look -> {}
            }
    }

    /// Stops the run, if there is one; any thread may call.
    synchronized void interrupt() {
        CellScope run = scope;
        if (run == null) return;
        run.stop();
        interruptedNanos = System.nanoTime();
        Interrupts.arm();
        thread.interrupt();
        forKernel.add(new Look());
    }

    private Message await() throws InterruptedException {
        while (interruptedNanos == 0) {
            Message message = forKernel.take();
            if (!(message instanceof Look)) return message;
        }
        while (System.nanoTime() - interruptedNanos < TimeUnit.MILLISECONDS.toNanos(patienceMillis())) {
            Message message = forKernel.poll(NUDGE_MILLIS, TimeUnit.MILLISECONDS);
            if (message == null) thread.interrupt(); // a `catch (InterruptedException e)` may have eaten the first one
            else if (!(message instanceof Look)) return message;
        }
        abandoned = true;
        throw new Abandoned(thread);
    }

    private long patienceMillis() {
        CellScope run = scope;
        return run != null && run.hasAsked() ? ORDERLY_MILLIS : GRACE_MILLIS;
    }

    private void work() {
        while (!abandoned) if (takeForCell() instanceof Task task) forKernel.add(run(task));
    }

    private Done run(Task task) {
        CellScope run = scope;
        if (run != null) run.enter();
        Done done = task.run();
        // An interrupt that came too late must not hit the next cell.
        Thread.interrupted();
        return done;
    }

    private Message takeForCell() {
        while (true)
            try {
                return forCell.take();
            } catch (InterruptedException e) {
                // The run has been marked as stopping, so nothing is lost: the kernel's thread answers in any case.
                if (abandoned) return new Look();
            }
    }
}
