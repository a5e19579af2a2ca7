package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table in `example-notebooks/README.md`.
class LabTableTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("crema.root", ".")).resolve("example-notebooks");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[([\\w-]+)]\\(([\\w-]+\\.ipynb)\\) (?:\\|[^|\n]*){4}\\|$");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .toList();
    }

    @Test
    void everyRowHasItsNotebookAndEveryNotebookItsRow() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> notebooks = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".ipynb") && !name.endsWith(".run.ipynb"))
                    .toList();
            assertThat(rows()).extracting(row -> row.group(2)).containsExactlyInAnyOrderElementsOf(notebooks);
        }
    }

    @Test
    void rowsAreNamedByTheirFilesAndStandInTheirOrder() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row.group(2)).isEqualTo(row.group(1) + ".ipynb"));
        assertThat(rows())
                .extracting(row -> row.group(1))
                .filteredOn(name -> name.matches("\\d.*"))
                .isSorted();
    }
}
