package dev.crema.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Asks the user for the lines that a program reads from `System.in`, one question at a time.
final class Questions {
    private final ReentrantLock one = new ReentrantLock();
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final BiConsumer<Message, JsonObject> sender;
    private volatile @Nullable Message asking;

    /// @param sender sends an `input_request` with this content to where a request came from
    Questions(BiConsumer<Message, JsonObject> sender) {
        this.sender = sender;
    }

    /// Asks and waits.
    ///
    /// @param request whose cell wants to know
    String ask(Message request, String prompt) throws IOException, InterruptedException {
        one.lockInterruptibly();
        try {
            answers.clear();
            asking = request;
            sender.accept(request, Json.object("prompt", prompt, "password", false));
            return answers.take()
                    .orElseThrow(() -> new IOException("the cell was run again before its input was answered"));
        } finally {
            asking = null;
            one.unlock();
        }
    }

    /// An `input_reply` has come.
    void answered(Message reply) {
        answers.add(Optional.of(reply.text("value")));
    }

    /// A cell is run. If it is the one that waits for input, its input field is gone (a reloaded page): give up
    /// waiting.
    void running(Message request) {
        Message waiting = asking;
        if (waiting != null && cell(waiting).equals(cell(request))) answers.add(Optional.empty());
    }

    private static String cell(Message request) {
        JsonElement id = request.metadata().get("cellId");
        return id != null && id.isJsonPrimitive() ? id.getAsString() : request.text("code");
    }
}
