package dev.crema.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds JSON from Java values.
public final class Json {
    private Json() {}

    /// An object from names and values in turn: `object("status", "ok", "execution_count", 3)`.
    public static JsonObject object(@Nullable Object... namesAndValues) {
        var object = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2)
            object.add(String.valueOf(namesAndValues[i]), of(namesAndValues[i + 1]));
        return object;
    }

    /// A text, number, truth value, map, list, or what is JSON already.
    public static JsonElement of(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement json -> json;
            case Number number -> new JsonPrimitive(number);
            case Boolean truth -> new JsonPrimitive(truth);
            case Map<?, ?> map -> {
                var object = new JsonObject();
                map.forEach((name, each) -> object.add(String.valueOf(name), of(each)));
                yield object;
            }
            case Iterable<?> values -> {
                var array = new JsonArray();
                for (Object each : values) array.add(of(each));
                yield array;
            }
            default -> new JsonPrimitive(String.valueOf(value));
        };
    }
}
