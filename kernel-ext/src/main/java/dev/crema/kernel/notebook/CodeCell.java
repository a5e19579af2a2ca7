package dev.crema.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.magics.MimeBundle;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A cell of code in a notebook file, and its outputs.
public final class CodeCell {
    /// Texts that are kept as lists of lines although their type does not say text.
    private static final Set<String> LINE_TYPES = Set.of("application/javascript", "image/svg+xml");

    private final JsonObject json;

    CodeCell(JsonObject json) {
        this.json = json;
    }

    public String source() {
        return NotebookFile.join(json.get("source"));
    }

    /// Makes the cell look as before its first run.
    void clear() {
        json.add("execution_count", com.google.gson.JsonNull.INSTANCE);
        json.add("outputs", new JsonArray());
    }

    void number(int count) {
        json.addProperty("execution_count", count);
    }

    JsonArray outputs() {
        return json.getAsJsonArray("outputs");
    }

    /// Adds printed text; consecutive prints to the same stream become one output.
    void print(String stream, String text) {
        JsonArray outputs = outputs();
        JsonObject last = outputs.isEmpty()
                ? new JsonObject()
                : outputs.get(outputs.size() - 1).getAsJsonObject();
        boolean goesOn = last.has("name") && last.get("name").getAsString().equals(stream);
        if (goesOn) last.add("text", NotebookFile.lines(overwritten(NotebookFile.join(last.get("text")) + text)));
        else {
            var output = new JsonObject();
            output.addProperty("name", stream);
            output.addProperty("output_type", "stream");
            output.add("text", NotebookFile.lines(overwritten(text)));
            outputs.add(output);
        }
    }

    /// What a terminal shows in the end: a carriage return starts the line again.
    static String overwritten(String text) {
        return text.replaceAll("[^\n]*\r(?!\n|$)", "");
    }

    /// Adds a rich output.
    ///
    /// @return the output, for later updates
    JsonObject display(MimeBundle bundle) {
        var output = new JsonObject();
        fill(output, bundle);
        output.addProperty("output_type", "display_data");
        outputs().add(output);
        return output;
    }

    /// Adds the result of the cell.
    void result(MimeBundle bundle, int count) {
        var output = new JsonObject();
        output.add("data", data(bundle));
        output.addProperty("execution_count", count);
        output.add("metadata", metadata(bundle));
        output.addProperty("output_type", "execute_result");
        outputs().add(output);
    }

    /// Adds the error that ended the cell.
    void error(ErrorReport error) {
        var output = new JsonObject();
        output.addProperty("ename", error.name());
        output.addProperty("evalue", error.message());
        output.addProperty("output_type", "error");
        var traceback = new JsonArray();
        error.traceback().forEach(traceback::add);
        output.add("traceback", traceback);
        outputs().add(output);
    }

    /// Puts data and metadata of a bundle into an output.
    static void fill(JsonObject output, MimeBundle bundle) {
        output.add("data", data(bundle));
        output.add("metadata", metadata(bundle));
    }

    private static JsonObject data(MimeBundle bundle) {
        var data = new JsonObject();
        new TreeMap<>(bundle.data()).forEach((type, text) -> data.add(type, content(type, text)));
        return data;
    }

    private static JsonElement content(String type, String text) {
        if (type.equals("application/json") || type.endsWith("+json")) return JsonParser.parseString(text);
        boolean lines = type.startsWith("text/") || LINE_TYPES.contains(type);
        return lines ? NotebookFile.lines(text) : new JsonPrimitive(text);
    }

    private static JsonObject metadata(MimeBundle bundle) {
        var metadata = new JsonObject();
        new TreeMap<>(bundle.metadata()).forEach((type, about) -> {
            var each = new JsonObject();
            new TreeMap<>(about).forEach((name, value) -> each.add(name, value(value)));
            metadata.add(type, each);
        });
        return metadata;
    }

    private static JsonElement value(Object value) {
        return switch (value) {
            case Number number -> new JsonPrimitive(number);
            case Boolean truth -> new JsonPrimitive(truth);
            case Map<?, ?> map -> {
                var object = new JsonObject();
                map.forEach((name, each) -> object.add(String.valueOf(name), value(each)));
                yield object;
            }
            default -> new JsonPrimitive(String.valueOf(value));
        };
    }
}
