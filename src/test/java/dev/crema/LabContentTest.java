package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What stands in the notebooks as they are committed, with the outputs of a full run.
class LabContentTest {
    /// What a cell of a lab never needs: an import, `close()`, a cast, a number with f.
    private static final Pattern NOISE = Pattern.compile("(?m)^\\s*import |\\.close\\(\\)"
            + "|\\((?:byte|short|char|int|long|float|double|[A-Z]\\w*(?:<[^>]*>)?)\\)\\s*[\\w(\"]"
            + "|\\b\\d+(?:\\.\\d+)?[fF]\\b");
    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|//[^\n]*");
    private static final Pattern BAND =
            Pattern.compile("published ([\\d.]+)[^\\n]*?, ours from ([\\d.]+) to ([\\d.]+)");

    /// The numbers that the courses published and that draw nothing at random, or nothing that matters.
    private static final Map<String, List<String>> PUBLISHED = Map.of(
            "01-regression-by-hand",
            List.of(
                    "[3580.2, 3267.925,",
                    ", 1960.725]",
                    "1.207012543859841 0.6785964919405698",
                    "cost(4) = 222.2\n",
                    "1.2105213157896242 0.43684210597565787",
                    "1.2105263157894737 0.43684210526315803"),
            "02-perceptron-and-adaline",
            List.of("step    tensor([0.0000, 0.0000, 0.5000", "sign    tensor([-1., -1.,  0.", "AND 0, OR 0, XOR 4"),
            "03-quiz-final",
            List.of("w 1.3119672662, b 0.6480448256, R² 0.76825", "epoch  1: loss 25.31998", "w 1.433439, b 0.045341"),
            "04-cars-least-squares",
            List.of(
                    "w = 253.63019329",
                    "w = 127.71582257",
                    "w = 189.09480023",
                    "w = 218.82572746",
                    "w = 233.22688022",
                    "w = 246.755",
                    "w = 253.630, σ = 3910.3, log L = -717.08"),
            "06-sgd-batches",
            List.of("3.75\n"),
            "09-softmax",
            List.of("by hand 0.1394 and 0.3133, mean 0.2263", "tensor(0.2263)", "1203 parameters"),
            "10-xor",
            List.of("the same within 1e-6"),
            "13-hyperparameters",
            List.of("optimizer got an empty parameter list", "575,050 parameters"),
            "22-vgg",
            List.of("VGG11: 9,231,114 parameters"));

    @TestFactory
    Stream<DynamicTest> noCellNeedsAnImportACloseACastOrAnF() throws IOException {
        return Lab.all().stream()
                .map(lab -> DynamicTest.dynamicTest(lab.name(), () -> {
                    for (Lab.Cell cell : lab.cells())
                        assertThat(NOISE.matcher(TEXT.matcher(cell.source()).replaceAll("\"\""))
                                        .results()
                                        .map(MatchResult::group))
                                .as(cell.id())
                                .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> publishedNumbersArePrinted() throws IOException {
        return Lab.all().stream()
                .filter(lab -> PUBLISHED.containsKey(lab.name()))
                .map(lab -> DynamicTest.dynamicTest(
                        lab.name(),
                        () -> assertThat(lab.printed()).contains(PUBLISHED.getOrDefault(lab.name(), List.of()))));
    }

    @Test
    void publishedNumbersOfRandomRunsLieInOurBands() throws IOException {
        String printed = Lab.all().stream().map(Lab::printed).collect(Collectors.joining());
        List<MatchResult> bands = BAND.matcher(printed).results().toList();
        assertThat(bands).hasSizeGreaterThanOrEqualTo(7);
        assertThat(bands)
                .allSatisfy(band -> assertThat(Double.parseDouble(band.group(1)))
                        .as(band.group())
                        .isBetween(Double.parseDouble(band.group(2)), Double.parseDouble(band.group(3))));
    }

    @TestFactory
    Stream<DynamicTest> everyNumberedLabHasExercisesThatCheckThemselves() throws IOException {
        return Lab.all().stream()
                .filter(Lab::isNumbered)
                .map(lab -> DynamicTest.dynamicTest(lab.name(), () -> {
                    List<String> ids = lab.cells().stream()
                            .map(Lab.Cell::id)
                            .filter(id -> id.startsWith("exercise-"))
                            .toList();
                    assertThat(ids).hasSizeBetween(6, 9);
                    for (int i = 0; i < ids.size(); i++)
                        assertThat(ids.get(i))
                                .isEqualTo("exercise-" + (i / 3 + 1)
                                        + List.of("-start", "-solution", "-check")
                                                .get(i % 3));
                    for (Lab.Cell cell : lab.cells()) {
                        if (cell.isTagged("solution"))
                            assertThat(cell.source())
                                    .startsWith("// BEGIN SOLUTION\n// ")
                                    .endsWith("\n// END SOLUTION");
                        if (cell.isTagged("check")) assertThat(cell.source()).contains("Check.that(", ".hint(\"");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> committedNotebooksAreSmallAndCarryTheirOutputs() throws IOException {
        return Lab.all().stream()
                .map(lab -> DynamicTest.dynamicTest(lab.name(), () -> {
                    assertThat(Files.size(lab.file())).as("bytes").isLessThan(2_000_000);
                    assertThat(lab.json().toString()).contains("image/png").doesNotContain("\"output_type\":\"error\"");
                    assertThat(lab.json().toString()).doesNotContain("\"name\":\"stderr\"");
                    assertThat(lab.printed())
                            .as("no folder of the machine it ran on")
                            .doesNotContainPattern("(?<![\\w.])/\\w+/\\w+");
                    assertThat(lab.cells())
                            .filteredOn(cell -> cell.isTagged("check"))
                            .noneMatch(cell -> cell.printed().isEmpty());
                }));
    }
}
