package dev.crema.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import dev.crema.kernel.error.ErrorReport;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebookRunnerTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @BeforeAll
    void install() {
        Console.install();
    }

    private static NotebookFile file(String... cells) throws Exception {
        var array = new JsonArray();
        for (String source : cells) {
            var cell = new JsonObject();
            cell.addProperty("cell_type", "code");
            cell.add("execution_count", JsonNull.INSTANCE);
            cell.add("outputs", new JsonArray());
            cell.addProperty("source", source);
            array.add(cell);
        }
        var json = new JsonObject();
        json.add("cells", array);
        json.addProperty("nbformat", 4);
        return NotebookFile.parse(json.toString(), "t.ipynb");
    }

    private Optional<ErrorReport> run(NotebookFile file, boolean live, NotebookRunner.Options options)
            throws Exception {
        terminal.reset();
        var out = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        var keyboard = new BufferedReader(new StringReader("typed\n"));
        return new NotebookRunner(notebook.evaluator(), out, live, keyboard, options).run(file);
    }

    private static NotebookRunner.Options options(String... parameters) throws Exception {
        return new NotebookRunner.Options(new NotebookParameters(List.of(parameters)), 0, false, false);
    }

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private static String outputs(NotebookFile file, int cell) {
        return file.codeCells().get(cell).outputs().toString();
    }

    @Test
    void outputsGoIntoTheFileAndOntoTheTerminal() throws Exception {
        NotebookFile file = file("System.out.println(\"hello\");", "6 * 7");
        assertThat(run(file, false, options())).isEmpty();
        assertThat(outputs(file, 0)).contains("hello\\n");
        assertThat(outputs(file, 1)).contains("\"execution_count\":2", "\"text/plain\":[\"42\"]");
        assertThat(shown()).isEqualTo("""
                [1/2] System.out.println("hello");
                hello
                [2/2] 6 * 7
                42
                """);
    }

    @Test
    void anUpdateReplacesTheOutputInTheFile() throws Exception {
        NotebookFile file = file(
                "import static dev.crema.magics.Notebook.*;\nString id = display(\"0 %\");",
                "updateDisplay(id, \"100 %\");");
        run(file, false, options());
        assertThat(outputs(file, 0)).contains("100 %").doesNotContain("\"0 %");
        assertThat(outputs(file, 1)).isEqualTo("[]");
    }

    @Test
    void aPipeGetsTheLastStateOfProgressOnly() throws Exception {
        String progress =
                "import static dev.crema.magics.Notebook.*;\nvar p = display(\"0 %\"); for (int i = 1; i <= 3; i++) updateDisplay(p, i + \" of 3\");\nfor (int i = 0; i < 3; i++) System.out.print(\"\\rstep \" + i); System.out.println();";
        run(file(progress), false, options());
        assertThat(shown()).contains("3 of 3\nstep 2\n").doesNotContain("0 %", "1 of 3", "step 1");
    }

    @Test
    void aTerminalIsOverwrittenInPlace() throws Exception {
        run(
                file(
                        "import static dev.crema.magics.Notebook.*;\nvar p2 = display(\"0 %\"); updateDisplay(p2, \"100 %\");"),
                true,
                options());
        assertThat(shown()).contains("0 %\n\u001b[1A\r\u001b[0J100 %\n");
    }

    @Test
    void aCellThatThrowsEndsTheRunAndIsNamed() throws Exception {
        NotebookFile file =
                file("int a = 1;", "int b = 2;\nthrow new IllegalStateException(\"boom\");", "int never = 1;");
        ErrorReport error = run(file, false, options()).orElseThrow();
        assertThat(error.place()).hasToString("Cell 2, line 2");
        assertThat(outputs(file, 1)).contains("\"ename\":\"IllegalStateException\"");
        assertThat(shown()).doesNotContain("never");
    }

    @Test
    void errorsMayBeAllowed() throws Exception {
        NotebookFile file = file("throw new IllegalStateException(\"boom\");", "1 + 1");
        var options = new NotebookRunner.Options(new NotebookParameters(List.of()), 0, true, false);
        assertThat(run(file, false, options)).isPresent();
        assertThat(outputs(file, 1)).contains("\"2\"");
    }

    @Test
    void parametersReplaceInitialValues() throws Exception {
        NotebookFile file = file("int epochs = 10, batch = 12;\nString name = \"a\";", "name + epochs + batch");
        run(file, false, options("epochs=2", "name=run 7"));
        assertThat(outputs(file, 1)).contains("run 7212");
        assertThat(file.codeCells().getFirst().source()).contains("epochs = 10");
    }

    @Test
    void aParameterThatNoCellDeclaresIsRefusedBeforeAnythingRuns() throws Exception {
        NotebookFile file = file("int epochs = 10;");
        assertThatThrownBy(() -> run(file, false, options("epoch=2")))
                .hasMessage("--param epoch: no cell declares a variable of this name; did you mean epochs?");
        assertThatThrownBy(() -> options("epochs")).hasMessageContaining("write name=value");
    }

    @Test
    void aCellThatTakesTooLongIsEnded() throws Exception {
        var options = new NotebookRunner.Options(new NotebookParameters(List.of()), 0.3, false, false);
        ErrorReport error = run(file("while (true) {}"), false, options).orElseThrow();
        assertThat(error.name()).isEqualTo("Timeout");
        assertThat(error.message()).isEqualTo("the cell ran longer than 0.3 s (--timeout)");
    }

    @Test
    void inputComesFromTheKeyboard() throws Exception {
        NotebookFile file = file("new Scanner(System.in).nextLine()");
        run(file, false, options());
        assertThat(outputs(file, 0)).contains("typed");
    }

    @Test
    void exercisesStayOpenUnlessTheirSolutionsAreAskedFor() throws Exception {
        String cell = "double lowest = 0;\n// BEGIN SOLUTION\n// lowest = 1.21;\n// END SOLUTION\nlowest";
        String code = "int steps = 0;\n// BEGIN SOLUTION\nsteps = 7;\n// END SOLUTION\nsteps";
        NotebookFile open = file(cell, code);
        run(open, false, options());
        assertThat(outputs(open, 0)).contains("\"0.0\"");
        assertThat(outputs(open, 1)).contains("\"0\"");
        NotebookFile solved = file(cell, code);
        run(solved, false, new NotebookRunner.Options(new NotebookParameters(List.of()), 0, false, true));
        assertThat(outputs(solved, 0)).contains("1.21");
        assertThat(outputs(solved, 1)).contains("\"7\"");
        assertThat(solved.codeCells().getFirst().source()).isEqualTo(cell);
    }

    @Test
    void aSolutionThatItsCheckRefusesIsAnError() throws Exception {
        NotebookFile file = file("System.out.println(\"✗ look again (that is 0.0)\");");
        var options = new NotebookRunner.Options(new NotebookParameters(List.of()), 0, false, true);
        assertThat(run(file, false, options).orElseThrow().message())
                .isEqualTo("Cell 1, solved: ✗ look again (that is 0.0)");
        assertThat(run(file, false, options())).isEmpty();
    }

    @Test
    void linesOfASolutionKeepTheirNumbers() {
        String cell = "int a = 1;\n// BEGIN SOLUTION\na = 2;\n// END SOLUTION\nint b = 0;";
        assertThat(Solutions.apply(cell, false))
                .isEqualTo("int a = 1;\n// BEGIN SOLUTION\n\n// END SOLUTION\nint b = 0;");
        assertThat(Solutions.apply(cell, true)).isEqualTo(cell);
        String indented = "// BEGIN SOLUTION\n//   if (b > 0)\n//     a = 3;\n// END SOLUTION";
        assertThat(Solutions.apply(indented, true))
                .isEqualTo("// BEGIN SOLUTION\n  if (b > 0)\n    a = 3;\n// END SOLUTION");
        assertThat(Solutions.apply("// BEGIN SOLUTION\nint c;", false)).endsWith("int c;");
    }
}
