package dev.crema.nn.train;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.crema.nn.metrics.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a sweep found: a row for each trial, with its parameters and its results. Prints as a table.
///
/// ```java
/// %plot line trials.column("layers") trials.column("accuracy") --marker o
/// ```
public final class Trials implements Iterable<Trial> {
    private final List<Trial> trials;

    Trials(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    /// The number of trials, failed ones included.
    public int size() {
        return trials.size();
    }

    /// A trial, from 0, in the order of the grid.
    public Trial get(int index) {
        return trials.get(index);
    }

    @Override
    public Iterator<Trial> iterator() {
        return trials.iterator();
    }

    /// The names of parameters and results; histories are left out.
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Trial trial : trials)
            trial.values().forEach((name, value) -> {
                if (!(value instanceof History)) names.add(name);
            });
        return List.copyOf(names);
    }

    private void checkName(String name) {
        if (!names().contains(name))
            throw new IllegalArgumentException("trials: there is no column \"" + name + "\"; there are " + names());
    }

    /// A parameter or result of all trials; NaN where a trial failed.
    public double[] column(String name) {
        checkName(name);
        return trials.stream()
                .mapToDouble(trial -> trial.has(name) ? trial.number(name) : Double.NaN)
                .toArray();
    }

    /// A parameter or result of all trials as text; empty where a trial failed.
    public List<String> texts(String name) {
        checkName(name);
        return trials.stream()
                .map(trial -> trial.has(name) ? trial.text(name) : "")
                .toList();
    }

    /// The trial with the best value: the smallest of a loss, the largest of anything else. Choose by validation,
    /// never by test.
    ///
    /// @throws IllegalStateException if all trials failed
    public Trial best(String name) {
        double sign = History.isError(name) ? -1 : 1;
        double[] values = column(name);
        int best = -1;
        for (int i = 0; i < values.length; i++)
            if (!Double.isNaN(values[i]) && (best < 0 || sign * values[i] > sign * values[best])) best = i;
        if (best < 0) throw new IllegalStateException("trials: none has a value of " + name);
        return trials.get(best);
    }

    /// The trials that failed.
    public List<Trial> failures() {
        return trials.stream().filter(trial -> trial.failure() != null).toList();
    }

    /// Writes the table as JSON: an array of objects. The curves of a history are arrays in an object.
    public void save(String file) {
        JsonArray rows = new JsonArray();
        for (Trial trial : trials) rows.add(json(trial));
        String text = new GsonBuilder()
                .serializeSpecialFloatingPointValues()
                .setPrettyPrinting()
                .create()
                .toJson(rows);
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().resolveSibling("."));
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static JsonObject json(Trial trial) {
        JsonObject row = new JsonObject();
        trial.values().forEach((name, value) -> {
            switch (value) {
                case Number number -> row.addProperty(name, number);
                case Boolean flag -> row.addProperty(name, flag);
                case History history -> row.add(name, json(history));
                default -> row.addProperty(name, value.toString());
            }
        });
        if (trial.failure() != null) row.addProperty("failure", trial.failure());
        return row;
    }

    private static JsonObject json(History history) {
        JsonObject curves = new JsonObject();
        for (String name : history.names()) {
            JsonArray values = new JsonArray();
            for (double value : history.values(name)) values.add(value);
            curves.add(name, values);
        }
        return curves;
    }

    @Override
    public String toString() {
        List<String> names = new ArrayList<>(names());
        boolean failed = !failures().isEmpty();
        if (failed) names.add("failure");
        List<List<String>> rows = new ArrayList<>();
        rows.add(names);
        for (Trial trial : trials)
            rows.add(names.stream().map(name -> cell(trial, name)).toList());
        int[] widths = new int[names.size()];
        for (List<String> row : rows)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++)
                line.append(i == 0 ? "" : "  ").append(String.format("%-" + Math.max(1, widths[i]) + "s", row.get(i)));
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String cell(Trial trial, String name) {
        String failure = trial.failure();
        if (name.equals("failure") && failure != null) return failure;
        Object value = trial.values().get(name);
        if (value == null) return "";
        return value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value.toString();
    }
}
