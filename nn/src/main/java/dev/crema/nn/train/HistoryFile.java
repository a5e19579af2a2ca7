package dev.crema.nn.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.crema.nn.metrics.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

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
        for (int epoch = 1; epoch <= history.epochs(); epoch++) lines.add(line(history, epoch));
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().resolveSibling("."));
            Files.write(path, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /// Adds the last epoch.
    static void append(History history, Path file) {
        try {
            Files.writeString(file, line(history, history.epochs()) + "\n", StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String line(History history, int epoch) {
        JsonObject line = new JsonObject();
        line.addProperty("epoch", epoch);
        for (String name : history.names()) {
            double[] values = history.values(name);
            if (epoch <= values.length) line.addProperty(name, values[epoch - 1]);
        }
        if (epoch == history.epochs()) line.addProperty("seconds", history.seconds());
        return GSON.toJson(line);
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no history
    public static History read(String file) {
        try {
            History history = new History("run");
            for (String text : Files.readAllLines(Path.of(file))) {
                JsonObject line = GSON.fromJson(text, JsonObject.class);
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
        } catch (com.google.gson.JsonParseException | NumberFormatException failure) {
            throw new IllegalArgumentException(file + " is no history: " + failure.getMessage(), failure);
        }
    }
}
