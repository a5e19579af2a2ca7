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
}
