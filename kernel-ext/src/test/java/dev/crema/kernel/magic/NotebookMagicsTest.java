package dev.crema.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebookMagicsTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    @TempDir
    private Path folder;

    @BeforeAll
    void install() {
        Console.install();
    }

    @Test
    void timeSaysHowLongTheCodeRan() {
        assertThat(notebook.result("%time 6 * 7")).isEqualTo("42");
        assertThat(notebook.output().printed()).matches("took [\\d.]+ (ns|µs|ms)\n");
    }

    @Test
    void timeAboveACellRunsAllOfItAsIfItStoodThere() {
        assertThat(notebook.result("%%time\nint inside = 1;\ninside + 1")).isEqualTo("2");
        assertThat(notebook.error("%%time\nint ok = 1;\nint[] a = {};\na[0]").plainText())
                .contains("line 4");
    }

    @Test
    void timeitMeasuresAnExpression() {
        assertThat(notebook.result("double n = 2;\n%timeit Math.sqrt(n)")).contains("best", "rounds of");
    }

    @Test
    void shellCommandsShowWhatTheyPrint() {
        assertThat(notebook.run("!echo hello; echo oops >&2; exit 3").output().printed())
                .isEqualTo("hello\noops\n(exit status 3)\n");
        assertThat(notebook.run("%%bash\nfor i in 1 2; do echo $i; done")
                        .output()
                        .printed())
                .isEqualTo("1\n2\n");
        assertThat(notebook.error("%%bash\nexit 4").message()).isEqualTo("%%bash: the script ended with exit status 4");
    }

    @Test
    void whoListsTheVariables() {
        assertThat(notebook.result("int epochs = 3;\n%who")).containsPattern("epochs +Integer +3");
    }

    @Test
    void lsmagicListsAllMagics() {
        assertThat(notebook.result("%lsmagic")).contains("%time", "%who", "%classpath");
    }

    @Test
    void anUnknownMagicIsAnsweredWithTheNearest() {
        assertThat(notebook.error("%tiem 1").message())
                .contains("%tiem: no such magic")
                .contains("did you mean %time?");
    }

    @Test
    void helpExplainsMagicsAndJava() {
        assertThat(notebook.result("%time?")).contains("Runs code once");
        assertThat(notebook.result("?Math.max")).contains("int Math.max(int a, int b)");
    }

    @Test
    void loadRunsAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("nets.java"), "package lab;\nint loaded = 5;\nint bad(int a) { return 1 / a; }");
        assertThat(notebook.result("%load " + file + "\nloaded")).isEqualTo("5");
        assertThat(notebook.error("bad(0)").plainText()).contains("nets.java, line 3 in bad");
        assertThat(notebook.error("%load " + folder.resolve("none.java")).message())
                .contains("there is no");
    }

    @Test
    void classpathAddsLibraries() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Shout.java"),
                "package ext; public class Shout { public static String out(String s) { return s.toUpperCase(); } }");
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            null, files, null, List.of("-d", folder.toString()), null, files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(notebook.result("%classpath " + folder + "\next.Shout.out(\"a\")"))
                .isEqualTo("A");
        assertThat(notebook.error("%classpath nowhere.jar").message()).contains("there is no");
    }
}
