package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.viz.mark.Line;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    private static final List<String> ABC = List.of("a", "b", "c");

    @Test
    void cellsShowCountAndPerCentOfTheRowAndZeroStaysBlank() {
        var matrix = new ConfusionMatrix(new long[][] {{8, 2, 0}, {0, 10, 0}, {1, 1, 1998}}, ABC);
        Drawn drawn = Drawn.of(Plot.confusion(matrix));
        assertThat(drawn.texts())
                .contains("8", "80.0 %", "2", "20.0 %", "10", "100 %", "1998", "99.9 %", "0.1 %", "recall")
                .contains("true class", "predicted class", "Confusion matrix, accuracy 99.8 %")
                .doesNotContain("0", "0.0 %");
        assertThat(drawn.elements(Element.Box.class).filter(box -> box.width() > 20))
                .hasSize(6);
    }

    @Test
    void theTwoColoursAreExplained() {
        var matrix = new ConfusionMatrix(new long[][] {{8, 2, 0}, {0, 10, 0}, {1, 1, 1998}}, ABC);
        Drawn drawn = Drawn.of(Plot.confusion(matrix));
        assertThat(drawn.texts()).contains("right", "wrong, share of row");
        assertThat(drawn.elements(Element.Box.class)
                        .filter(box -> box.width() < 20)
                        .map(box -> box.fill().toString()))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    @Test
    void thePredictedClassRunsAcrossAndTheFirstClassIsOnTop() {
        var matrix = new ConfusionMatrix(new long[][] {{5, 7}, {0, 9}}, List.of("cat", "dog"));
        var texts =
                Drawn.of(Plot.confusion(matrix)).elements(Element.TextRun.class).toList();
        Element.TextRun five = named(texts, "5");
        Element.TextRun seven = named(texts, "7");
        Element.TextRun nine = named(texts, "9");
        assertThat(seven.x()).isGreaterThan(five.x());
        assertThat(seven.y()).isEqualTo(five.y());
        assertThat(nine.y()).isGreaterThan(seven.y());
    }

    @Test
    void threePerCentOfMistakesShow() {
        var matrix = new ConfusionMatrix(new long[][] {{97, 3}, {0, 100}}, List.of("cat", "dog"));
        List<Rgb> fills = Drawn.of(Plot.confusion(matrix))
                .elements(Element.Box.class)
                .map(Element.Box::fill)
                .toList();
        Rgb mistakes = fills.get(1);
        assertThat(mistakes.contrast(Rgb.WHITE)).isGreaterThan(1.2);
        assertThat(mistakes.red()).isGreaterThan(mistakes.blue() + 30);
    }

    @Test
    void fourCellsAreNamedAsInTheDeck() {
        var matrix = new ConfusionMatrix(new long[][] {{50, 5}, {3, 42}}, List.of("negative", "positive"));
        assertThat(Drawn.of(Plot.confusion(matrix)).texts()).contains("TN", "FP", "FN", "TP");
    }

    @Test
    void ofAHundredClassesEveryNameIsShownAndOfNumbersEveryFifth() {
        Drawn named = Drawn.of(Plot.confusion(Samples.confusion(100, 10_000, Samples.names(100))));
        for (String name : Samples.names(100))
            assertThat(named.texts().stream().filter(name::equals)).as(name).hasSize(2);
        Drawn counted = Drawn.of(Plot.confusion(Samples.confusion(100, 10_000, Samples.digits(100))));
        for (int k = 0; k < 100; k++) {
            String label = String.valueOf(k);
            assertThat(counted.texts().stream().filter(label::equals)).as(label).hasSize(k % 5 == 0 ? 2 : 0);
        }
    }

    @Test
    void anEmptyMatrixDraws() {
        var empty = new ConfusionMatrix(new long[3][3], ABC);
        assertThat(Drawn.of(Plot.confusion(empty)).texts()).contains("Confusion matrix, no samples", "–");
        assertThat(Plot.confusion(empty).alt())
                .isEqualTo("Confusion matrix, no samples: Confusion matrix of 3 classes, 0 samples: no samples");
    }

    @Test
    void theAltTextNamesTheWorstClassAndTheMostFrequentMistake() {
        var matrix = new ConfusionMatrix(new long[][] {{8, 2, 0}, {0, 10, 0}, {3, 1, 16}}, ABC);
        assertThat(Plot.confusion(matrix).alt())
                .endsWith(
                        "Confusion matrix of 3 classes, 40 samples: accuracy 85.0 %, lowest recall 80.0 % for a, most often c taken for a (3)");
    }

    @Test
    void rocHasEqualAxesTheAreaInTheLegendAndTheChanceDiagonal() {
        Drawn drawn = Drawn.of(Plot.roc(Samples.roc(1, 100, 2)));
        assertThat(drawn.texts()).contains("chance (AUC 0.5)").anyMatch(text -> text.matches("AUC 0\\.\\d{3}"));
        double[] diagonal = drawn.paths("#555").getFirst();
        assertThat(diagonal[2] - diagonal[0]).isEqualTo(diagonal[1] - diagonal[3]);
    }

    @Test
    void theMeanCurveIsTheMeanOfTheCurves() {
        var good = new RocCurve.Curve("a", new double[] {0, 0, 1}, new double[] {0, 1, 1}, new double[3], 1);
        var chance = new RocCurve.Curve("b", new double[] {0, 1}, new double[] {0, 1}, new double[2], 0.5);
        Panel panel = Classification.roc(new RocCurve(List.of(good, chance), 0.75));
        Line mean = (Line) panel.marks().getLast();
        assertThat(mean.style().label()).isEqualTo("mean (AUC 0.750)");
        assertThat(mean.x()).containsExactly(0, 0, 1);
        assertThat(mean.y()).containsExactly(0, 0.5, 1);
    }

    @Test
    void ofManyClassesTheWorstThreeAreNamed() {
        Drawn drawn = Drawn.of(Plot.roc(Samples.roc(30, 100, 2)));
        assertThat(drawn.texts().stream().filter(text -> text.contains("(AUC"))).hasSize(5);
        assertThat(Plot.roc(Samples.roc(30, 100, 2)).alt()).contains("ROC curves of 30 classes: mean AUC 0.");
    }

    private static Element.TextRun named(List<Element.TextRun> texts, String text) {
        return texts.stream().filter(run -> run.text().equals(text)).findFirst().orElseThrow();
    }
}
