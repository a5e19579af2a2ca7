package dev.crema.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private final Wire wire = wire("secret");

    private static Wire wire(String key) {
        try {
            return new Wire(new KernelConnectionProperties("127.0.0.1", 1, 2, 3, 4, 5, "tcp", "hmac-sha256", key));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private List<byte[]> frames() {
        return new ArrayList<>(
                wire.encode(wire.publication(new JsonObject(), "status", Json.object("execution_state", "größe"))));
    }

    @Test
    void whatIsEncodedIsDecoded() throws Exception {
        Message message = wire.decode(frames());
        assertThat(message.type()).isEqualTo("status");
        assertThat(message.text("execution_state")).isEqualTo("größe");
        assertThat(message.identities()).singleElement().isEqualTo("status".getBytes(StandardCharsets.UTF_8));
        assertThat(message.header().get("version").getAsString()).isEqualTo("5.4");
    }

    @Test
    void anEmptyKeyMeansNoSignature() throws Exception {
        assertThat(wire("").decode(frames()).type()).isEqualTo("status");
    }

    @Test
    void aForeignSignatureIsRefused() {
        assertThatThrownBy(() -> wire("other").decode(frames())).hasMessage("its signature is wrong");
    }

    @Test
    void tooFewFramesAreRefused() {
        for (int left = 0; left < 7; left++) {
            List<byte[]> frames = frames().subList(0, left);
            assertThatThrownBy(() -> wire.decode(frames)).isInstanceOf(Wire.BadMessage.class);
        }
    }

    @Test
    void malformedJsonIsRefused() {
        for (String header : List.of("not json", "[]", "3", "{}", "null", "")) {
            List<byte[]> frames = frames();
            frames.set(3, header.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> wire("").decode(frames)).isInstanceOf(Wire.BadMessage.class);
        }
    }
}
