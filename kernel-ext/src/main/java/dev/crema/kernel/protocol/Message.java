package dev.crema.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/// A message of the Jupyter protocol.
///
/// @param identities routing frames: whom a request came from, or the topic of a publication
/// @param parent the header of the request that this message belongs to; empty if there is none
record Message(List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content) {

    String type() {
        return header.get("msg_type").getAsString();
    }

    /// A text of the content; empty if it is missing.
    String text(String name) {
        return has(name) ? content.get(name).getAsString() : "";
    }

    /// A number of the content.
    int number(String name, int otherwise) {
        return has(name) ? whole(content.get(name), otherwise) : otherwise;
    }

    private static int whole(JsonElement number, int otherwise) {
        try {
            return number.getAsInt();
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// A truth value of the content.
    boolean flag(String name, boolean otherwise) {
        return has(name) ? content.get(name).getAsBoolean() : otherwise;
    }

    /// An object of the content; empty if it is missing, or is none.
    JsonObject object(String name) {
        return content.has(name) && content.get(name).isJsonObject() ? content.getAsJsonObject(name) : new JsonObject();
    }

    private boolean has(String name) {
        return content.has(name) && content.get(name).isJsonPrimitive();
    }
}
