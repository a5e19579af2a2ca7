package dev.crema.tensor;

import static dev.crema.tensor.DType.BOOL;
import static dev.crema.tensor.DType.FLOAT32;
import static dev.crema.tensor.DType.FLOAT64;
import static dev.crema.tensor.DType.INT32;
import static dev.crema.tensor.DType.INT64;
import static dev.crema.tensor.DType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The types that operations give, as in PyTorch.
class PromotionTest {
    private static Tensor of(DType dtype) {
        return Tensor.of(dtype, 1, 2);
    }

    @Test
    void floatsWinOverIntegersAndWiderOverNarrower() {
        assertThat(of(INT64).add(of(FLOAT32)).dtype()).isEqualTo(FLOAT32);
        assertThat(of(FLOAT32).add(of(FLOAT64)).dtype()).isEqualTo(FLOAT64);
        assertThat(of(INT32).mul(of(INT64)).dtype()).isEqualTo(INT64);
        assertThat(of(UINT8).add(of(INT32)).dtype()).isEqualTo(INT32);
        assertThat(of(BOOL).add(of(UINT8)).dtype()).isEqualTo(UINT8);
    }

    @Test
    void numbersLiftOnlyToTheirKind() {
        assertThat(of(INT64).add(1).dtype()).isEqualTo(INT64);
        assertThat(of(INT64).mul(2.5).dtype()).isEqualTo(FLOAT32);
        assertThat(of(FLOAT32).mul(0.1f).dtype()).isEqualTo(FLOAT32);
        assertThat(of(FLOAT64).mul(2).dtype()).isEqualTo(FLOAT64);
        assertThat(of(UINT8).add(1).dtype()).isEqualTo(UINT8);
        assertThat(of(BOOL).add(1).dtype()).isEqualTo(INT64);
    }

    @Test
    void scalarTensorsDoNotWidenTensorsOfTheSameKind() {
        Tensor wide = Tensor.scalar(2.0).to(FLOAT64);
        assertThat(of(FLOAT32).mul(wide).dtype()).isEqualTo(FLOAT32);
        assertThat(of(INT64).mul(wide).dtype()).isEqualTo(FLOAT64);
        assertThat(of(INT32).add(Tensor.scalar(1)).dtype()).isEqualTo(INT32);
        assertThat(of(FLOAT32).add(Tensor.scalar(1)).dtype()).isEqualTo(FLOAT32);
    }

    @Test
    void divisionOfIntegersIsFloatAndFloorDivisionIsNot() {
        assertThat(Tensor.of(1, 2, 3).div(2).toDoubles()).containsExactly(0.5, 1, 1.5);
        assertThat(Tensor.of(1, 2, 3).div(2).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(-7, 7).floorDiv(2).toLongs()).containsExactly(-4, 3);
        assertThat(Tensor.of(-7, 7).remainder(3).toLongs()).containsExactly(2, 1);
        assertThat(Tensor.of(-7.5, 7.5).floorDiv(2).toDoubles()).containsExactly(-4, 3);
        assertThat(Tensor.of(-7.5, 7.5).remainder(2).toDoubles()).containsExactly(0.5, 1.5);
        assertThatThrownBy(() -> Tensor.of(1).floorDiv(0)).hasMessageContaining("division by zero");
    }

    @Test
    void functionsOfRealNumbersTurnIntegersIntoFloats() {
        assertThat(Tensor.of(0, 1).exp().dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(4, 9).sqrt().toDoubles()).containsExactly(2, 3);
        assertThat(Tensor.of(-4, 9).abs().dtype()).isEqualTo(INT64);
        assertThat(Tensor.of(true, true, false).sum().dtype()).isEqualTo(INT64);
        assertThat(Tensor.of(true, true, false).sum().itemInt()).isEqualTo(2);
    }

    @Test
    void theMeanOfIntegersIsRefused() {
        assertThatThrownBy(() -> Tensor.of(1, 2).mean())
                .hasMessage("mean: needs a float tensor, got int64 [2]; convert with to(FLOAT32) first");
    }

    @Test
    void comparisonsGiveBooleans() {
        Tensor mask = Tensor.of(1, 2, 3).gt(1.5);
        assertThat(mask.dtype()).isEqualTo(BOOL);
        assertThat(mask.toInts()).containsExactly(0, 1, 1);
        assertThat(mask.not().and(Tensor.of(1, 2, 3).lt(2)).toInts()).containsExactly(1, 0, 0);
        assertThat(mask.all().item()).isZero();
        assertThat(mask.any().item()).isOne();
    }
}
