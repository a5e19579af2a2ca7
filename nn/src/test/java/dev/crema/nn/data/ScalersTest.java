package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalersTest {
    private final Tensor x = Tensor.of(DType.FLOAT64, new double[][] {{1, 10, 5}, {2, 20, 5}, {4, 60, 5}});

    @Test
    void standardScalingIsThatOfScikitLearn() {
        var scaler = StandardScaler.of(x);
        assertThat(scaler.scale().toDoubles())
                .containsExactly(new double[] {1.247219128924647, 21.60246899469287, 1}, within(1e-12));
        assertThat(scaler.transform(x).at(":", 0).toDoubles())
                .containsExactly(
                        new double[] {-1.0690449676496974, -0.26726124191242434, 1.336306209562122}, within(1e-12));
        assertThat(scaler.transform(x).at(":", 2).toDoubles()).containsOnly(0);
        assertThat(scaler.inverse(scaler.transform(x)).toDoubles()).containsExactly(x.toDoubles(), within(1e-12));
        assertThat(scaler.mean().toDoubles()[1]).isEqualTo(30);
        assertThat(scaler.transform(x.to(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(scaler.transform(x.to(DType.INT64)).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void rangesAreScaledAsInScikitLearn() {
        var scaler = MinMaxScaler.of(x).range(-1, 1);
        assertThat(scaler.transform(x).toDoubles())
                .containsExactly(new double[] {-1, -1, -1, -1 / 3.0, -0.6, -1, 1, 1, -1}, within(1e-12));
        assertThat(scaler.inverse(scaler.transform(x)).toDoubles()).containsExactly(x.toDoubles(), within(1e-12));
        assertThat(MinMaxScaler.of(x)
                        .transform(Tensor.of(DType.FLOAT64, 7, 10, 6))
                        .toDoubles())
                .containsExactly(2, 0, 1);
        assertThatThrownBy(() -> MinMaxScaler.of(x).range(1, 1))
                .hasMessage("MinMaxScaler: the range must go up, got 1.0 to 1.0");
    }

    @Test
    void scalersRefuseOtherColumns() {
        assertThatThrownBy(() -> StandardScaler.of(Tensor.zeros(3)))
                .hasMessage("StandardScaler: expects x [samples, columns] with at least one sample, got [3]");
        assertThatThrownBy(() -> MinMaxScaler.of(Tensor.zeros(0, 3))).hasMessageContaining("at least one sample");
        assertThatThrownBy(() -> StandardScaler.of(x).transform(Tensor.zeros(3, 2)))
                .hasMessage("StandardScaler: fitted to 3 columns, got [3, 2]");
    }

    @Test
    void labelsAreNumberedInAlphabeticalOrder() {
        var encoder = LabelEncoder.of(List.of("dog", "cat", "cow", "cat"));
        assertThat(encoder.classes()).containsExactly("cat", "cow", "dog");
        assertThat(encoder.transform(List.of("dog", "cat")).toInts()).containsExactly(2, 0);
        assertThat(encoder.inverse(Tensor.of(1, 1))).containsExactly("cow", "cow");
        assertThatThrownBy(() -> encoder.transform(List.of("hen")))
                .hasMessage("LabelEncoder: \"hen\" is none of the classes [cat, cow, dog]");
        assertThatThrownBy(() -> encoder.inverse(Tensor.of(3)))
                .hasMessage("LabelEncoder: there is no class 3 among the 3 [cat, cow, dog]");
    }
}
