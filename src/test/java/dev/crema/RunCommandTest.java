package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `java -jar crema.jar run`, as the `crema` script calls it.
class RunCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("crema.root", "."));

    private record Ran(int status, String out, String errors) {}

    @TempDir
    private Path folder;

    private Ran crema(Path where, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("kernel-ext/target/crema.jar").toString()));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(errors));
    }

    private Path notebook(String name, String... cells) throws IOException {
        var json = new StringBuilder("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [");
        for (int i = 0; i < cells.length; i++)
            json.append(i == 0 ? "" : ",")
                    .append(
                            "{\"cell_type\": \"code\", \"metadata\": {}, \"execution_count\": null, \"outputs\": [], \"source\": \"")
                    .append(cells[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                    .append("\"}");
        return Files.writeString(folder.resolve(name), json + "]}");
    }

    @Test
    void aNotebookIsExecutedAndWrittenBesideItself() throws Exception {
        Path file = notebook("lab.ipynb", "int epochs = 10;", "println(\"epochs: \" + epochs);\nepochs * 2");
        Ran ran = crema(folder, "run", "lab.ipynb", "--param", "epochs=3");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("epochs: 3\n6\n");
        assertThat(folder.resolve("lab.run.ipynb")).content().contains("\"text/plain\": [", "\"6\"");
        assertThat(file).content().doesNotContain("epochs: 3");
    }

    @Test
    void relativePathsStartAtTheNotebooksFolder() throws Exception {
        Files.writeString(folder.resolve("data.csv"), "a,b");
        notebook("lab.ipynb", "Files.readString(Path.of(\"data.csv\"))");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Ran ran = crema(elsewhere, "run", "../lab.ipynb", "--out", "done.ipynb");
        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.out()).contains("a,b");
        assertThat(elsewhere.resolve("done.ipynb")).exists();
    }

    @Test
    void aCellThatThrowsIsNamedWithItsLineAndTheOutputsAreKept() throws Exception {
        notebook("lab.ipynb", "println(\"before\");", "int a = 1;\nthrow new IllegalStateException(\"boom\");");
        Ran ran = crema(folder, "run", "lab.ipynb", "--in-place");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors()).isEqualTo("crema run: lab.ipynb: Cell 2, line 2: IllegalStateException: boom\n");
        assertThat(folder.resolve("lab.ipynb")).content().contains("before", "\"ename\": \"IllegalStateException\"");
        assertThat(folder.resolve("lab.run.html")).content().contains("before", "boom");
    }

    @Test
    void outputsThatDifferFromTheSavedOnesAreListed() throws Exception {
        Path file = notebook("lab.ipynb", "println(\"took 3 ms\");\n6 * 7", "new Random(1).nextInt()");
        crema(folder, "run", "lab.ipynb", "--in-place");
        Files.writeString(file, Files.readString(file).replace("took 3 ms", "took 5 ms"));
        Ran same = crema(folder, "run", "lab.ipynb", "--check");
        assertThat(same.errors()).isEqualTo("crema run: no outputs differ from the saved ones\n");
        assertThat(same.status()).isZero();
        Files.writeString(file, Files.readString(file).replace("6 * 7", "6 * 8"));
        Ran other = crema(folder, "run", "lab.ipynb", "--check");
        assertThat(other.errors()).contains("Cell 1, output 2, text/plain: was `42`, is `48`", "1 output differs");
        assertThat(other.status()).isEqualTo(1);
        assertThat(file).content().contains("\"42\"");
    }

    @Test
    void errorsMayBeAllowed() throws Exception {
        notebook("lab.ipynb", "int[] none = {}; none[0]", "6 * 7");
        Ran ran = crema(folder, "run", "lab.ipynb", "--allow-errors");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("ArrayIndexOutOfBoundsException", "42");
    }

    @Test
    void whatCannotBeRunIsSaidInOneSentence() throws Exception {
        assertThat(crema(folder, "run", "none.ipynb").errors())
                .matches("crema run: there is no notebook .*none.ipynb\n");
        Files.writeString(folder.resolve("bad.ipynb"), "{ \"cells\"");
        Ran bad = crema(folder, "run", "bad.ipynb");
        assertThat(bad.errors()).matches("crema run: .*bad.ipynb is not valid JSON: .*\n");
        assertThat(bad.status()).isEqualTo(2);
        notebook("lab.ipynb", "int epochs = 1;");
        assertThat(crema(folder, "run", "lab.ipynb", "--param", "epoch=2").errors())
                .contains("did you mean epochs?");
    }

    @Test
    void threadsThatACellLeavesBehindDoNotKeepTheProcessAlive() throws Exception {
        notebook("lab.ipynb", "new Thread(() -> { while (true) {} }).start();");
        long start = System.nanoTime();
        assertThat(crema(folder, "run", "lab.ipynb").status()).isZero();
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(20);
    }

    @Test
    void aCellCannotEndTheRun() throws Exception {
        notebook("lab.ipynb", "System.exit(0);");
        Ran ran = crema(folder, "run", "lab.ipynb");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.errors()).contains("Cell 1, line 1: SecurityException");
    }

    @Test
    void theDoctorSaysThatClassRedefinitionIsOn() throws Exception {
        assertThat(crema(folder, "doctor").out())
                .contains("ok class redefinition", "ok Vector API")
                .containsPattern("ok matrix products +.*OpenBLAS");
    }

    @Test
    void aScriptRunsHeadlessAndItsFiguresBecomeFiles() throws Exception {
        notebook("lab.ipynb", "double[] y = {1, 4, 9};\n// solution below", "Plot.line(y)", "%plot line y");
        Ran exported = crema(folder, "export", "lab.ipynb", "--to", "java");
        assertThat(exported.errors()).isEmpty();
        assertThat(exported.out()).isEqualTo("wrote lab.java\n");
        assertThat(folder.resolve("lab.java"))
                .content()
                .startsWith("// %%\ndouble[] y")
                .contains("\n// %%\n%plot");
        Ran ran = crema(folder, "run", "lab.java");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).containsPattern("lab.java: \\d+\\.\\d s, 2 figures in lab.run.figures\n$");
        assertThat(folder.resolve("lab.run.figures/cell-2.png")).isNotEmptyFile();
        assertThat(folder.resolve("lab.run.figures/cell-3.png")).isNotEmptyFile();
        assertThat(folder.resolve("lab.run.html")).exists();
    }

    @Test
    void aScriptBecomesANotebookAgain() throws Exception {
        Files.writeString(folder.resolve("lab.java"), "// %% {\"tags\":[\"mine\"]}\nint a = 1;\n");
        assertThat(crema(folder, "export", "lab.java", "--to", "ipynb", "--out", "again.ipynb")
                        .status())
                .isZero();
        assertThat(folder.resolve("again.ipynb")).content().contains("\"mine\"", "\"int a = 1;\"");
        assertThat(crema(folder, "export", "lab.java", "--to", "java").errors())
                .isEqualTo("crema export: lab.java is a .java file already\n");
        assertThat(crema(folder, "run", "lab.java", "--in-place").errors())
                .isEqualTo(
                        "crema run: lab.java keeps no outputs: leave out --in-place, or crema export it --to ipynb\n");
    }

    @Test
    void exercisesAreOpenAndTheirSolutionsAreChecked() throws Exception {
        String cell = "double slope = 0;\n// BEGIN SOLUTION\n// slope = %s;\n// END SOLUTION\n"
                + "Check.that(slope).isCloseTo(1.2105, 1e-3).hint(\"the lowest point\");";
        notebook("lab.ipynb", cell.formatted("1.21052"));
        Ran open = crema(folder, "run", "lab.ipynb");
        assertThat(open.status()).as(open.errors()).isZero();
        assertThat(open.out()).contains("✗ the lowest point (that is 0.0)");
        Ran solved = crema(folder, "run", "lab.ipynb", "--solutions");
        assertThat(solved.status()).as(solved.errors()).isZero();
        assertThat(solved.out()).contains("✓");
        notebook("wrong.ipynb", cell.formatted("1.3"));
        Ran wrong = crema(folder, "run", "wrong.ipynb", "--solutions");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.errors()).contains("Cell 1, solved: ✗ the lowest point (that is 1.3)");
    }
}
