package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.metrics.History;
import dev.crema.viz.mark.Callout;
import dev.crema.viz.mark.Line;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingCurvesTest {
    @Test
    void trainingIsSolidBlueAndValidationDashedVermillion() {
        Drawn drawn = Drawn.of(Plot.loss(Samples.history(30)));
        assertThat(drawn.stroke("#0072b2").dash()).isEqualTo(Dash.SOLID);
        assertThat(drawn.stroke("#d55e00").dash()).isEqualTo(Dash.DASHED);
    }

    @Test
    void theBestEpochIsRinged() {
        var history = history(3, 1, 0.5, 2, 4);
        Callout best = (Callout) TrainingCurves.of(history, "loss").marks().getLast();
        assertThat(best.x()).isEqualTo(3);
        assertThat(best.text()).isEqualTo("best 0.500 · epoch 3");
        history.add("accuracy", 0.9);
        history.add("accuracy", 0.7);
        best = (Callout) TrainingCurves.of(history, "accuracy").marks().getLast();
        assertThat(best.text()).isEqualTo("best 0.900 · epoch 1");
    }

    @Test
    void aLearningRateHasNoBestEpoch() {
        var history = new History("run");
        history.add("lr", 0.1);
        history.add("lr", 0.01);
        assertThat(TrainingCurves.of(history, "lr").marks()).hasSize(1);
    }

    @Test
    void aLossThatBecomesNaNIsMarkedAndExplained() {
        Figure figure = Plot.loss(Samples.diverged());
        assertThat(figure.svg())
                .contains(
                        "train became NaN at epoch 7 · validation became infinite at epoch 6 · first NaN loss in batch 620 of the run");
        assertThat(figure.alt()).contains("first NaN loss in batch 620 of the run");
        Drawn drawn = Drawn.of(figure);
        assertThat(drawn.elements(Element.Markers.class)
                        .map(markers -> markers.marker().symbol()))
                .contains("x", "^");
    }

    @Test
    void theBestValueIsNamedWhereNoCurveRuns() {
        for (int epochs : new int[] {8, 20, 40, 80}) {
            Drawn drawn = Drawn.of(Plot.loss(Samples.even(epochs)));
            Bounds name = drawn.elements(Element.TextRun.class)
                    .filter(text -> text.text().startsWith("best"))
                    .findFirst()
                    .orElseThrow()
                    .bounds();
            for (String color : List.of("#0072b2", "#d55e00"))
                for (double[] path : drawn.paths(color))
                    for (int i = 2; i < path.length; i += 2)
                        for (double share = 0; share <= 1; share += 0.02)
                            assertThat(name.holds(
                                            path[i - 2] + share * (path[i] - path[i - 2]),
                                            path[i - 1] + share * (path[i + 1] - path[i - 1])))
                                    .as("%d epochs, %s", epochs, name)
                                    .isFalse();
        }
    }

    @Test
    void aLossThatBecomesNaNInTheFirstEpochEndsAtItsBatch() {
        var history = new History("run");
        for (int i = 0; i < 1000; i++) history.addBatch(i < 777 ? 2 : Double.NaN);
        Figure figure = Plot.loss(history);
        assertThat(figure.svg()).contains("train, batches became NaN at batch 777");
    }

    @Test
    void oneEpochIsShownByItsBatches() {
        var history = new History("run");
        for (int i = 0; i < 200; i++) history.addBatch(2 - i / 200.0);
        history.add("loss", 1.5);
        Figure figure = Plot.loss(history);
        assertThat(figure.svg()).contains("train, batches", ">epoch<");
        assertThat(figure.alt()).contains("over 1 epoch: training loss 1.5");
    }

    @Test
    void batchesRunAheadOfFewEpochsAndAreNoSpikeBehindMany() {
        var history = new History("run");
        for (int epoch = 1; epoch <= 200; epoch++) {
            for (int batch = 0; batch < 10; batch++) history.addBatch(batch % 2 == 0 ? 9 : 1);
            history.add("loss", 5);
            if (epoch != 3 && epoch != 200) continue;
            for (int batch = 0; batch < 4; batch++) history.addBatch(9);
            String svg = Plot.loss(history).svg();
            if (epoch == 3) assertThat(svg).contains("opacity=\".45\"");
            else assertThat(svg).doesNotContain("opacity=\".45\"");
        }
    }

    @Test
    void aRunOfOnlyNaNStillDraws() {
        assertThat(Plot.loss(history(Double.NaN, Double.NaN)).svg()).contains("2 values of train are NaN");
    }

    @Test
    void theAltTextIsMadeFromTheData() {
        var history = new History("run");
        for (double loss : new double[] {2.3, 1.1, 0.245, 0.25}) history.add("val_loss", loss);
        for (double accuracy : new double[] {0.1, 0.6, 0.9, 0.91}) history.add("val_accuracy", accuracy);
        assertThat(Gallery.lossAndAccuracy(history).alt())
                .isEqualTo("Training curves over 4 epochs: validation loss from 2.30 to 0.250, best 0.245 at epoch 3;"
                        + " validation accuracy from 0.100 to 0.910, best 0.910 at epoch 4");
    }

    @Test
    void runsAreComparedByTheCurveThatIsNamed() {
        var histories = java.util.List.of(Samples.history("a", 3), Samples.history("b", 4));
        Panel panel = TrainingCurves.runs("loss", histories);
        assertThat(panel.y().label()).isEqualTo("loss");
        assertThat(((Line) panel.marks().getFirst()).y())
                .containsExactly(Samples.history("a", 3).values("loss"));
        assertThat(TrainingCurves.runs("val_loss", histories).y().label()).isEqualTo("validation loss");
        assertThatThrownBy(() -> Plot.runs("mae", Samples.history("a", 3)))
                .hasMessageStartingWith("mae: the run \"a\" has no curve of this name; it has loss");
        assertThat(panel.marks()).extracting(mark -> mark.style().label()).containsExactly("a", "b");
    }

    @Test
    void severalCurvesShareTheAxes() {
        Panel panel = TrainingCurves.several(Samples.history(5), java.util.List.of("loss", "val_loss"));
        assertThat(panel.marks()).extracting(mark -> mark.style().label()).containsExactly("loss", "val_loss");
        assertThat(((Line) panel.marks().getFirst()).x()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aCurveThatIsNotThereIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> Plot.accuracy(history(1, 2)))
                .hasMessage(
                        "accuracy: the run \"run\" has no curve of this name; it has loss. Train with that metric, or plot one of these");
    }

    @Test
    void epochsAreWholeNumbersFromOne() {
        assertThat(Drawn.of(Plot.loss(history(2, 1))).texts())
                .contains("1", "2")
                .doesNotContain("1.5", "0");
    }

    @Test
    void theSameLegendIsShownOnce() {
        String svg = Gallery.lossAndAccuracy(Samples.history(5)).svg(Theme.LIGHT);
        assertThat(svg.split(">validation</text>", -1)).hasSize(2);
    }

    private static History history(double... losses) {
        var history = new History("run");
        for (double loss : losses) history.add("loss", loss);
        return history;
    }
}
