package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Turns messages into signed frames and back.
final class Wire {
    /// A message that is not what it claims to be, or no message at all.
    static final class BadMessage extends Exception {
        BadMessage(String reason) {
            super(reason);
        }
    }

    static final String PROTOCOL_VERSION = "5.4";

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int PARTS = 4;

    private final Signatures signatures;
    private final boolean signed;
    private final String session = Long.toHexString(new SplittableRandom().nextLong());
    private final AtomicLong sent = new AtomicLong();

    Wire(KernelConnectionProperties connection) throws GeneralSecurityException {
        signatures = new Signatures(connection.getSignatureScheme(), connection.getKey());
        signed = !connection.getKey().isEmpty();
    }

    /// A message that belongs to a request.
    Message reply(Message request, String type, JsonObject content) {
        return new Message(request.identities(), header(type), request.header(), new JsonObject(), content);
    }

    /// A message for everybody.
    ///
    /// @param parent the header of the request that it belongs to; empty if it belongs to none
    Message publication(JsonObject parent, String type, JsonObject content) {
        byte[] topic = type.getBytes(StandardCharsets.US_ASCII);
        return new Message(List.of(topic), header(type), parent, new JsonObject(), content);
    }

    private JsonObject header(String type) {
        var header = new JsonObject();
        header.addProperty("msg_id", session + "_" + sent.incrementAndGet());
        header.addProperty("session", session);
        header.addProperty("username", "kernel");
        header.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL_VERSION);
        return header;
    }

    List<byte[]> encode(Message message) {
        byte[][] parts = new byte[PARTS][];
        parts[0] = bytes(message.header());
        parts[1] = bytes(message.parent());
        parts[2] = bytes(message.metadata());
        parts[3] = bytes(message.content());
        var frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signature(parts));
        frames.addAll(Arrays.asList(parts));
        return frames;
    }

    Message decode(List<byte[]> frames) throws BadMessage {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) delimiter++;
        if (frames.size() < delimiter + 2 + PARTS) throw new BadMessage("it has too few frames");
        byte[] signature = frames.get(delimiter + 1);
        byte[][] parts = frames.subList(delimiter + 2, delimiter + 2 + PARTS).toArray(byte[][]::new);
        if (signed && !MessageDigest.isEqual(signature(parts), signature))
            throw new BadMessage("its signature is wrong");
        try {
            var message = new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    json(parts[0]),
                    json(parts[1]),
                    json(parts[2]),
                    json(parts[3]));
            if (!message.header().has("msg_type")) throw new BadMessage("its header has no msg_type");
            return message;
        } catch (JsonParseException | IllegalStateException e) {
            throw new BadMessage("its JSON is malformed");
        }
    }

    /// Empty without a key.
    private byte[] signature(byte[]... parts) {
        return signed ? signatures.of(parts).getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    private static JsonObject json(byte[] bytes) {
        return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
