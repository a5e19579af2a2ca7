package dev.crema.kernel.protocol;

import dev.crema.kernel.display.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/// A socket that requests come in by (shell, control, stdin), and its thread: sockets of ZeroMQ belong to one
/// thread. The thread blocks until there is something to read or to send; it never sleeps and never runs cell code.
final class RouterChannel {
    /// Threads of cells may be interrupted at any time, and an interrupted thread that writes to a pipe closes it.
    private static final ExecutorService POSTMAN = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("crema-post").daemon().factory());

    private final String name;
    private final ZMQ.Socket socket;
    private final ZMQ.Poller poller;
    private final Wire wire;
    private final Consumer<Message> handler;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Pipe bell;

    RouterChannel(String name, String address, ZMQ.Context context, Wire wire, Consumer<Message> handler) {
        this.name = name;
        this.wire = wire;
        this.handler = handler;
        socket = context.socket(SocketType.ROUTER);
        socket.bind(address);
        try {
            bell = Pipe.open();
            bell.source().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        poller = context.poller(2);
        poller.register(socket, ZMQ.Poller.POLLIN);
        poller.register(bell.source(), ZMQ.Poller.POLLIN);
    }

    void start() {
        Thread.ofPlatform().name("crema-" + name).daemon().start(this::loop);
    }

    /// Runs something on the channel's thread; any thread may call.
    void post(Runnable task) {
        POSTMAN.execute(() -> {
            posted.add(task);
            try {
                bell.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException e) {
                Console.log("the " + name + " channel is closed: " + e.getMessage());
            }
        });
    }

    /// Sends a message; only on the channel's thread.
    void send(Message message) {
        List<byte[]> frames = wire.encode(message);
        for (int i = 0; i < frames.size(); i++) socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }

    /// Handles every request that has already arrived; only on the channel's thread.
    void handleArrived() {
        byte[] first;
        while ((first = socket.recv(ZMQ.DONTWAIT)) != null) {
            var frames = new ArrayList<byte[]>();
            frames.add(first);
            while (socket.hasReceiveMore()) frames.add(socket.recv());
            handle(frames);
        }
    }

    private void loop() {
        var rung = ByteBuffer.allocate(64);
        while (true)
            try {
                if (poller.poll() < 0) break; // the context has been closed
                handleArrived();
                rung.clear();
                bell.source().read(rung);
                for (Runnable task = posted.poll(); task != null; task = posted.poll()) task.run();
            } catch (IOException | RuntimeException | Error e) { // the channel must outlive every defect
                if (Connection.isClosing(e)) break;
                Console.log(name + " channel: " + e);
            }
        socket.close();
    }

    private void handle(List<byte[]> frames) {
        try {
            handler.accept(wire.decode(frames));
        } catch (Wire.BadMessage e) {
            Console.log("a message on the " + name + " channel was ignored: " + e.getMessage());
        } catch (RuntimeException | Error e) { // as above
            Console.log("a message on the " + name + " channel could not be handled: " + e);
        }
    }
}
