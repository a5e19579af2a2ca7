package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Linear;
import dev.crema.nn.metrics.ClassNames;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    private static final List<String> SPECIES = List.of("Iris-setosa", "Iris-versicolor", "Iris-virginica");

    private final TensorDataset iris = Tables.iris().dataset("species");

    @Test
    void aTextColumnNamesTheClassesAndEveryPartKnowsThem() {
        assertThat(iris.classes()).isEqualTo(SPECIES);
        assertThat(iris.subset(0, 40).classes()).isEqualTo(SPECIES);
        assertThat(iris.normalize(1, 2).randomSplit(100, 50).getLast().classes())
                .isEqualTo(SPECIES);
        assertThat(iris.folds(5).getFirst().validation().classes()).isEqualTo(SPECIES);
        assertThat(iris.named("iris").classes()).isEqualTo(SPECIES);
    }

    @Test
    void labelsOfAFrameKeepTheirNamesThroughViewsSplitsAndMeasures() {
        Frame frame = Tables.iris();
        Tensor y = frame.labels("species");
        TensorDataset scaled =
                TensorDataset.of(frame.without("species").tensor().div(10), y.view(-1, 1));
        assertThat(scaled.classes()).isEqualTo(SPECIES);
        Tensor part = scaled.stratifiedSplit(0.5, 0.5).getLast().targets().flatten();
        assertThat(ClassNames.of(part)).isEqualTo(SPECIES);
        assertThat(ConfusionMatrix.of(part, part).labels()).isEqualTo(SPECIES);
        assertThat(ConfusionMatrix.of(part, part, 2, 0).labels()).containsExactly("Iris-virginica", "Iris-setosa");
        assertThat(RocCurve.of(part.oneHot(3), part).curves())
                .extracting(curve -> curve.label())
                .isEqualTo(SPECIES);
        assertThat(Evaluation.of(part.oneHot(3), part).report().toString()).contains("Iris-versicolor");
        assertThat(frame.labels("petal_width").view(-1).at("0").item()).isEqualTo(1);
        assertThat(ClassNames.of(frame.labels("petal_width"))).startsWith("0.1", "0.2");
    }

    @Test
    void whatIsComputedFromLabelsHasNoNames() {
        Tensor y = Tables.iris().labels("species");
        assertThat(ClassNames.of(y.eq(1))).isEmpty();
        assertThat(ClassNames.of(ClassNames.give(y, List.of()))).isEmpty();
        assertThat(ConfusionMatrix.of(y, y).labels()).containsExactly("0", "1", "2");
    }

    @Test
    void theDrawnImagesKnowTheirClasses() {
        assertThat(SyntheticObjects.test().normalize(0.5, 0.5).classes()).isEqualTo(SyntheticObjects.CLASSES);
    }

    @Test
    void anEvaluationNamesClassesByTheDataSet() {
        var result = Evaluation.of(new Linear(4, 3), iris);
        assertThat(result.classes()).isEqualTo(SPECIES);
        assertThat(result.confusion().labels()).isEqualTo(SPECIES);
        assertThat(result.roc().curves()).extracting(curve -> curve.label()).isEqualTo(SPECIES);
        assertThat(result.report().toString()).contains("Iris-setosa", "Iris-versicolor", "Iris-virginica");
        // Only two of the classes occur here, but there is a score for each.
        assertThat(Evaluation.of(new Linear(4, 3), iris.subset(0, 100)).classes())
                .isEqualTo(SPECIES);
    }

    @Test
    void whereTheNamesDoNotFitTheClassesAreNumbers() {
        assertThat(Evaluation.of(new Linear(4, 5), iris).classes()).containsExactly("0", "1", "2", "3", "4");
        TensorDataset plain = TensorDataset.of(iris.x(), iris.y().copy());
        assertThat(Evaluation.of(new Linear(4, 3), plain).classes()).containsExactly("0", "1", "2");
        assertThat(Evaluation.of(new Linear(4, 3), plain.withClasses(List.of("a", "b", "c")))
                        .classes())
                .containsExactly("a", "b", "c");
    }

    @Test
    void captionsCallAnUnnamedDataSetByItsSamples() {
        assertThat(iris.caption(iris.size())).isEqualTo("150 samples");
        assertThat(iris.named("iris").caption(150)).isEqualTo("iris, 150");
        Dataset part = iris.randomSplit(100, 50).getLast();
        assertThat(part.caption(part.size())).isEqualTo("50 samples (part 2 of 2)");
        assertThat(part.folds(5).getFirst().validation().caption(10))
                .isEqualTo("10 samples (part 2 of 2, fold 1 of 5)");
        assertThat(Evaluation.of(Tensor.of(0, 1), Tensor.of(0, 1)).caption()).isEqualTo("the given predictions, 2");
    }
}
