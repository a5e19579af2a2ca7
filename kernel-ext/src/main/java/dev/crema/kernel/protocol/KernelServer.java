package dev.crema.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.crema.kernel.assist.Assistant;
import dev.crema.kernel.assist.VariableView;
import dev.crema.kernel.display.Console;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.load.Exits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// The kernel as a Jupyter front end sees it. Every channel has its thread; requests for help while typing have
/// one, so that they are answered while a cell runs; the thread that calls `serve` runs the cells.
public final class KernelServer {
    private static final long EXIT_MILLIS = 300;

    private final Connection connection;
    private final Publisher publisher;
    private final Questions questions = new Questions(this::sendQuestion);
    private final History history = new History();
    private final ExecuteQueue queue;
    private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();
    private final CompletableFuture<Assistant> assistant = evaluator.thenApply(Assistant::new);
    private final Debugger debugger = new Debugger(this::variables, this::warn);
    private final ExecutorService assistance = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("crema-assist").daemon().factory());

    /// Binds the sockets that a connection file names and starts to answer.
    public KernelServer(Path connectionFile) throws IOException {
        var properties = ConnectionFile.parse(Files.readString(connectionFile));
        var handlers = new Connection.Handlers(this::onShell, this::onControl, questions::answered);
        try {
            connection = new Connection(properties, handlers);
        } catch (GeneralSecurityException e) {
            throw new IOException("the signature scheme of " + connectionFile + " is unknown: " + e.getMessage(), e);
        }
        publisher = connection.publisher();
        queue = new ExecuteQueue(connection, questions, history);
        connection.start();
        publisher.status(new JsonObject(), "starting");
    }

    /// Runs cells until the kernel is shut down.
    ///
    /// @param ready made on this thread; the sockets answer while it is made
    public void serve(Evaluator ready) throws InterruptedException {
        evaluator.complete(ready);
        queue.run(ready);
    }

    private void onShell(Message request) {
        switch (request.type()) {
            case "execute_request" -> {
                if (queue.isAside(request)) assistance.execute(() -> queue.executeAside(request, evaluator.join()));
                else queue.add(request);
            }
            case "complete_request" -> assist(request, "complete_reply", a -> AssistReplies.complete(a, request));
            case "inspect_request" -> assist(request, "inspect_reply", a -> AssistReplies.inspect(a, request));
            case "is_complete_request" ->
                assist(request, "is_complete_reply", a -> AssistReplies.isComplete(a, request));
            default -> onAny(request, connection.shell());
        }
    }

    /// The notebook's variables; none while the kernel still starts.
    private List<VariableView> variables() {
        Evaluator ready = evaluator.getNow(null);
        return ready == null ? List.of() : VariableView.all(ready);
    }

    /// Shows a sentence below the cell that was run last.
    private void warn(String sentence) {
        publisher.publish(queue.latest(), "stream", Json.object("name", "stderr", "text", sentence + "\n"));
    }

    private void onControl(Message request) {
        onAny(request, connection.control());
    }

    private void onAny(Message request, RouterChannel channel) {
        switch (request.type()) {
            case "kernel_info_request" -> answer(request, channel, "kernel_info_reply", KernelInfo.content());
            case "history_request" -> answer(request, channel, "history_reply", history.reply(request));
            case "comm_info_request" ->
                answer(request, channel, "comm_info_reply", Json.object("status", "ok", "comms", new JsonObject()));
            case "connect_request" -> answer(request, channel, "connect_reply", Json.object("status", "ok"));
            case "debug_request" -> answer(request, channel, "debug_reply", debugger.reply(request));
            case "interrupt_request" -> {
                queue.interrupt(evaluator);
                answer(request, channel, "interrupt_reply", Json.object("status", "ok"));
            }
            case "shutdown_request" -> {
                boolean restart = request.flag("restart", false);
                answer(request, channel, "shutdown_reply", Json.object("status", "ok", "restart", restart));
                shutDown();
            }
            case "comm_open" -> refuseComm(request);
            case "comm_msg", "comm_close" -> {}
            default -> Console.log("a message of the unknown type " + request.type() + " was ignored");
        }
    }

    /// Answers on the channel's own thread.
    private void answer(Message request, RouterChannel channel, String type, JsonObject content) {
        publisher.status(request.header(), "busy");
        channel.send(connection.wire().reply(request, type, content));
        publisher.status(request.header(), "idle");
    }

    private void assist(Message request, String type, Function<Assistant, JsonObject> reply) {
        publisher.status(request.header(), "busy");
        assistance.execute(() -> {
            JsonObject content = content(reply);
            connection.shell().post(() -> {
                connection.shell().send(connection.wire().reply(request, type, content));
                publisher.status(request.header(), "idle");
            });
        });
    }

    private JsonObject content(Function<Assistant, JsonObject> reply) {
        try {
            return reply.apply(assistant.join());
        } catch (RuntimeException | Error e) { // a defect in help while typing must not leave the front end waiting
            ErrorReport report = ErrorReport.sentence(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
            Console.log("help while typing failed: " + e);
            return error(report);
        }
    }

    static JsonObject error(ErrorReport report) {
        var traceback = new JsonArray();
        report.traceback().forEach(traceback::add);
        return Json.object(
                "status", "error", "ename", report.name(), "evalue", report.message(), "traceback", traceback);
    }

    private void refuseComm(Message request) {
        publisher.status(request.header(), "busy");
        publisher.publish(
                request.header(),
                "comm_close",
                Json.object("comm_id", request.text("comm_id"), "data", new JsonObject()));
        publisher.status(request.header(), "idle");
    }

    private void sendQuestion(Message request, JsonObject content) {
        RouterChannel stdin = connection.stdin();
        stdin.post(() -> stdin.send(connection.wire().reply(request, "input_request", content)));
    }

    /// Ends the process, whatever the notebook's threads and shutdown hooks do.
    public void shutDown() {
        Thread.ofPlatform().daemon().start(KernelServer::haltSoon);
        Thread.ofPlatform().name("crema-exit").start(() -> {
            connection.close();
            Exits.exit(0);
        });
    }

    private static void haltSoon() {
        try {
            Thread.sleep(EXIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exits.halt(0);
    }
}
