package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures on a machine without fontconfig, freetype and fonts: a process whose mount namespace hides them, those
/// of the JDK too. Needs Linux and the right to make such a namespace.
@Tag("slow")
class BareMachineTest {
    private static final String HIDE = """
            for library in $(find / -xdev \\( -name 'libfontconfig*' -o -name 'libfreetype*' -o -name 'libfontmanager*' \\) \
                \\( -type f -o -type l \\) 2> /dev/null); do
              mount --bind /dev/null "$(readlink -f "$library")" 2> /dev/null
            done
            for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts "$HOME/.fonts"; do
              [ -d "$folder" ] && mount -t tmpfs none "$folder"
            done
            exec "$@"
            """;

    @TempDir
    Path folder;

    @Test
    void picturesAreTheSameWithoutFontconfigFreetypeAndFonts() throws Exception {
        assumeTrue(run("unshare", "--user", "--map-root-user", "--mount", "true") == 0, "no mount namespace here");
        Path script = Files.writeString(folder.resolve("hide.sh"), HIDE);
        List<String> command = new java.util.ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", script.toString(), java()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .collect(Collectors.toList()));
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                BareMachine.class.getName(),
                folder.toString()));
        assertThat(run(command.toArray(new String[0]))).as(log()).isZero();
        assertThat(Files.readString(folder.resolve("font")))
                .as("a font of the machine")
                .isEqualTo("none");
        assertThat(Files.readAllBytes(folder.resolve("chart.png"))).isEqualTo(chart().png());
        assertThat(Files.readString(folder.resolve("chart.svg"))).isEqualTo(chart().svg());
        assertThat(Files.readAllBytes(folder.resolve("chart.pdf"))).startsWith('%', 'P', 'D', 'F');
    }

    static Figure chart() {
        return Plot.line(new double[] {1, 3, 2})
                .label("loss")
                .title("Ελληνικά 100 %")
                .xLabel("epoch");
    }

    private int run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            return -1;
        }
        return process.waitFor(3, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
