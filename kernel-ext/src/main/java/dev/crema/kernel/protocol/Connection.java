package dev.crema.kernel.protocol;

import dev.crema.kernel.display.Console;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.nio.channels.ClosedSelectorException;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/// The five sockets between a front end and the kernel.
final class Connection {
    private final ZMQ.Context context = ZMQ.context(1);
    private final Wire wire;
    private final RouterChannel shell;
    private final RouterChannel control;
    private final RouterChannel stdin;
    private final Publisher publisher;
    private final ZMQ.Socket heartbeat;

    /// What to do with requests, by channel; called on the channel's thread.
    record Handlers(Consumer<Message> shell, Consumer<Message> control, Consumer<Message> stdin) {}

    Connection(KernelConnectionProperties properties, Handlers handlers) throws GeneralSecurityException {
        wire = new Wire(properties);
        shell = new RouterChannel(
                "shell", address(properties, properties.getShellPort()), context, wire, handlers.shell());
        control = new RouterChannel(
                "control", address(properties, properties.getControlPort()), context, wire, handlers.control());
        stdin = new RouterChannel(
                "stdin", address(properties, properties.getStdinPort()), context, wire, handlers.stdin());
        publisher = new Publisher(address(properties, properties.getIopubPort()), context, wire);
        heartbeat = context.socket(SocketType.REP);
        heartbeat.bind(address(properties, properties.getHbPort()));
    }

    private static String address(KernelConnectionProperties properties, int port) {
        String separator = properties.getTransport().equals("ipc") ? "-" : ":";
        return properties.getTransport() + "://" + properties.getIp() + separator + port;
    }

    void start() {
        publisher.start();
        shell.start();
        control.start();
        stdin.start();
        Thread.ofPlatform().name("crema-heartbeat").daemon().start(this::beat);
    }

    Wire wire() {
        return wire;
    }

    RouterChannel shell() {
        return shell;
    }

    RouterChannel control() {
        return control;
    }

    RouterChannel stdin() {
        return stdin;
    }

    Publisher publisher() {
        return publisher;
    }

    private void beat() {
        try {
            for (byte[] beat = heartbeat.recv(); beat != null; beat = heartbeat.recv()) heartbeat.send(beat);
        } catch (ZMQException e) {
            if (!isClosing(e)) Console.log("heartbeat: " + e);
        }
        heartbeat.close();
    }

    /// Sends what waits to be sent and closes all sockets. A JVM that ends while threads are inside ZeroMQ's
    /// selector waits 300 ms for them.
    void close() {
        publisher.close();
        context.term();
    }

    /// Whether a socket failed because everything ends.
    static boolean isClosing(Throwable failure) {
        return failure instanceof ClosedSelectorException
                || (failure instanceof ZMQException e && e.getErrorCode() == ZMQ.Error.ETERM.getCode());
    }
}
