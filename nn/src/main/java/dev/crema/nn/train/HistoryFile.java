package dev.crema.nn.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonWriter;
import dev.crema.nn.metrics.History;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A history on disk as JSON lines: first the name of the run, then a line for each epoch. A run appends to it, so
/// that it can be watched from elsewhere.
///
/// ```java
/// History history = HistoryFile.read("runs/mlp/history.jsonl");
/// ```
public final class HistoryFile {
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private HistoryFile() {}

    /// Writes all epochs so far.
    public static void write(History history, String file) {
        List<String> lines = new ArrayList<>();
        JsonObject head = new JsonObject();
        head.addProperty("run", history.run());
        lines.add(GSON.toJson(head));
        lines.addAll(lines(history, 0));
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().resolveSibling("."));
            Files.write(path, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /// Adds the epochs after the first `written` to a file that holds those.
    public static void append(History history, int written, String file) {
        List<String> lines = lines(history, written);
        if (lines.isEmpty()) return;
        try {
            Files.write(Path.of(file), lines, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /// Adds the last epoch.
    static void append(History history, Path file) {
        append(history, history.epochs() - 1, file.toString());
    }

    private static List<String> lines(History history, int written) {
        Map<String, double[]> curves = new LinkedHashMap<>();
        for (String name : history.names()) curves.put(name, history.values(name));
        List<String> lines = new ArrayList<>();
        int epochs = history.epochs();
        for (int epoch = written + 1; epoch <= epochs; epoch++) {
            lines.add(line(epoch, curves, epoch == epochs ? history.seconds() : -1));
        }
        return lines;
    }

    /// Written without a tree of objects: a run may have 100,000 epochs a second.
    ///
    /// @param seconds since the start; negative for none
    @SuppressWarnings("deprecation") // what replaces setLenient is missing in the Gson that IJava brings along
    private static String line(int epoch, Map<String, double[]> curves, double seconds) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setLenient(true); // NaN, as GSON above
            json.beginObject().name("epoch").value(epoch);
            for (var curve : curves.entrySet())
                if (epoch <= curve.getValue().length) json.name(curve.getKey()).value(curve.getValue()[epoch - 1]);
            if (seconds >= 0) json.name("seconds").value(seconds);
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringWriter throws none
        }
        return text.toString();
    }

    /// A process that was killed may have left half a line at the end: that one is not counted.
    private static @Nullable JsonObject parse(String text, boolean last) {
        try {
            return GSON.fromJson(text, JsonObject.class);
        } catch (JsonParseException failure) {
            if (last) return null;
            throw failure;
        }
    }

    /// Reads a file. Half a line at its end, of a process that was killed, is left out.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no history
    public static History read(String file) {
        try {
            History history = new History("run");
            List<String> texts = Files.readAllLines(Path.of(file));
            for (int i = 0; i < texts.size(); i++) {
                JsonObject line = parse(texts.get(i), i > 0 && i == texts.size() - 1);
                if (line == null) continue;
                if (line.has("run")) history = new History(line.get("run").getAsString());
                for (String name : line.keySet()) {
                    double value = name.equals("run") ? 0 : line.get(name).getAsDouble();
                    if (name.equals("seconds")) history.seconds(value);
                    else if (!name.equals("run") && !name.equals("epoch")) history.add(name, value);
                }
            }
            return history;
        } catch (IOException failure) {
            throw new IllegalArgumentException("there is no history " + file + ": " + failure.getMessage(), failure);
        } catch (JsonParseException | NumberFormatException failure) {
            throw new IllegalArgumentException(file + " is no history: " + failure.getMessage(), failure);
        }
    }
}
