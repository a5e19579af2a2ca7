package dev.crema.tensor;

import static dev.crema.tensor.DType.BOOL;
import static dev.crema.tensor.DType.FLOAT32;
import static dev.crema.tensor.DType.FLOAT64;
import static dev.crema.tensor.DType.INT32;
import static dev.crema.tensor.DType.INT64;
import static dev.crema.tensor.DType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CreationTest {
    @Test
    void literalsDecideOnTheType() {
        assertThat(Tensor.of(1, 2, 3).dtype()).isEqualTo(INT64);
        assertThat(Tensor.of(1.0, 2, 3).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(new float[] {1, 2}).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(new double[] {1, 2}).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(new int[] {1, 2}).dtype()).isEqualTo(INT64);
        assertThat(Tensor.of(true, false).dtype()).isEqualTo(BOOL);
        assertThat(Tensor.of(FLOAT64, 1, 2).dtype()).isEqualTo(FLOAT64);
        assertThat(Tensor.of(UINT8, 255, 256).toInts()).containsExactly(255, 0);
    }

    @Test
    void nestedArraysAndListsKeepTheirShape() {
        Tensor matrix = Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(matrix.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(matrix.dtype()).isEqualTo(INT64);
        assertThat(Tensor.of(List.of(List.of(1, 2.5), List.of(3, 4))).toDoubles())
                .containsExactly(1, 2.5, 3, 4);
        assertThat(Tensor.of(new double[][][] {{{1}, {2}}}).shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(Tensor.of(List.of(true, false)).dtype()).isEqualTo(BOOL);
    }

    @Test
    void rowsOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> Tensor.of(new int[][] {{1, 2}, {3}}))
                .hasMessage(
                        "Tensor.of: the rows differ in length: expected 2 in dimension 1, found 1; all rows must be equally long");
        assertThatThrownBy(() -> Tensor.of(List.of("a", "b"))).hasMessage("Tensor.of: needs numbers, found String a");
    }

    @Test
    void rangesAreOfIntegersUnlessADecimalIsNamed() {
        assertThat(Tensor.arange(3).toLongs()).containsExactly(0, 1, 2);
        assertThat(Tensor.arange(2, 11, 3).dtype()).isEqualTo(INT64);
        assertThat(Tensor.arange(2, 11, 3).toLongs()).containsExactly(2, 5, 8);
        assertThat(Tensor.arange(5, 0, -2).toLongs()).containsExactly(5, 3, 1);
        assertThat(Tensor.arange(0, 1, 0.25).toDoubles()).containsExactly(0, 0.25, 0.5, 0.75);
        assertThat(Tensor.linspace(0, 1, 5).toDoubles()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThatThrownBy(() -> Tensor.arange(0, 1, -1)).hasMessageContaining("never ends");
        for (double end : new double[] {Double.POSITIVE_INFINITY, Double.NaN, 1e10})
            assertThatThrownBy(() -> Tensor.arange(0, end)).hasMessageContaining("are not finitely many numbers");
        assertThat(Tensor.arange(0.0).shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void constantsHaveTheTypesOfPyTorch() {
        assertThat(Tensor.full(7, 2, 3).dtype()).isEqualTo(INT64);
        assertThat(Tensor.full(7.0, 2, 3).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.zeros(2).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.scalar(3).dim()).isZero();
        assertThat(Tensor.scalar(3.5).item()).isEqualTo(3.5);
        assertThat(Tensor.eye(3).sum().item()).isEqualTo(3);
        assertThat(Tensor.zerosLike(Tensor.of(INT32, 1, 2)).dtype()).isEqualTo(INT32);
    }

    @Test
    void largeIntegersSurvive() {
        long large = Long.MAX_VALUE - 1;
        assertThat(Tensor.of(large).toLongs()).containsExactly(large);
        assertThat(Tensor.scalar(large).reshape(1).toLongs()).containsExactly(large);
        assertThat(Tensor.of(large).sub(Tensor.of(1)).toLongs()).containsExactly(large - 1);
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndAnotherOthers() {
        Tensor.manualSeed(5);
        double[] first = Tensor.rand(10).toDoubles();
        double[] normal = Tensor.randn(10).toDoubles();
        Tensor.manualSeed(5);
        assertThat(Tensor.rand(10).toDoubles()).containsExactly(first);
        assertThat(Tensor.randn(10).toDoubles()).containsExactly(normal);
        Tensor.manualSeed(6);
        assertThat(Tensor.rand(10).toDoubles()).isNotEqualTo(first);
        assertThat(Generator.of(7).rand(3).toDoubles())
                .containsExactly(Generator.of(7).rand(3).toDoubles());
    }

    @Test
    void seedsOfParametersDoNotDependOnShufflesOrValuesInBetween() {
        Tensor.manualSeed(1);
        long expected = Generator.seedOfParameters();
        Tensor.manualSeed(1);
        Tensor.rand(100);
        Generator.seedOfShuffle();
        assertThat(Generator.seedOfParameters()).isEqualTo(expected);
    }

    @Test
    void randomNumbersHaveTheRightDistribution() {
        Tensor uniform = Generator.of(1).rand(100_000);
        assertThat(uniform.mean().item()).isBetween(0.495, 0.505);
        assertThat(uniform.min().item()).isBetween(0.0, 0.001);
        assertThat(uniform.max().item()).isBetween(0.999, 0.99999995);
        Tensor normal = Generator.of(1).normal(3, 0.5, 100_000);
        assertThat(normal.mean().item()).isBetween(2.99, 3.01);
        assertThat(normal.std().item()).isBetween(0.495, 0.505);
        int[] order = Generator.of(1).randperm(1000).toInts();
        assertThat(order).doesNotHaveDuplicates().hasSize(1000);
        assertThat(Generator.of(2).randint(-2, 3, 1000).toInts()).containsOnly(-2, -1, 0, 1, 2);
    }
}
