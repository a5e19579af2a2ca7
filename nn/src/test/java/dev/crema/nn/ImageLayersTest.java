package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageLayersTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    @Test
    void layersPrintAsInPyTorch() {
        assertThat(new Conv2d(1, 32, 3, 1)).hasToString("Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1))  320");
        assertThat(new Conv2d(4, 8, 3)
                        .stride(2)
                        .padding(1)
                        .dilation(2)
                        .groups(2)
                        .bias(false))
                .hasToString(
                        "Conv2d(4, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), groups=2,"
                                + " bias=False)  144");
        assertThat(new MaxPool2d(2))
                .hasToString("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)");
        assertThat(new AvgPool2d(2, 1)).hasToString("AvgPool2d(kernel_size=2, stride=1, padding=0)");
        assertThat(new AdaptiveAvgPool2d(1)).hasToString("AdaptiveAvgPool2d(output_size=1)");
        assertThat(new AdaptiveAvgPool2d(2, 3)).hasToString("AdaptiveAvgPool2d(output_size=(2, 3))");
        assertThat(new BatchNorm2d(8))
                .hasToString("BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)  16");
        assertThat(new LayerNorm(8)).hasToString("LayerNorm((8,), eps=1e-05, elementwise_affine=True)  16");
        assertThat(new LayerNorm(4, 8).affine(false))
                .hasToString("LayerNorm((4, 8), eps=1e-05, elementwise_affine=False)");
    }

    @Test
    void convolutionStartsUniformWithinTheRootOfItsFanIn() {
        Conv2d layer = new Conv2d(8, 64, 3).groups(2);
        double bound = 1 / Math.sqrt(4 * 9);
        double mostOfAll = layer.weight().abs().max().item();
        assertThat(mostOfAll).isBetween(0.95 * bound, bound);
        assertThat(layer.weight().std().item()).isEqualTo(bound / Math.sqrt(3), within(0.05 * bound));
        assertThat(layer.bias().abs().max().item()).isBetween(0.7 * bound, bound);
    }

    @Test
    void theSameSeedGivesTheSameLayerWhateverElseIsUsedFirst() {
        Conv2d first = new Conv2d(1, 4, 3);
        double[] values = first.weight().toDoubles();
        Tensor.manualSeed(0);
        Conv2d again = new Conv2d(1, 4, 3).bias(false);
        Tensor.rand(10);
        assertThat(again.weight().toDoubles()).isEqualTo(values);
    }

    static class Net extends Module {
        Conv2d conv1 = new Conv2d(1, 4, 3).padding(1);
        BatchNorm2d norm = new BatchNorm2d(4);
        MaxPool2d pool = new MaxPool2d(2);
        Conv2d conv2 = new Conv2d(4, 6, 3).stride(2);
        AdaptiveAvgPool2d mean = new AdaptiveAvgPool2d(1);
        Linear fc = new Linear(6, 10);

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = pool.forward(norm.forward(conv1.forward(x)).relu()); // [B, 4, 14, 14]
            return fc.forward(mean.forward(conv2.forward(y).relu()).flatten(1));
        }
    }

    @Test
    void theSummaryShowsTheShapesOfImages() {
        Net net = new Net();
        assertThat(net.summary(12, 1, 28, 28).rows().stream().map(row -> row.layer() + " " + row.output()))
                .containsExactly(
                        "conv1 (Conv2d) [12, 4, 28, 28]",
                        "norm (BatchNorm2d) [12, 4, 28, 28]",
                        "pool (MaxPool2d) [12, 4, 14, 14]",
                        "conv2 (Conv2d) [12, 6, 6, 6]",
                        "mean (AdaptiveAvgPool2d) [12, 6, 1, 1]",
                        "fc (Linear) [12, 10]");
        assertThat(net.norm.runningMean().abs().sum().item()).isZero();
    }

    @Test
    void runningStatisticsAreStateUnderPyTorchsNames() {
        Net net = new Net();
        assertThat(net.state().keySet())
                .contains("norm.weight", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked");
        net.forward(Tensor.randn(3, 1, 28, 28));
        Net other = new Net();
        other.load(net.state());
        assertThat(other.norm.runningVar().toDoubles())
                .isEqualTo(net.norm.runningVar().toDoubles());
        assertThat(other.state().get("norm.num_batches_tracked").itemInt()).isEqualTo(1);
    }

    @Test
    void aFewStepsTeachTheNet() {
        Net net = new Net();
        Tensor x = Tensor.rand(20, 1, 28, 28);
        Tensor y = x.mean(1, 2, 3).gt(x.mean()).to(DType.INT64);
        var optimizer = new SGD(net.parameters(), 0.1).momentum(0.9);
        double first = 0;
        double last = 0;
        for (int step = 0; step < 30; step++) {
            optimizer.zeroGrad();
            Tensor loss = new CrossEntropyLoss().forward(net.forward(x), y);
            loss.backward();
            optimizer.step();
            last = loss.item();
            if (step == 0) first = last;
        }
        assertThat(last).isLessThan(first / 2);
    }

    @Test
    void aSingleImageGivesASingleResult() {
        assertThat(new Conv2d(3, 5, 3).forward(Tensor.zeros(3, 8, 8)).shape()).hasToString("[5, 6, 6]");
        assertThat(new MaxPool2d(2).forward(Tensor.zeros(3, 8, 8)).shape()).hasToString("[3, 4, 4]");
    }

    @Test
    void messagesNameTheLayerAndTheWayOut() {
        Net net = new Net();
        net.parameters();
        assertThatThrownBy(() -> net.forward(Tensor.zeros(12, 784)))
                .hasMessage(
                        "conv1 expects [*, 1, height, width], got [12, 784]; make images of it: x.view(-1, 1, 28, 28)");
        assertThatThrownBy(() -> net.forward(Tensor.zeros(12, 28, 28)))
                .hasMessage("conv1 expects [*, 1, height, width], got [12, 28, 28]; give it a dimension of channels:"
                        + " x.unsqueeze(1)");
        assertThatThrownBy(() -> net.forward(Tensor.zeros(12, 28, 28, 1)))
                .hasMessage("conv1 expects [*, 1, height, width], got [12, 28, 28, 1]; move the channels to the front:"
                        + " x.permute(0, 3, 1, 2)");
        assertThatThrownBy(() -> net.forward(Tensor.zeros(12, 3, 28, 28)))
                .hasMessage(
                        "conv1 expects [*, 1, height, width], got [12, 3, 28, 28]; make it new Conv2d(3, 4, 3), or pass"
                                + " the output of the layer before");
        assertThatThrownBy(() -> new Conv2d(3, 4, 3).forward(Tensor.zeros(12, 100)))
                .hasMessage("Conv2d expects [*, 3, height, width], got [12, 100]; make images of it with"
                        + " x.view(-1, 3, height, width)");
        assertThatThrownBy(() -> net.conv1.forward(Tensor.zeros(1, 1, 5, 5).to(DType.FLOAT64)))
                .hasMessage("conv1 computes with float32, got float64 [1, 1, 5, 5]; convert with x.to(FLOAT32)");
        assertThatThrownBy(() -> net.conv2.forward(Tensor.zeros(1, 4, 2, 2)))
                .hasMessage(
                        "conv2: convolution: the kernel covers [3, 3], more than the padded image [1, 4, 2, 2] has; use a"
                                + " smaller kernel or more padding");
        assertThatThrownBy(() -> net.pool.forward(Tensor.zeros(1, 4, 1, 1)))
                .hasMessage(
                        "pool: maxPool: the window covers [2, 2], more than the image [1, 4, 1, 1] has; use a smaller"
                                + " window");
        assertThatThrownBy(() -> net.norm.forward(Tensor.zeros(1, 5, 2, 2)))
                .hasMessage("norm expects [batch, 4, height, width], got [1, 5, 2, 2]; make it new BatchNorm2d(5)");
        assertThatThrownBy(() -> new BatchNorm1d(4).forward(Tensor.zeros(4)))
                .hasMessage(
                        "BatchNorm1d expects [batch, 4] or [batch, 4, length], got [4]; use a batch norm for this number"
                                + " of dimensions, or unsqueeze(0) for a single sample");
        assertThatThrownBy(() -> new LayerNorm(4).forward(Tensor.zeros(2, 3)))
                .hasMessage("LayerNorm expects [*, 4], got [2, 3]; make it new LayerNorm with the last sizes of x");
    }

    @Test
    void optionsAreCheckedAndRefusedWhenTheyComeTooLate() {
        assertThatThrownBy(() -> new Conv2d(1, 0, 3))
                .hasMessage("Conv2d(1, 0, 3): channels and kernel must be at least 1");
        assertThatThrownBy(() -> new Conv2d(1, 2, 3).stride(0)).hasMessage("stride(0): must be at least 1");
        assertThatThrownBy(() -> new Conv2d(4, 6, 3).groups(4))
                .hasMessage("Conv2d(4, 6, 3).groups(4): must divide the channels 4 and 6");
        Conv2d used = new Conv2d(4, 6, 3);
        used.weight();
        assertThatThrownBy(() -> used.groups(2))
                .hasMessage("Conv2d.groups(2): the layer has its values already; say it where the layer is made: new"
                        + " Conv2d(…).groups(2)");
        assertThatThrownBy(() -> used.bias(false))
                .hasMessageStartingWith("Conv2d.bias(false): the layer has its values");
        assertThatThrownBy(() -> new Conv2d(1, 2, 3).bias(false).bias())
                .hasMessage("Conv2d was made with bias(false) and has no bias");
        assertThatThrownBy(() -> new BatchNorm2d(3).affine(false).weight())
                .hasMessage("BatchNorm2d was made with affine(false) and has no weight");
        assertThatThrownBy(() -> new LayerNorm(3).affine(false).bias())
                .hasMessage("LayerNorm was made with affine(false) and has no bias");
    }

    @Test
    void heightAndWidthMayDiffer() {
        Conv2d layer =
                new Conv2d(2, 3, new int[] {3, 1}).stride(2, 1).padding(1, 0).dilation(1, 2);
        assertThat(layer.forward(Tensor.zeros(1, 2, 8, 5)).shape().toInts()).containsExactly(1, 3, 4, 5);
        assertThat(layer.weight().shape().toInts()).containsExactly(3, 2, 3, 1);
        assertThat(layer.toString()).contains("kernel_size=(3, 1), stride=(2, 1), padding=(1, 0), dilation=(1, 2)");
        assertThat(new MaxPool2d(new int[] {2, 1})
                        .forward(Tensor.zeros(1, 4, 3))
                        .shape()
                        .toInts())
                .containsExactly(1, 2, 3);
        assertThat(new AvgPool2d(2).stride(1, 2).toString()).contains("kernel_size=2, stride=(1, 2), padding=0");
        assertThatThrownBy(() -> new Conv2d(1, 1, new int[] {1, 2, 3}))
                .hasMessage("kernel[1, 2, 3]: give one size, or one for the height and one for the width");
        assertThatThrownBy(() -> new MaxPool2d(2).stride(0, 1)).hasMessage("stride(0, 1): must be at least 1");
        assertThatThrownBy(() -> new BatchNorm2d(1).momentum(2))
                .hasMessage("BatchNorm2d: momentum must be between 0 and 1, got 2.0");
        assertThat(new BatchNorm1d(2).cumulative().toString()).contains("momentum=None");
    }
}
