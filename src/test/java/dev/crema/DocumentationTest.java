package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the documentation shows runs, from the top of a page to its end.
class DocumentationTest {
    private static final Path ROOT = Path.of(System.getProperty("crema.root", "."));

    @TempDir
    private Path folder;

    @Test
    void theCellsOfTheApiPageRun() throws Exception {
        String shown = run("docs/api.md", 20);
        assertThat(shown).contains("tensor([[253.6302]], dtype=float64)", "32.0 48.0", "2.00 ", "✓", "✗ count from 0");
    }

    @Test
    void theRightColumnOfThePyTorchPageRuns() throws Exception {
        run("docs/pytorch.md", 150);
    }

    /// @param least how many cells there are at least
    /// @return what they show
    private String run(String page, int least) throws IOException, InterruptedException {
        Documentation documentation = Documentation.of(ROOT.resolve(page));
        assertThat(documentation.pieces()).hasSizeGreaterThanOrEqualTo(least);
        Path script = Files.writeString(folder.resolve("page.java"), documentation.script());
        Path out = folder.resolve("out.txt");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        ROOT.resolve("kernel-ext/target/crema.jar")
                                .toAbsolutePath()
                                .toString(),
                        "run",
                        script.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        int status = process.waitFor();
        String shown = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(status).as(shown).isZero();
        assertThat(errors).isEmptyFile();
        return shown;
    }
}
