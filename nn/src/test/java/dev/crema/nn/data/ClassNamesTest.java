package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Linear;
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
        TensorDataset plain = TensorDataset.of(iris.x(), iris.y());
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
