package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import dev.crema.kernel.display.Console;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/// The iopub socket: what everybody sees. Any thread may publish; one thread sends, in order, and nothing is
/// dropped.
final class Publisher {
    private final ZMQ.Socket socket;
    private final Wire wire;
    private final BlockingQueue<Optional<Message>> waiting = new LinkedBlockingQueue<>();

    Publisher(String address, ZMQ.Context context, Wire wire) {
        this.wire = wire;
        socket = context.socket(SocketType.PUB);
        socket.setSndHWM(0); // no limit: beyond one, ZeroMQ drops messages silently
        socket.bind(address);
    }

    void start() {
        Thread.ofPlatform().name("crema-iopub").daemon().start(this::loop);
    }

    /// Publishes a message that belongs to a request.
    ///
    /// @param parent the request's header
    void publish(JsonObject parent, String type, JsonObject content) {
        waiting.add(Optional.of(wire.publication(parent, type, content)));
    }

    /// Publishes whether the kernel works on a request: `busy`, `idle`.
    void status(JsonObject parent, String state) {
        publish(parent, "status", Json.object("execution_state", state));
    }

    /// Sends what has been published so far, then closes the socket.
    void close() {
        waiting.add(Optional.empty());
    }

    private void loop() {
        while (true)
            try {
                Message message = waiting.take().orElse(null);
                if (message == null) break;
                List<byte[]> frames = wire.encode(message);
                for (int i = 0; i < frames.size(); i++)
                    socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException | Error e) { // the front end must go on hearing from us
                if (Connection.isClosing(e)) break;
                Console.log("iopub channel: " + e);
            }
        socket.close();
    }
}
