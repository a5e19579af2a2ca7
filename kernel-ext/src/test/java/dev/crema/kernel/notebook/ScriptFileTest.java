package dev.crema.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {
    private static final String SCRIPT = """
            // %% [markdown]
            // # Größe
            //
            // * one

            // %% {"tags":["figure","mine"]}
            %plot line a

            // not a header: %%
            int b = 1;

            // %%


            // %% [raw]
            // as it is
            """;

    @TempDir
    private Path folder;

    /// Kind, metadata and source of each cell.
    private static List<String> cells(NotebookFile notebook) {
        List<String> cells = new ArrayList<>();
        for (JsonElement each : notebook.json().getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            cells.add(
                    cell.get("cell_type").getAsString() + cell.get("metadata") + NotebookFile.join(cell.get("source")));
        }
        return cells;
    }

    @Test
    void aScriptIsReadAsCells() throws Exception {
        assertThat(cells(ScriptFile.parse(SCRIPT, "lab.java")))
                .containsExactly(
                        "markdown{}# Größe\n\n* one",
                        "code{\"tags\":[\"figure\",\"mine\"]}%plot line a\n\n// not a header: %%\nint b = 1;",
                        "code{}",
                        "raw{}as it is");
    }

    @Test
    void scriptAndNotebookGoBackAndForthUnchanged() throws Exception {
        NotebookFile notebook = ScriptFile.parse(SCRIPT, "lab.java");
        assertThat(ScriptFile.text(notebook)).isEqualTo(SCRIPT);
        JsonObject cell = notebook.json().getAsJsonArray("cells").get(2).getAsJsonObject();
        cell.add("source", NotebookFile.lines("// %% looks like a header\n// // %%\n%%time\nint c;\n"));
        NotebookFile again = ScriptFile.parse(ScriptFile.text(notebook), "lab.java");
        assertThat(cells(again)).isEqualTo(cells(notebook));
        assertThat(NotebookFile.parse(again.text(), "t").text()).isEqualTo(again.text());
    }

    @TestFactory
    Stream<DynamicTest> everyLabGoesBackAndForthWithItsCellsAndTags() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("..", "example-notebooks"))) {
            List<Path> labs = files.filter(file -> file.toString().matches(".*(?<!\\.run)\\.ipynb"))
                    .sorted()
                    .toList();
            assertThat(labs).hasSizeGreaterThan(20);
            return labs.stream()
                    .map(lab -> DynamicTest.dynamicTest(String.valueOf(lab.getFileName()), () -> {
                        NotebookFile notebook = NotebookFile.read(lab);
                        String script = ScriptFile.text(notebook);
                        assertThat(cells(ScriptFile.parse(script, "lab.java"))).isEqualTo(cells(notebook));
                        if (!lab.endsWith("gallery.ipynb"))
                            assertThat(script).contains("// %% {\"tags\":[\"parameters\"]}");
                    }));
        }
    }

    @Test
    void whatStandsBeforeTheFirstHeaderIsACell() throws Exception {
        assertThat(cells(ScriptFile.parse("int a = 1;\r\n\r\n// %% second\r\na\r\n", "lab.java")))
                .containsExactly("code{}int a = 1;", "code{\"title\":\"second\"}a");
        assertThat(cells(ScriptFile.parse("\n// %%\na", "lab.java"))).containsExactly("code{}a");
    }

    @Test
    void metadataThatCannotBeReadIsOneSentence() {
        assertThatThrownBy(() -> ScriptFile.parse("// %% {\"tags\"\n", "lab.java"))
                .hasMessage("lab.java: the metadata of cell 1 is not valid JSON: {\"tags\"");
    }

    @Test
    void figuresBecomeFilesInPlaceOfOlderOnes() throws Exception {
        NotebookFile notebook = ScriptFile.parse("// %%\na\n// %%\nb", "lab.java");
        String png = Base64.getEncoder().encodeToString("picture".getBytes(StandardCharsets.UTF_8));
        String output = "{\"output_type\":\"display_data\",\"metadata\":{},\"data\":";
        CodeCell second = notebook.codeCells().get(1);
        second.outputs().add(JsonParser.parseString(output + "{\"image/png\":\"" + png + "\"}}"));
        second.outputs().add(JsonParser.parseString(output + "{\"image/svg+xml\":[\"<svg>\\n\",\"</svg>\"]}}"));
        Path target = Files.createDirectory(folder.resolve("lab.run.figures"));
        Files.writeString(target.resolve("cell-9.png"), "old");
        assertThat(FigureFiles.save(notebook, target)).hasSize(2);
        assertThat(target.resolve("cell-2.png")).hasContent("picture");
        assertThat(target.resolve("cell-2-2.svg")).hasContent("<svg>\n</svg>");
        assertThat(target.resolve("cell-9.png")).doesNotExist();
    }
}
