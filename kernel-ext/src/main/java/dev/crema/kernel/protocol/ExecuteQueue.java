package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.eval.Outcome;
import dev.crema.kernel.load.Shortcuts;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.MimeBundle;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The cells that wait to be run, and running them one after the other.
final class ExecuteQueue {
    private static final Outcome STOPPED = new Outcome(ErrorReport.sentence("Interrupted", "stopped by the user"));
    private static final long RUN_ALL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int IDLE_SECONDS = 8;
    private static final int COLLECTIONS = 2;
    private static final int PRACTICE = 60;
    private static final long PRACTICE_PAUSE_MILLIS = 100;

    private final Connection connection;
    private final Publisher publisher;
    private final Questions questions;
    private final History history;
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger counter = new AtomicInteger();
    private volatile JsonObject latest = new JsonObject();
    private volatile boolean running;
    private volatile long arrivedNanos;
    private boolean stopNext;

    ExecuteQueue(Connection connection, Questions questions, History history) {
        this.connection = connection;
        this.publisher = connection.publisher();
        this.questions = questions;
        this.history = history;
    }

    /// The header of the request whose cell was run last; empty if there is none.
    JsonObject latest() {
        return latest;
    }

    void add(Message request) {
        questions.running(request);
        arrivedNanos = System.nanoTime();
        waiting.add(request);
    }

    /// Runs what comes, for ever, on the current thread. While nothing comes, at first, the compiler is kept in
    /// practice: it answers five times faster afterwards.
    void run(Evaluator evaluator) throws InterruptedException {
        for (int i = 0; i < PRACTICE; i++) {
            Message request = waiting.poll(i == 0 ? 0 : PRACTICE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            if (request != null) execute(request, evaluator);
            else evaluator.practise();
        }
        Shortcuts.compileReflection();
        while (true) execute(next(evaluator), evaluator);
    }

    /// Waits for a cell. While the user reads, memory goes back to the system; the second collection frees the
    /// tensors that the first found.
    private Message next(Evaluator evaluator) throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            Message request = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
            if (request != null) return request;
            evaluator.rest();
            System.gc();
        }
        return waiting.take();
    }

    private void execute(Message request, Evaluator evaluator) {
        latest = request.header();
        execute(
                request,
                evaluator,
                (count, code, output) -> {
                    Outcome outcome = start() ? evaluator.run(SourceText.cell(count, code), output) : STOPPED;
                    running = false;
                    return outcome;
                },
                true);
    }

    /// Whether a request asks about the cell that is running, and must not wait for it. In Run All, where the cells
    /// arrive together, it is meant to come after it.
    boolean isAside(Message request) {
        boolean alone = waiting.isEmpty() && System.nanoTime() - arrivedNanos > RUN_ALL_NANOS;
        return running && alone && Evaluator.isAside(request.text("code"));
    }

    /// Runs such a cell on the calling thread.
    void executeAside(Message request, Evaluator evaluator) {
        execute(request, evaluator, (_, code, output) -> evaluator.runAside(code, output), false);
    }

    /// Runs the code of a cell.
    @FunctionalInterface
    private interface Run {
        Outcome of(int count, String code, ResultKeeper output);
    }

    /// @param leads whether an error in it aborts what waits behind it
    private void execute(Message request, Evaluator evaluator, Run run, boolean leads) {
        publisher.status(request.header(), "busy");
        String code = request.text("code");
        boolean silent = request.flag("silent", false);
        boolean counts = !silent && request.flag("store_history", true);
        int count = counts ? counter.incrementAndGet() : counter.get();
        if (!silent)
            publisher.publish(request.header(), "execute_input", Json.object("code", code, "execution_count", count));
        var output = new ResultKeeper(new CellOutput(request, count, publisher, questions), true);
        Outcome outcome = run.of(count, code, output);
        JsonObject reply = reply(request, evaluator, outcome, output);
        if (counts) history.add(count, code, output.text());
        reply.addProperty("execution_count", count);
        finish(request, reply, leads && !outcome.isOk() && request.flag("stop_on_error", true));
    }

    /// Whether the next cell may run.
    private synchronized boolean start() {
        boolean stopped = stopNext;
        stopNext = false;
        running = !stopped;
        return running;
    }

    /// Stops the running cell; while the kernel still starts, the cell that waits for it. Any thread may call.
    synchronized void interrupt(CompletableFuture<Evaluator> evaluator) {
        if (running) evaluator.join().interrupt();
        else stopNext = !waiting.isEmpty();
    }

    private JsonObject reply(Message request, Evaluator evaluator, Outcome outcome, ResultKeeper output) {
        ErrorReport error = outcome.error();
        if (error != null) {
            JsonObject content = KernelServer.error(error);
            if (!request.flag("silent", false)) {
                JsonObject shown = content.deepCopy();
                shown.remove("status");
                publisher.publish(request.header(), "error", shown);
            }
            return content;
        }
        JsonObject expressions = new JsonObject();
        JsonObject asked = request.object("user_expressions");
        for (String name : asked.keySet())
            if (asked.get(name).isJsonPrimitive())
                expressions.add(name, value(asked.get(name).getAsString(), evaluator, output));
        return Json.object("status", "ok", "user_expressions", expressions, "payload", new ArrayList<>());
    }

    private static JsonObject value(String expression, Evaluator evaluator, ResultKeeper output) {
        var result = new ResultKeeper(output, false);
        Outcome outcome = evaluator.run(new SourceText("expression", expression), result);
        if (outcome.error() != null) return KernelServer.error(outcome.error());
        MimeBundle bundle = result.bundle();
        return Json.object("status", "ok", "data", bundle.data(), "metadata", bundle.metadata());
    }

    /// Replies, and only then says that the kernel is idle: some front ends take the reverse for a lost reply.
    private void finish(Message request, JsonObject reply, boolean abort) {
        RouterChannel shell = connection.shell();
        var sent = new CompletableFuture<@Nullable Void>();
        shell.post(() -> {
            if (abort) shell.handleArrived();
            shell.send(connection.wire().reply(request, "execute_reply", reply));
            publisher.status(request.header(), "idle");
            if (running) publisher.status(latest, "busy"); // front ends show the last state they heard of
            if (abort) abortWaiting(shell);
            sent.complete(null);
        });
        if (abort) sent.join();
    }

    /// After an error in Run All the cells behind it do not run.
    private void abortWaiting(RouterChannel shell) {
        var aborted = new ArrayList<Message>();
        waiting.drainTo(aborted);
        for (Message request : aborted) {
            publisher.status(request.header(), "busy");
            JsonObject content = Json.object("status", "aborted", "execution_count", counter.get());
            shell.send(connection.wire().reply(request, "execute_reply", content));
            publisher.status(request.header(), "idle");
        }
    }
}
