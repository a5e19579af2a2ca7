package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every notebook of `example-notebooks` runs from top to bottom, offline, in its short form, says nothing on
/// standard error and prints what it printed before: the golden texts in `src/test/resources/labs`, which
/// `-Dcrema.goldens=update` writes anew.
class ExampleNotebooksTest {
    private static final Path GOLDENS = Lab.ROOT.resolve("src/test/resources/labs");
    private static final boolean UPDATE =
            System.getProperty("crema.goldens", "").equals("update");

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> notebooks() throws IOException {
        return Lab.all().stream().map(lab -> DynamicTest.dynamicTest(lab.name(), () -> runs(lab)));
    }

    /// The version of the student, whose exercises are open.
    private static void runs(Lab lab) throws IOException, InterruptedException {
        Lab.Ran ran = lab.run(folder);
        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.errors()).isEmpty();
        Lab done = Lab.read(ran.notebook());
        assertThat(kinds(done)).as("kinds of output, cell by cell").isEqualTo(kinds(lab));
        for (Lab.Cell check : checks(done))
            assertThat(check.printed()).as(check.id()).contains("✗ ").doesNotContain("Exception");
        Path golden = GOLDENS.resolve(lab.name() + ".txt");
        if (UPDATE) Files.writeString(golden, LabText.of(done));
        assertThat(LabText.difference(Files.readString(golden), LabText.of(done)))
                .isEmpty();
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> solutions() throws IOException {
        return Lab.all().stream()
                .filter(Lab::isNumbered)
                .map(lab -> DynamicTest.dynamicTest(lab.name(), () -> solves(lab)));
    }

    private static void solves(Lab lab) throws IOException, InterruptedException {
        Lab.Ran ran = lab.run(folder.resolve("solved"), "--solutions");
        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.errors()).isEmpty();
        for (Lab.Cell check : checks(Lab.read(ran.notebook())))
            assertThat(check.printed()).as(check.id()).matches("(?:✓\n)+");
    }

    private static List<Lab.Cell> checks(Lab lab) {
        return lab.cells().stream().filter(cell -> cell.isTagged("check")).toList();
    }

    /// The committed notebook carries outputs; a run shows figures and results in the same cells. What it prints
    /// depends on the data that are there.
    private static List<String> kinds(Lab lab) {
        return lab.cells().stream().map(ExampleNotebooksTest::kinds).toList();
    }

    private static String kinds(Lab.Cell cell) {
        Set<String> kinds = new TreeSet<>();
        for (JsonElement output : cell.outputs()) {
            String type = output.getAsJsonObject().get("output_type").getAsString();
            if (!type.equals("stream")) kinds.add(type);
        }
        return String.join(" ", kinds);
    }
}
