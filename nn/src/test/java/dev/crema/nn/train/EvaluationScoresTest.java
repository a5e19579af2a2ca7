package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EvaluationScoresTest {
    @Test
    void anEvaluationReportsOnItsClasses() {
        var result = Evaluation.of(
                Tensor.of(new double[][] {{3, 1, 0}, {0, 2, 1}, {2, 1, 0}, {0, 1, 4}}), Tensor.of(0, 1, 1, 2));
        assertThat(result.report().rows()).hasSize(3);
        assertThat(result.report().toString()).contains("accuracy                           0.75         4");
        assertThat(result.pr().averagePrecision()).isBetween(0.9, 1.0);
        assertThat(result.confusion().normalized()[1]).containsExactly(0.5, 0.5, 0);
    }
}
