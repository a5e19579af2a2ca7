package dev.crema.kernel.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A notebook in Jupyter's format 4. What is not understood is kept as it is; written files look as nbformat writes
/// them.
public final class NotebookFile {
    /// A file that is no notebook, in one sentence for the user.
    public static final class NotebookException extends Exception {
        public NotebookException(String message) {
            super(message);
        }
    }

    private static final int FORMAT = 4;
    private static final Gson WRITER = new GsonBuilder()
            .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final JsonObject json;

    private NotebookFile(JsonObject json) {
        this.json = json;
    }

    /// Reads a notebook, or a script of cells (`.java`).
    ///
    /// @throws NotebookException if there is none, or if it cannot be understood
    public static NotebookFile read(Path file) throws NotebookException {
        try {
            String text = Files.readString(file);
            boolean script = file.toString().endsWith(".java");
            return script ? ScriptFile.parse(text, file.toString()) : parse(text, file.toString());
        } catch (NoSuchFileException e) {
            throw new NotebookException("there is no notebook " + file);
        } catch (IOException e) {
            throw new NotebookException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /// Reads a notebook from its text.
    ///
    /// @param name what to call it in messages
    static NotebookFile parse(String text, String name) throws NotebookException {
        try {
            JsonElement root = JsonParser.parseString(text);
            if (!root.isJsonObject()) throw new NotebookException(name + " is no notebook: it holds no JSON object");
            return checked(root.getAsJsonObject(), name);
        } catch (JsonParseException e) {
            String reason = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst(".*Exception: ", "");
            throw new NotebookException(name + " is not valid JSON: " + reason);
        }
    }

    /// A notebook of this content, if it is one.
    static NotebookFile checked(JsonObject json, String name) throws NotebookException {
        JsonElement format = json.get("nbformat");
        if (format == null || !json.has("cells") || !json.get("cells").isJsonArray())
            throw new NotebookException(name + " is no notebook: it has no nbformat and cells");
        if (format.getAsInt() != FORMAT)
            throw new NotebookException(name + " is a notebook of format " + format.getAsInt()
                    + "; open and save it in Jupyter, which makes it format " + FORMAT);
        var notebook = new NotebookFile(json);
        String language = notebook.language();
        if (!language.isEmpty() && !language.equalsIgnoreCase("java"))
            throw new NotebookException(name + " is a notebook for " + language + ", not for Java");
        return notebook;
    }

    private String language() {
        for (String[] path : new String[][] {{"kernelspec", "language"}, {"language_info", "name"}}) {
            JsonObject metadata = json.has("metadata") ? json.getAsJsonObject("metadata") : new JsonObject();
            if (metadata.has(path[0]) && metadata.getAsJsonObject(path[0]).has(path[1]))
                return metadata.getAsJsonObject(path[0]).get(path[1]).getAsString();
        }
        return "";
    }

    /// The cells that hold code, in order.
    public List<CodeCell> codeCells() {
        var cells = new ArrayList<CodeCell>();
        for (JsonElement cell : json.getAsJsonArray("cells")) {
            JsonElement type = cell.getAsJsonObject().get("cell_type");
            if (type != null && type.getAsString().equals("code")) cells.add(new CodeCell(cell.getAsJsonObject()));
        }
        return cells;
    }

    /// The whole notebook.
    public JsonObject json() {
        return json;
    }

    /// The text of the file.
    public String text() {
        return WRITER.toJson(json) + "\n";
    }

    /// Writes the notebook; a reader never sees half of it, and who is killed meanwhile has the old one.
    public void write(Path file) throws IOException {
        // not a temporary file of the JDK's: those are for their owner's eyes only
        Path whole = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(whole, text());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /// Text as notebooks keep it: a list of its lines, each with its end.
    static JsonArray lines(String text) {
        var lines = new JsonArray();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start) + 1;
            if (end == 0) end = text.length();
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /// Text that is kept as one string or as a list of lines.
    static String join(JsonElement text) {
        if (text.isJsonPrimitive()) return text.getAsString();
        var joined = new StringBuilder();
        for (JsonElement line : text.getAsJsonArray()) joined.append(line.getAsString());
        return joined.toString();
    }
}
