package dev.crema.nn.data.file;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonStreamParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/// A list of objects, one object of lists, or an object a line.
public final class JsonFile {
    private JsonFile() {}

    /// Reads any of the three.
    public static DataFrame read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            List<JsonElement> parts = new ArrayList<>();
            new JsonStreamParser(in).forEachRemaining(parts::add);
            if (parts.size() == 1 && parts.getFirst().isJsonArray())
                return ofRows(parts.getFirst().getAsJsonArray().asList());
            if (parts.size() == 1
                    && parts.getFirst().isJsonObject()
                    && isColumns(parts.getFirst().getAsJsonObject()))
                return ofColumns(parts.getFirst().getAsJsonObject());
            return ofRows(parts);
        }
    }

    private static boolean isColumns(JsonObject object) {
        return object.entrySet().stream().allMatch(entry -> entry.getValue().isJsonArray());
    }

    private static DataFrame ofRows(List<JsonElement> rows) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonElement row : rows) {
            if (!row.isJsonObject())
                throw new IllegalArgumentException(
                        "it must be a list of objects, or an object of lists of equal length; it holds " + row);
            names.addAll(row.getAsJsonObject().keySet());
        }
        if (names.isEmpty()) throw new IllegalArgumentException("there is no value in it");
        Columns columns = new Columns(List.copyOf(names));
        for (JsonElement row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String name : names) values.add(value(row.getAsJsonObject().get(name)));
            columns.add(values);
        }
        return columns.frame();
    }

    private static DataFrame ofColumns(JsonObject object) {
        List<JsonElement> rows = new ArrayList<>();
        for (Map.Entry<String, JsonElement> column : object.entrySet()) {
            JsonArray values = column.getValue().getAsJsonArray();
            if (!rows.isEmpty() && rows.size() != values.size())
                throw new IllegalArgumentException("the column \"" + column.getKey() + "\" has " + values.size()
                        + " values, those before it " + rows.size());
            for (int i = 0; i < values.size(); i++) {
                if (i == rows.size()) rows.add(new JsonObject());
                rows.get(i).getAsJsonObject().add(column.getKey(), values.get(i));
            }
        }
        return ofRows(rows);
    }

    private static @Nullable Object value(@Nullable JsonElement element) {
        if (element == null || element.isJsonNull()) return null;
        if (!element.isJsonPrimitive()) return element.toString();
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (primitive.isBoolean()) return primitive.getAsBoolean();
        return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
    }

    private static Object number(String text) {
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
    }

    /// Writes a list of objects.
    public static void write(DataFrame frame, Path file) throws IOException {
        List<String> names = Columns.names(frame);
        JsonArray all = new JsonArray();
        for (List<@Nullable Object> row : Columns.rows(frame)) {
            JsonObject object = new JsonObject();
            for (int i = 0; i < names.size(); i++) object.add(names.get(i), element(row.get(i)));
            all.add(object);
        }
        Files.writeString(file, new GsonBuilder().serializeNulls().create().toJson(all) + "\n");
    }

    private static JsonElement element(@Nullable Object value) {
        if (value == null || value instanceof Double d && !Double.isFinite(d)) return JsonParser.parseString("null");
        if (value instanceof Number number) return new JsonPrimitive(number);
        return value instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive(value.toString());
    }
}
