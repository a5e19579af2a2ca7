package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The expected texts are what PyTorch prints.
class PrintingTest {
    @Test
    void floatsHaveFourDigitsInColumnsOfOneWidth() {
        assertThat(Tensor.of(new double[][] {{1, -2.5}, {100.25, 0}})).hasToString("""
                        tensor([[  1.0000,  -2.5000],
                                [100.2500,   0.0000]])""");
    }

    @Test
    void wholeFloatsEndWithADot() {
        assertThat(Tensor.of(1.0, 20)).hasToString("tensor([ 1., 20.])");
        assertThat(Tensor.scalar(2.9523)).hasToString("tensor(2.9523)");
    }

    @Test
    void wideRangesAreScientific() {
        assertThat(Tensor.of(1.0, 1e10, 1e-3)).hasToString("tensor([1.0000e+00, 1.0000e+10, 1.0000e-03])");
        assertThat(Tensor.of(0.00001)).hasToString("tensor([1.0000e-05])");
    }

    @Test
    void integersAndBooleansAndOtherTypes() {
        assertThat(Tensor.of(1, -10)).hasToString("tensor([  1, -10])");
        assertThat(Tensor.of(true, false)).hasToString("tensor([ True, False])");
        assertThat(Tensor.of(DType.FLOAT64, 0.5)).hasToString("tensor([0.5000], dtype=float64)");
        assertThat(Tensor.of(DType.INT32, 5)).hasToString("tensor([5], dtype=int32)");
    }

    @Test
    void specialValues() {
        assertThat(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, 1.5))
                .hasToString("tensor([   nan,    inf, 1.5000])");
        assertThat(Tensor.zeros(0, 3)).hasToString("tensor([], size=(0, 3))");
        assertThat(Tensor.zeros(0)).hasToString("tensor([])");
    }

    @Test
    void longTensorsAreSummarised() {
        assertThat(Tensor.arange(2000)).hasToString("tensor([   0,    1,    2,  ..., 1997, 1998, 1999])");
        assertThat(Tensor.zeros(2000, 2).toString()).isEqualTo("""
                tensor([[0., 0.],
                        [0., 0.],
                        [0., 0.],
                        ...,
                        [0., 0.],
                        [0., 0.],
                        [0., 0.]])""");
    }

    @Test
    void linesBreakAtEightyColumns() {
        assertThat(Tensor.arange(0, 1, 0.1)).hasToString("""
                tensor([0.0000, 0.1000, 0.2000, 0.3000, 0.4000, 0.5000, 0.6000, 0.7000, 0.8000,
                        0.9000])""");
    }

    @Test
    void gradientFunctionsAreNamed() {
        Tensor x = Tensor.of(1.0, 2).requiresGrad(true);
        assertThat(x).hasToString("tensor([1., 2.], requires_grad=True)");
        assertThat(x.mul(2)).hasToString("tensor([2., 4.], grad_fn=<MulBackward0>)");
    }

    @Test
    void roundingIsThatOfTheExactValue() {
        // 1.00005 as a float lies slightly below, 0.12345 slightly above
        assertThat(Tensor.of(1.00005, 0.12345)).hasToString("tensor([1.0000, 0.1235])");
    }

    @Test
    void zerosAndInfinitiesDoNotWidenTheColumns() {
        assertThat(Tensor.of(new double[][] {{0.0, -0.0}, {Double.POSITIVE_INFINITY, Double.NaN}}))
                .hasToString("tensor([[0., -0.],\n        [inf, nan]])");
        assertThat(Tensor.of(1.0, Double.NEGATIVE_INFINITY)).hasToString("tensor([1., -inf])");
    }

    @Test
    void longIntegersKeepAllTheirDigits() {
        assertThat(Tensor.of(9007199254740993L, -1)).hasToString("tensor([9007199254740993,               -1])");
    }

    @Test
    void whatFollowsTheNumbersGoesToTheNextLineWhereItDoesNotFit() {
        Tensor x = Tensor.of(DType.FLOAT64, 55283.7849, -122435.8678, 108961.7968, 7366.3853, 124587.7981);
        assertThat(x.requiresGrad(true))
                .hasToString("tensor([  55283.7849, -122435.8678,  108961.7968,    7366.3853,  124587.7981],\n"
                        + "       dtype=float64, requires_grad=True)");
    }

    @Test
    void theGradientFunctionIsNamedAsTheOperationWas() {
        Tensor x = Tensor.ones(2, 2).requiresGrad(true);
        assertThat(x.mean()).hasToString("tensor(1., grad_fn=<MeanBackward0>)");
        assertThat(x.std()).hasToString("tensor(0., grad_fn=<StdBackward0>)");
        assertThat(x.t().toString()).contains("<TBackward0>");
        assertThat(x.transpose(0, 1).toString()).contains("<TransposeBackward0>");
        assertThat(x.pow(2).sum()).hasToString("tensor(4., grad_fn=<SumBackward0>)");
    }
}
