package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The cells in which the labs define and train their models are no longer than the same for PyTorch, in lines that
/// hold more than brackets and comments.
class LabTwinsTest {
    private static final Pattern CELL = Pattern.compile("(?ms)^# %% (\\S+) (\\S+)\n(.*?)(?=^# %%|\\z)");
    private static final Pattern CODE = Pattern.compile("(?m)^(?!\\s*(?://|#)).*\\w");

    @TestFactory
    Stream<DynamicTest> noCellIsLongerThanItsTwin() throws IOException {
        String twins = Files.readString(Lab.ROOT.resolve("src/test/resources/labs/twins.py"));
        return CELL.matcher(twins)
                .results()
                .map(twin -> DynamicTest.dynamicTest(twin.group(1) + " " + twin.group(2), () -> {
                    Lab lab = Lab.read(Lab.FOLDER.resolve(twin.group(1) + ".ipynb"));
                    String cell = lab.cells().stream()
                            .filter(each -> each.id().equals(twin.group(2)))
                            .findFirst()
                            .orElseThrow()
                            .source();
                    assertThat(lines(cell)).isPositive().isLessThanOrEqualTo(lines(twin.group(3)));
                }));
    }

    private static long lines(String source) {
        return CODE.matcher(source).results().count();
    }
}
