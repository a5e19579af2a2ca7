package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every notebook of `example-notebooks` runs from top to bottom, offline, in its short form, and says nothing on
/// standard error.
class ExampleNotebooksTest {
    private static final Path ROOT = Path.of(System.getProperty("crema.root", "."));
    /// What makes a notebook short: the first of these that is a parameter in its first code cell.
    private static final List<String> SHORT = List.of("quick=true", "epochs=1");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> notebooks() throws IOException {
        List<Path> notebooks;
        try (Stream<Path> files = Files.list(ROOT.resolve("example-notebooks"))) {
            notebooks = files.filter(file -> file.toString().endsWith(".ipynb")
                            && !file.toString().endsWith(".run.ipynb"))
                    .sorted()
                    .toList();
        }
        assertThat(notebooks).isNotEmpty();
        return notebooks.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> runs(file)));
    }

    private void runs(Path notebook) throws IOException, InterruptedException {
        JsonObject before = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        assertThat(Files.size(notebook)).as("bytes").isLessThan(2 << 20);
        String parameters = firstCode(before);
        Path done = folder.resolve(notebook.getFileName().toString());
        Path errors = folder.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("kernel-ext/target/crema.jar").toString(),
                "run",
                notebook.toString(),
                "--out",
                done.toString()));
        SHORT.stream()
                .filter(setting -> parameters.contains(" " + setting.substring(0, setting.indexOf('=')) + " = "))
                .findFirst()
                .ifPresent(parameter -> command.addAll(List.of("--param", parameter)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(errors).isEmptyFile();
        assertThat(kinds(done)).as("kinds of output, cell by cell").isEqualTo(kinds(notebook));
    }

    private static String firstCode(JsonObject notebook) {
        for (JsonElement cell : notebook.getAsJsonArray("cells"))
            if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code"))
                return cell.getAsJsonObject().get("source").toString();
        return "";
    }

    /// The committed notebook carries outputs; a run shows figures and results in the same cells. What it prints
    /// depends on the data that are there.
    private static List<String> kinds(Path notebook) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        List<String> kinds = new ArrayList<>();
        for (JsonElement cell : json.getAsJsonArray("cells")) {
            if (!cell.getAsJsonObject().has("outputs")) continue;
            Set<String> ofCell = new TreeSet<>();
            for (JsonElement output : cell.getAsJsonObject().getAsJsonArray("outputs"))
                if (!output.getAsJsonObject().get("output_type").getAsString().equals("stream"))
                    ofCell.add(output.getAsJsonObject().get("output_type").getAsString());
            kinds.add(String.join(" ", ofCell));
        }
        return kinds;
    }
}
