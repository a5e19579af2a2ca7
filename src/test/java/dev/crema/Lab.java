package dev.crema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A notebook of `example-notebooks`, or what a run made of it.
record Lab(String name, JsonObject json) {
    static final Path ROOT = Path.of(System.getProperty("crema.root", "."));
    static final Path FOLDER = ROOT.resolve("example-notebooks");

    /// What makes a notebook short: the first of these that is a parameter in its first code cell.
    private static final List<String> SHORT = List.of("quick=true", "epochs=1");

    /// How a run ended.
    record Ran(int status, String errors, Path notebook) {}

    /// A cell of code.
    record Cell(JsonObject json) {
        String id() {
            return json.get("id").getAsString();
        }

        String source() {
            return text(json.get("source"));
        }

        JsonArray outputs() {
            return json.getAsJsonArray("outputs");
        }

        boolean isTagged(String tag) {
            JsonElement tags = json.getAsJsonObject("metadata").get("tags");
            return tags != null && tags.toString().contains("\"" + tag + "\"");
        }

        /// What it printed.
        String printed() {
            return StreamSupport.stream(outputs().spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .filter(output -> output.has("text"))
                    .map(output -> text(output.get("text")))
                    .collect(Collectors.joining());
        }
    }

    static Lab read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replace(".ipynb", "");
        return new Lab(name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    }

    static List<Lab> all() throws IOException {
        List<Lab> labs = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList())
                if (file.toString().matches(".*(?<!\\.run)\\.ipynb")) labs.add(read(file));
        }
        return labs;
    }

    Path file() {
        return FOLDER.resolve(name + ".ipynb");
    }

    boolean isNumbered() {
        return Character.isDigit(name.charAt(0));
    }

    List<Cell> cells() {
        return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .map(Cell::new)
                .toList();
    }

    String printed() {
        return cells().stream().map(Cell::printed).collect(Collectors.joining());
    }

    static String text(JsonElement source) {
        if (!source.isJsonArray()) return source.getAsString();
        return StreamSupport.stream(source.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.joining());
    }

    /// Runs it in its short form, in a folder of its own, on the data that are drawn by program: the same
    /// everywhere.
    Ran run(Path folder, String... options) throws IOException, InterruptedException {
        Path here = Files.createDirectories(folder.resolve(name));
        Path copy = here.resolve(name + ".ipynb");
        Files.copy(file(), copy);
        Path done = here.resolve("done.ipynb");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dhttps.proxyHost=localhost", // nothing is downloaded
                "-Dhttps.proxyPort=1",
                "-jar",
                ROOT.resolve("kernel-ext/target/crema.jar").toAbsolutePath().toString(),
                "run",
                copy.getFileName().toString(),
                "--out",
                done.toAbsolutePath().toString()));
        command.addAll(List.of(options));
        String parameters = cells().getFirst().source();
        SHORT.stream()
                .filter(setting -> parameters.contains(" " + setting.substring(0, setting.indexOf('=')) + " = "))
                .findFirst()
                .ifPresent(parameter -> command.addAll(List.of("--param", parameter)));
        Path errors = here.resolve("errors.txt");
        var builder = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(here.resolve("out.txt").toFile())
                .redirectError(errors.toFile());
        builder.environment().remove("CREMA_DATA");
        builder.environment()
                .put("CREMA_CACHE", folder.resolve("cache").toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return new Ran(process.waitFor(), Files.readString(errors), done);
    }
}
