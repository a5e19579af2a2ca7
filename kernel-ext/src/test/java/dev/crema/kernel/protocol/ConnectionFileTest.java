package dev.crema.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionFileTest {
    private final JsonObject file = Json.object(
            "ip",
            "127.0.0.1",
            "transport",
            "tcp",
            "shell_port",
            1,
            "iopub_port",
            2,
            "stdin_port",
            3,
            "control_port",
            4,
            "hb_port",
            5,
            "key",
            "secret",
            "signature_scheme",
            "hmac-sha512",
            "kernel_name",
            "crema");

    @Test
    void saysWhereToListen() throws IOException {
        var properties = ConnectionFile.parse(file.toString());
        assertThat(properties.getIp()).isEqualTo("127.0.0.1");
        assertThat(properties.getTransport()).isEqualTo("tcp");
        assertThat(List.of(
                        properties.getShellPort(),
                        properties.getIopubPort(),
                        properties.getStdinPort(),
                        properties.getControlPort(),
                        properties.getHbPort()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(properties.getKey()).isEqualTo("secret");
        assertThat(properties.getSignatureScheme()).isEqualTo("hmac-sha512");
    }

    @Test
    void withoutAKeyNothingIsSigned() throws IOException {
        file.remove("key");
        file.remove("signature_scheme");
        assertThat(ConnectionFile.parse(file.toString()).getKey()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        file.remove("hb_port");
        assertThatThrownBy(() -> ConnectionFile.parse(file.toString())).hasMessageContaining("\"hb_port\"");
    }

    @Test
    void whatIsNoConnectionFileIsRefused() {
        for (String text : List.of("", "[]", "no json {", "{\"ip\": 1"))
            assertThatThrownBy(() -> ConnectionFile.parse(text)).as(text).isInstanceOf(IOException.class);
        file.addProperty("shell_port", "many");
        assertThatThrownBy(() -> ConnectionFile.parse(file.toString()))
                .hasMessageContaining("this is no connection file");
    }
}
