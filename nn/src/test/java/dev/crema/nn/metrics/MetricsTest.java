package dev.crema.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void accuracyTakesScoresProbabilitiesLogitsAndClasses() {
        Tensor target = Tensor.of(1, 0, 1, 1);
        assertThat(Metrics.accuracy(Tensor.of(new double[][] {{0, 1}, {0, 1}, {0, 1}, {0, 1}}), target))
                .isEqualTo(0.75);
        assertThat(Metrics.accuracy(Tensor.of(0.9, 0.2, 0.4, 0.6), target)).isEqualTo(0.75);
        assertThat(Metrics.accuracy(Tensor.of(3.0, -1, 0.2, 5).view(4, 1), target.view(4, 1)))
                .isEqualTo(1);
        assertThat(Metrics.accuracy(Tensor.of(1, 0, 0, 0), target)).isEqualTo(0.5);
        assertThatThrownBy(() -> Metrics.accuracy(Tensor.of(1, 0), target))
                .hasMessage("accuracy: predictions [2] do not fit targets [4]");
    }

    @Test
    void meanAbsoluteErrorComparesColumnAndVectorElementByElement() {
        assertThat(Metrics.mae(Tensor.of(1.0, 2, 4).view(3, 1), Tensor.of(1.0, 1, 1)))
                .isCloseTo(4.0 / 3, within(1e-6));
    }

    @Test
    void theConfusionMatrixHasTrueClassesInRows() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(Tensor.of(0, 1, 1, 2), Tensor.of(0, 0, 1, 2), List.of("a", "b", "c"));
        assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 1, 0}, {0, 0, 1}});
        assertThat(matrix.accuracy()).isEqualTo(0.75);
        assertThat(matrix.recall()).containsExactly(0.5, 1, 1);
        assertThat(matrix.precision()).containsExactly(1, 0.5, 1);
        assertThat(matrix.normalized()[0]).containsExactly(0.5, 0.5, 0);
        assertThat(matrix.total()).isEqualTo(4);
    }

    @Test
    void rocFollowsScikitLearnAlsoWithTies() {
        // sklearn.metrics.roc_curve([0, 0, 1, 1, 0, 1], [.1, .4, .35, .8, .4, .4])
        RocCurve roc = RocCurve.of(Tensor.of(.1, .4, .35, .8, .4, .4), Tensor.of(0, 0, 1, 1, 0, 1), List.of("0", "1"));
        RocCurve.Curve curve = roc.curves().getFirst();
        assertThat(curve.falsePositiveRates()).containsExactly(new double[] {0, 0, 2 / 3.0, 2 / 3.0, 1}, within(1e-12));
        assertThat(curve.truePositiveRates()).containsExactly(new double[] {0, 1 / 3.0, 2 / 3.0, 1, 1}, within(1e-12));
        assertThat(curve.thresholds()[0]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(roc.auc()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void rocOfManyClassesIsOneAgainstTheRest() {
        Tensor scores = Tensor.of(new double[][] {{.8, .1, .1}, {.2, .7, .1}, {.3, .3, .4}, {.6, .3, .1}});
        RocCurve roc = RocCurve.of(scores, Tensor.of(0, 1, 2, 1), List.of("a", "b", "c"));
        assertThat(roc.curves()).extracting(RocCurve.Curve::label).containsExactly("a", "b", "c");
        assertThat(roc.curves()).extracting(RocCurve.Curve::auc).allMatch(auc -> auc > 0.8);
    }

    @Test
    void anAreaNeedsBothClassesButACurveIsDrawnAsFarAsItGoes() {
        RocCurve none = RocCurve.of(Tensor.of(.1, .2), Tensor.of(0, 0), List.of("no", "yes"));
        assertThat(none.curves().getFirst().truePositiveRates()).containsOnly(Double.NaN);
        assertThatThrownBy(none::auc)
                .hasMessage("AUC of \"yes\": all targets are negatives; it needs both, so evaluate on data that holds"
                        + " them");
        assertThatThrownBy(() -> Metrics.auc(Tensor.of(.1, .2), Tensor.of(1, 1)))
                .hasMessageStartingWith("AUC of \"1\": all targets are positives");
    }

    @Test
    void averagePrecisionOfManyClassesIsOneAgainstTheRest() {
        Tensor scores = Tensor.of(new double[][] {{.8, .1, .1}, {.2, .7, .1}, {.3, .3, .4}, {.6, .3, .1}});
        PrCurve pr = PrCurve.of(scores, Tensor.of(0, 1, 2, 1), List.of("a", "b", "c"));
        // sklearn.metrics.average_precision_score of each column against its class
        assertThat(pr.curves().stream()
                        .mapToDouble(PrCurve.Curve::averagePrecision)
                        .toArray())
                .containsExactly(new double[] {1, 5 / 6.0, 1}, within(1e-12));
        assertThat(Metrics.averagePrecision(scores, Tensor.of(0, 1, 2, 1))).isCloseTo(17 / 18.0, within(1e-9));
    }

    @Test
    void scoresThatFitNoClassAreRefused() {
        assertThatThrownBy(() -> RocCurve.of(Tensor.of(.1, .2), Tensor.of(0, 1, 1)))
                .hasMessage("ROC: expects scores [batch] or [batch, classes] and classes [batch], got [2] and [3]");
        assertThatThrownBy(() -> RocCurve.of(Tensor.of(.1, .2), Tensor.of(1, 2)))
                .hasMessage("ROC: scores [2] do not know class 2; a single score is of class 1 against 0, scores"
                        + " [batch, classes] of classes from 0");
        assertThatThrownBy(() -> PrCurve.of(Tensor.of(.1, Double.NaN), Tensor.of(1, 0)))
                .hasMessage("precision and recall of \"1\": a score is NaN");
        assertThatThrownBy(() -> RocCurve.of(Tensor.of(.1, .2), Tensor.of(1, 0), List.of("a")))
                .hasMessage("ROC: 2 classes need as many labels, got 1");
    }

    @Test
    void aConfusionMatrixRefusesWhatItCannotCount() {
        Tensor target = Tensor.of(0, 1, 3);
        assertThatThrownBy(() -> ConfusionMatrix.of(target, target, List.of("a", "b")))
                .hasMessage("confusion matrix: class 3 has no label; there are 2, for the classes 0 to 1");
        assertThatThrownBy(() -> ConfusionMatrix.of(target, Tensor.of(0)))
                .hasMessage("confusion matrix: predictions [3] do not fit targets [1]");
        assertThatThrownBy(() -> ConfusionMatrix.of(Tensor.zeros(0), Tensor.zeros(0)))
                .hasMessage("confusion matrix: there are no samples");
        assertThatThrownBy(() -> ConfusionMatrix.of(target, target, 5, 6))
                .hasMessage("confusion matrix: none of the classes [5, 6] is among the targets, which hold [0, 1, 3]");
        assertThatThrownBy(() -> ConfusionMatrix.of(target, target, 1, 1))
                .hasMessage("confusion matrix: [1, 1] names a class twice");
        assertThatThrownBy(() -> new ConfusionMatrix(new long[2][2], List.of("a")))
                .hasMessageContaining("2 rows, a row of 2 columns and 1 labels");
    }

    @Test
    void aConfusionMatrixTakesScores() {
        Tensor scores = Tensor.of(new double[][] {{0, 1}, {2, 1}});
        assertThat(ConfusionMatrix.of(scores, Tensor.of(1, 1)).counts()).isDeepEqualTo(new long[][] {{0, 0}, {1, 1}});
    }

    @Test
    void aReportRefusesOddRequests() {
        Tensor y = Tensor.of(0, 1);
        ClassificationReport report = ClassificationReport.of(y, y);
        assertThatThrownBy(() -> report.zeroDivision(0.5))
                .hasMessage("classification report: zeroDivision must be 0, 1 or NaN, got 0.5");
        assertThatThrownBy(() -> report.digits(-1)).hasMessage("classification report: digits must be 0 to 17, got -1");
        assertThatThrownBy(() -> report.fBeta(0)).hasMessage("fBeta: beta must be a finite number above 0, got 0.0");
        assertThatThrownBy(() -> ClassificationReport.of(y, y, 1, 1))
                .hasMessage("classification report: the classes [1, 1] must be at least one, each once");
    }

    @Test
    void aQuotientWithoutSamplesMayBeLeftOutOfTheAverages() {
        ClassificationReport report = ClassificationReport.of(Tensor.of(0, 1, 1, 0), Tensor.of(0, 1, 2, 0));
        assertThat(report.macro().precision()).isEqualTo(0.5);
        assertThat(report.zeroDivision(Double.NaN).macro().precision()).isEqualTo(0.75);
        assertThat(report.zeroDivision(Double.NaN).toString()).contains("nan");
    }

    @Test
    void logLossTakesProbabilitiesOnly() {
        Tensor y = Tensor.of(0, 1);
        assertThatThrownBy(() -> Metrics.logLoss(Tensor.of(0.2, 1.5), y))
                .hasMessage("logLoss: expects probabilities from 0 to 1, got 1.5; sigmoid() or softmax(1) makes them of"
                        + " logits");
        assertThatThrownBy(() -> Metrics.logLoss(Tensor.of(0.2), y))
                .hasMessage("logLoss: probabilities [1] do not fit targets [2]");
        assertThatThrownBy(() -> Metrics.logLoss(Tensor.of(0.2, 0.5), Tensor.of(0, 2)))
                .hasMessage("logLoss: class 2 has no probability among [2]");
    }

    @Test
    void errorsCompareColumnAndVectorAndRefuseOtherSizes() {
        Tensor column = Tensor.of(1.0, 2, 4).view(3, 1);
        assertThat(Metrics.mse(column, Tensor.of(1.0, 1, 1))).isEqualTo(10 / 3.0);
        assertThat(Metrics.rmse(column, Tensor.of(1.0, 1, 1))).isEqualTo(Math.sqrt(10 / 3.0));
        assertThatThrownBy(() -> Metrics.r2(column, Tensor.of(1.0, 2)))
                .hasMessage("r2: predictions [3, 1] do not fit targets [2]");
        assertThatThrownBy(() -> Metrics.mae(Tensor.zeros(0), Tensor.zeros(0))).hasMessage("mae: there are no samples");
        assertThat(Metrics.r2(Tensor.of(1.0), Tensor.of(2.0))).isNaN();
    }

    @Test
    void scoresOfClassesAreMetricsToo() {
        Tensor prediction = Tensor.of(new double[][] {{2, 1}, {0, 1}, {0, 3}, {5, 1}});
        Tensor target = Tensor.of(0, 1, 0, 0);
        assertThat(Metrics.perClassAccuracy(prediction, target)).containsExactly(2 / 3.0, 1);
        assertThat(Metrics.balancedAccuracy(prediction, target)).isEqualTo((2 / 3.0 + 1) / 2);
        assertThat(ConfusionMatrix.of(prediction, target).f1()[0]).isEqualTo(0.8);
    }

    @Test
    void precisionRecallAndF1OfTwoClassesAreThoseOfClassOneAndOfMoreTheMean() {
        // sklearn.metrics.precision_recall_fscore_support(y, p, average="binary"), "macro" for three classes
        Tensor prediction = Tensor.of(new double[][] {{2, 1}, {0, 1}, {0, 3}, {5, 1}});
        Tensor target = Tensor.of(0, 1, 0, 0);
        assertThat(Metrics.precision(prediction, target)).isEqualTo(0.5);
        assertThat(Metrics.recall(prediction, target)).isEqualTo(1);
        assertThat(Metrics.f1(prediction, target)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(Metrics.f1(Tensor.of(0.9, 0.1, 0.8, 0.3), target)).isEqualTo(0);
        assertThat(Metrics.recall(Tensor.of(0, 0), Tensor.of(0, 0))).isEqualTo(0);
        Tensor three = Tensor.of(0, 1, 2, 2);
        assertThat(Metrics.precision(Tensor.of(0, 2, 2, 2), three)).isCloseTo(5 / 9.0, within(1e-12));
        assertThat(Metrics.recall(Tensor.of(0, 2, 2, 2), three)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(Metrics.f1(Tensor.of(0, 2, 2, 2), three)).isCloseTo(0.6, within(1e-12));
        Tensor scoresOfThree = Tensor.of(new double[][] {{2, 1, 0}, {0, 1, 0}, {0, 3, 0}, {5, 1, 0}});
        assertThat(Metrics.precision(scoresOfThree, target)).isEqualTo(0.75);
    }

    @Test
    void areasTakeLogitsAndProbabilitiesOfManyClassesAlike() {
        Tensor logits = Tensor.of(new double[][] {{2, 1}, {0, 1}, {7, 8}, {5, 1}, {3, 3.5}});
        Tensor target = Tensor.of(0, 1, 0, 0, 1);
        double expected = Metrics.auc(logits.at(":", 1).sub(logits.at(":", 0)), target);
        assertThat(Metrics.auc(logits, target)).isEqualTo(expected);
        assertThat(Metrics.auc(logits.softmax(1), target)).isEqualTo(expected);
        assertThat(Metrics.averagePrecision(logits, target))
                .isEqualTo(Metrics.averagePrecision(logits.softmax(1), target));
        assertThat(Metrics.probabilities(Tensor.of(3.0, -1)).toDoubles()).containsExactly(3, -1);
    }

    @Test
    void historiesKnowTheirBest() {
        History history = new History("test");
        for (double loss : new double[] {2, Double.NaN, 0.5, 0.7}) history.add("val_loss", loss);
        for (double accuracy : new double[] {0.1, 0.8, 0.9, 0.7}) history.add("accuracy", accuracy);
        assertThat(history.bestEpoch()).isEqualTo(3);
        assertThat(history.best("accuracy")).isEqualTo(0.9);
        for (double error : new double[] {0.1, 0.8}) history.add("val_mae", error);
        assertThat(history.best("val_mae")).isEqualTo(0.1);
        assertThat(history.last("val_loss")).isEqualTo(0.7);
        assertThat(history.epochs()).isEqualTo(4);
        assertThat(history.frame().columns()).containsExactly("epoch", "val_loss", "accuracy", "val_mae");
        assertThat(history.frame().column("epoch")).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> history.values("loss")).hasMessageContaining("no curve \"loss\"");
    }

    @Test
    void aConfusionMatrixPrintsItsCounts() {
        var confusion = ConfusionMatrix.of(Tensor.of(0, 1, 1, 10), Tensor.of(0, 1, 10, 10));
        assertThat(confusion).hasToString("     0   1  10\n 0   1   0   0\n 1   0   1   0\n10   0   1   1");
    }
}
