package dev.crema.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;

/// What a front end says about where to listen. Read by name: by reflection, as the library reads it, it would take
/// a twentieth of the kernel's start.
final class ConnectionFile {
    private final JsonObject entries;

    private ConnectionFile(JsonObject entries) {
        this.entries = entries;
    }

    /// @throws IOException if the text is no connection file; the message says what is missing
    static KernelConnectionProperties parse(String text) throws IOException {
        try {
            return new ConnectionFile(JsonParser.parseString(text).getAsJsonObject()).properties();
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException("this is no connection file of Jupyter: " + e.getMessage(), e);
        }
    }

    private KernelConnectionProperties properties() throws IOException {
        return new KernelConnectionProperties(
                required("ip").getAsString(),
                port("control_port"),
                port("shell_port"),
                port("stdin_port"),
                port("hb_port"),
                port("iopub_port"),
                required("transport").getAsString(),
                text("signature_scheme", "hmac-sha256"),
                text("key", ""));
    }

    private int port(String name) throws IOException {
        return required(name).getAsInt();
    }

    private JsonElement required(String name) throws IOException {
        JsonElement entry = entries.get(name);
        if (entry == null)
            throw new IOException("a connection file of Jupyter has an entry \"" + name + "\", this one not");
        return entry;
    }

    private String text(String name, String otherwise) {
        JsonElement entry = entries.get(name);
        return entry == null || entry.isJsonNull() ? otherwise : entry.getAsString();
    }
}
