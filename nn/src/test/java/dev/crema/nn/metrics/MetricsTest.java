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
    void rocNeedsBothClasses() {
        assertThatThrownBy(() -> RocCurve.of(Tensor.of(.1, .2), Tensor.of(0, 0), List.of("0", "1")))
                .hasMessage("ROC of \"1\": the targets hold 0 positives and 2 negatives; both are needed");
    }

    @Test
    void historiesKnowTheirBest() {
        History history = new History("test");
        for (double loss : new double[] {2, Double.NaN, 0.5, 0.7}) history.add("val_loss", loss);
        for (double accuracy : new double[] {0.1, 0.8, 0.9, 0.7}) history.add("accuracy", accuracy);
        assertThat(history.bestEpoch()).isEqualTo(3);
        assertThat(history.best("accuracy")).isEqualTo(0.9);
        assertThat(history.last("val_loss")).isEqualTo(0.7);
        assertThat(history.epochs()).isEqualTo(4);
        assertThatThrownBy(() -> history.values("loss")).hasMessageContaining("no curve \"loss\"");
    }
}
