package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every chart of the gallery as a reviewed SVG. On a mismatch the new picture lies in `target/golden`, to be
/// looked at; `-Dcrema.goldens=update` makes it the golden.
class GoldenTest {
    private static final Path GOLDENS = Path.of("src/test/resources/golden");
    private static final Path FRESH = Path.of("target/golden");

    private static final boolean UPDATING = "update".equals(System.getProperty("crema.goldens"));

    static Stream<String> names() {
        return Gallery.figures().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theChartIsTheOneThatWasReviewed(String name) throws IOException {
        Figure figure = Gallery.figure(name);
        String fresh = normalized(figure.svg());
        Path golden = GOLDENS.resolve(name + ".svg");
        if (UPDATING) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, fresh);
        }
        String reviewed = Files.exists(golden) ? Files.readString(golden) : "";
        if (fresh.equals(reviewed)) return;
        Files.createDirectories(FRESH);
        Path written = FRESH.resolve(name + ".svg");
        Files.writeString(written, figure.svg());
        Files.write(FRESH.resolve(name + ".png"), figure.png());
        assertThat(fresh)
                .as(
                        "look at %s beside %s; if it is right, run with -Dcrema.goldens=update",
                        written.toAbsolutePath(), golden.toAbsolutePath())
                .isEqualTo(reviewed);
    }

    @Test
    void everyGoldenHasItsChart() throws IOException {
        assumeFalse(UPDATING);
        try (var files = Files.list(GOLDENS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".svg", "")))
                    .containsExactlyInAnyOrderElementsOf(names().toList());
        }
    }

    /// One element a line. Packed pixels are left out: zlib may pack them differently elsewhere, and other tests
    /// hold them.
    private static String normalized(String svg) {
        return svg.replaceAll("base64,[^\"]*", "base64,…").replace("><", ">\n<");
    }
}
