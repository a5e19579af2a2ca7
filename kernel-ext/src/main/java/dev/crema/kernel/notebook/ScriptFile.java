package dev.crema.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.crema.kernel.notebook.NotebookFile.NotebookException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A notebook as a text file of cells, each after a line `// %%`; a cell of text is a comment.
///
/// ```text
/// // %% [markdown]
/// // # Regression by hand
///
/// // %% {"tags":["figure"]}
/// double w = 1.4;
/// ```
///
/// After `// %%` may stand the kind of the cell (`[markdown]`, `[raw]`), then its metadata as JSON. Outputs are not
/// kept. The format is the percent format of Jupytext, with Java's comment signs.
public final class ScriptFile {
    private static final Pattern HEADER = Pattern.compile("// %%(?:\\s+\\[(markdown|raw)])?(?:\\s+(\\S.*?))?\\s*");
    /// A line of a cell that would begin another one gets a comment sign more.
    private static final Pattern LOOKALIKE = Pattern.compile("(?:// )*// %%(?:\\s.*)?");

    private static final String COMMENT = "// ";

    private ScriptFile() {}

    /// A notebook as a script.
    public static String text(NotebookFile notebook) {
        List<String> lines = new ArrayList<>();
        for (JsonElement each : notebook.json().getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            String kind = cell.get("cell_type").getAsString();
            JsonObject metadata = cell.has("metadata") ? cell.getAsJsonObject("metadata") : new JsonObject();
            lines.add("// %%" + (kind.equals("code") ? "" : " [" + kind + "]")
                    + (metadata.isEmpty() ? "" : " " + metadata));
            for (String line : NotebookFile.join(cell.get("source")).split("\n", -1)) lines.add(written(line, kind));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private static String written(String line, String kind) {
        if (!kind.equals("code")) return (COMMENT + line).stripTrailing();
        return LOOKALIKE.matcher(line).matches() ? COMMENT + line : line;
    }

    /// Reads a script as a notebook without outputs.
    ///
    /// @param name what to call it in messages
    /// @throws NotebookException if the metadata of a cell cannot be read
    public static NotebookFile parse(String text, String name) throws NotebookException {
        var cells = new JsonArray();
        @Nullable JsonObject cell = null;
        List<String> body = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                body.add(line);
                continue;
            }
            end(cells, cell, body);
            cell = cell(header, cells.size() + 1, name);
        }
        end(cells, cell, body);
        var json = new JsonObject();
        json.add("cells", cells);
        json.add(
                "metadata",
                JsonParser.parseString("{\"kernelspec\": {\"display_name\": \"Java (Crema)\","
                        + " \"language\": \"java\", \"name\": \"crema\"}}"));
        json.addProperty("nbformat", 4);
        json.addProperty("nbformat_minor", 5);
        return NotebookFile.checked(json, name);
    }

    private static JsonObject cell(Matcher header, int number, String name) throws NotebookException {
        JsonObject cell = cell(header.group(1) == null ? "code" : header.group(1), number);
        String about = header.group(2);
        if (about == null) return cell;
        if (!about.startsWith("{")) cell.getAsJsonObject("metadata").addProperty("title", about);
        else
            try {
                cell.add("metadata", JsonParser.parseString(about).getAsJsonObject());
            } catch (JsonParseException | IllegalStateException e) {
                throw new NotebookException(name + ": the metadata of cell " + number + " is not valid JSON: " + about);
            }
        return cell;
    }

    private static JsonObject cell(String kind, int number) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", kind);
        if (kind.equals("code")) cell.add("execution_count", JsonNull.INSTANCE);
        cell.addProperty("id", "cell-" + number);
        cell.add("metadata", new JsonObject());
        if (kind.equals("code")) cell.add("outputs", new JsonArray());
        return cell;
    }

    /// Gives a cell what stands below its header, but for the empty line before the next one.
    private static void end(JsonArray cells, @Nullable JsonObject begun, List<String> body) {
        if (!body.isEmpty() && body.getLast().isBlank()) body.removeLast();
        boolean headless = begun == null && body.stream().anyMatch(line -> !line.isBlank());
        JsonObject cell = headless ? cell("code", 1) : begun;
        if (cell != null) {
            String kind = cell.get("cell_type").getAsString();
            List<String> lines = body.stream().map(line -> read(line, kind)).toList();
            cell.add("source", NotebookFile.lines(String.join("\n", lines)));
            cells.add(cell);
        }
        body.clear();
    }

    private static String read(String line, String kind) {
        if (!kind.equals("code")) return line.replaceFirst("^// ?", "");
        return LOOKALIKE.matcher(line).matches() ? line.substring(COMMENT.length()) : line;
    }
}
