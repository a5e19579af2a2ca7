package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// A front end of our own, which asks for what users will ask: the JVM notes what it loads and links meanwhile, and
/// starts faster from then on.
public final class Rehearsal implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String ADDRESS = "127.0.0.1";

    private final Path connectionFile;
    private final JsonObject ports;
    private final Wire wire;

    /// Writes a connection file with free ports.
    public Rehearsal() throws IOException {
        ports = Json.object("transport", "tcp", "ip", ADDRESS, "key", "rehearsal", "signature_scheme", "hmac-sha256");
        var open = new ArrayList<ServerSocket>();
        try {
            for (String name : List.of("shell_port", "iopub_port", "control_port", "stdin_port", "hb_port")) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                open.add(socket);
                ports.addProperty(name, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : open) socket.close();
        }
        try {
            wire = new Wire(ConnectionFile.parse(ports.toString()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        connectionFile = Files.createTempFile("crema-", ".json");
        Files.writeString(connectionFile, ports.toString());
    }

    public Path connectionFile() {
        return connectionFile;
    }

    /// Waits for the kernel and runs cells one after the other, and asks for a completion and for help.
    ///
    /// @return whether the kernel answered all of it
    public boolean play(List<String> cells) throws IOException {
        try (var context = new ZContext()) {
            ZMQ.Socket shell = connect(context);
            boolean answered =
                    !ask(shell, "kernel_info_request", new JsonObject()).isEmpty();
            for (String cell : cells)
                answered &= !ask(shell, "execute_request", Json.object("code", cell, "stop_on_error", false))
                        .isEmpty();
            answered &= !ask(shell, "complete_request", Json.object("code", "System.out.pri", "cursor_pos", 14))
                    .isEmpty();
            answered &= !ask(shell, "inspect_request", Json.object("code", "Math.max", "cursor_pos", 8))
                    .isEmpty();
            return answered
                    && !ask(shell, "is_complete_request", Json.object("code", "for (;;) {"))
                            .isEmpty();
        }
    }

    /// Waits for the kernel and runs one cell.
    ///
    /// @return whether it ended well
    public boolean answers(String cell) throws IOException {
        try (var context = new ZContext()) {
            return ask(connect(context), "execute_request", Json.object("code", cell))
                    .equals("ok");
        }
    }

    private ZMQ.Socket connect(ZContext context) {
        ZMQ.Socket published = context.createSocket(SocketType.SUB);
        published.subscribe(new byte[0]);
        published.connect(address("iopub_port"));
        ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
        shell.setReceiveTimeOut(PATIENCE_MILLIS);
        shell.connect(address("shell_port"));
        return shell;
    }

    private String address(String port) {
        return "tcp://" + ADDRESS + ":" + ports.get(port).getAsInt();
    }

    /// The status of the reply; empty if none came.
    private String ask(ZMQ.Socket shell, String type, JsonObject content) {
        var nobody = new Message(List.of(), new JsonObject(), new JsonObject(), new JsonObject(), new JsonObject());
        List<byte[]> frames = wire.encode(wire.reply(nobody, type, content));
        for (int i = 0; i < frames.size(); i++) shell.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        byte[] last = shell.recv();
        if (last == null) return "";
        while (shell.hasReceiveMore()) last = shell.recv();
        JsonObject reply =
                JsonParser.parseString(new String(last, StandardCharsets.UTF_8)).getAsJsonObject();
        return reply.has("status") ? reply.get("status").getAsString() : "";
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(connectionFile);
    }
}
