package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.backend.Window;
import dev.crema.tensor.op.Convolution;
import dev.crema.tensor.op.Convolution.Steps;
import dev.crema.tensor.op.Normalisation;
import dev.crema.tensor.op.Normalisation.Affine;
import dev.crema.tensor.op.Normalisation.Statistics;
import dev.crema.tensor.op.Pooling;
import org.junit.jupiter.api.Test;

/// Convolution, pooling and normalisation as operations: gradients by finite differences, shapes, messages.
class ImagesTest {
    private static final Generator RANDOM = Generator.of(5);
    private static final Steps UNUSUAL = new Steps(new int[] {2, 1}, new int[] {1, 2}, new int[] {1, 2}, 2);

    private static Tensor random(int... sizes) {
        return RANDOM.randn(sizes).to(DType.FLOAT64);
    }

    private static Tensor convolve(Tensor... inputs) {
        return Convolution.apply(inputs[0], inputs[1], inputs.length > 2 ? inputs[2] : null, Steps.PLAIN);
    }

    @Test
    void gradientsOfConvolutionsAreRight() {
        Gradcheck.checkAll(ImagesTest::convolve, random(2, 3, 5, 4), random(4, 3, 3, 2), random(4));
        Gradcheck.checkAll(
                ImagesTest::convolve,
                random(2, 5, 4, 3).permute(0, 3, 1, 2),
                random(2, 3, 2, 4).transpose(2, 3));
        Gradcheck.checkAll(ImagesTest::convolve, random(3, 5, 4), random(2, 3, 3, 3), random(2));
        Gradcheck.checkAll(
                in -> Convolution.apply(in[0], in[1], in[2], UNUSUAL),
                random(2, 4, 6, 5),
                random(6, 2, 3, 2),
                random(6));
        Gradcheck.checkAll(ImagesTest::convolve, random(0, 3, 5, 4), random(4, 3, 3, 2), random(4));
        Gradcheck.checkAll(ImagesTest::convolve, random(6, 3, 5, 4).at("1:4:2"), random(4, 3, 3, 2));
    }

    @Test
    void anEmptyBatchGivesAnEmptyResultAndZeroGradients() {
        Tensor weight = Tensor.ones(4, 3, 3, 3).requiresGrad(true);
        Tensor y = Convolution.apply(Tensor.zeros(0, 3, 5, 5), weight, null, Steps.PLAIN);
        assertThat(y.shape()).hasToString("[0, 4, 3, 3]");
        y.sum().backward();
        assertThat(weight.grad().abs().sum().item()).isZero();
    }

    @Test
    void gradientsOfPoolingAreRight() {
        Window three = new Window(3, 2, 1, 1);
        Window two = Window.of(2);
        Gradcheck.check(x -> Pooling.max(x, three, two, false), random(2, 2, 6, 5));
        Gradcheck.check(x -> Pooling.max(x, new Window(2, 1, 0, 2), three, true), random(2, 6, 5));
        Gradcheck.check(x -> Pooling.max(x, two, two, false), random(5, 6, 2, 2).permute(3, 2, 0, 1));
        Gradcheck.check(x -> Pooling.max(x, two, two, false), random(0, 3, 4, 4));
        Gradcheck.check(x -> Pooling.average(x, three, two, true, true), random(2, 2, 6, 5));
        Gradcheck.check(x -> Pooling.average(x, three, three, true, false), random(2, 2, 6, 6));
        Gradcheck.check(x -> Pooling.adaptiveAverage(x, 3, 2), random(2, 2, 7, 5));
        Gradcheck.check(x -> Pooling.adaptiveAverage(x, 1, 1), random(5, 7, 3).permute(2, 0, 1));
    }

    @Test
    void ceilModeAddsAPartialWindowButNoneThatLiesInThePaddingOnly() {
        Tensor x = Tensor.arange(25).view(1, 1, 5, 5).to(DType.FLOAT32);
        Window two = Window.of(2);
        assertThat(Pooling.max(x, two, two, true).toDoubles()).containsExactly(6, 8, 9, 16, 18, 19, 21, 23, 24);
        assertThat(Pooling.average(x, two, two, true, true).toDoubles())
                .containsExactly(3, 5, 6.5, 13, 15, 16.5, 20.5, 22.5, 24);
        Window padded = new Window(2, 2, 1, 1);
        assertThat(Pooling.max(x, padded, padded, true).shape()).hasToString("[1, 1, 3, 3]");
    }

    @Test
    void rowsWithoutElementsHaveGradientsWithoutElements() {
        Tensor bias = Tensor.zeros(0).requiresGrad(true);
        Normalisation.layer(Tensor.zeros(2, 0), 1, new Affine(Tensor.ones(0).requiresGrad(true), bias), 1e-5)
                .sum()
                .backward();
        assertThat(bias.grad().shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void gradientsOfNormalisationAreRight() {
        Gradcheck.checkAll(ImagesTest::inTraining, random(5, 3), random(3), random(3));
        Gradcheck.checkAll(ImagesTest::inTraining, random(2, 3, 2, 2), random(3), random(3));
        Gradcheck.checkAll(ImagesTest::inTraining, random(3, 4, 2).permute(2, 0, 1), random(3), random(3));
        Gradcheck.checkAll(ImagesTest::inTraining, random(0, 3), random(3), random(3));
        Statistics given = new Statistics(random(3), random(3).abs());
        Gradcheck.checkAll(
                in -> Normalisation.batch(in[0], new Affine(in[1], in[2]), given, 1e-5),
                random(4, 3, 2, 2),
                random(3),
                random(3));
        Gradcheck.check(x -> Normalisation.batch(x, null, given, 1e-5), random(4, 3));
        Gradcheck.checkAll(ImagesTest::byRows, random(4, 2, 3), random(2, 3), random(2, 3));
        Gradcheck.checkAll(ImagesTest::byRows, random(3, 2, 4).permute(2, 1, 0), random(2, 3), random(2, 3));
        Gradcheck.check(x -> Normalisation.layer(x, 1, null, 1e-5), random(4, 3));
        Gradcheck.checkAll(ImagesTest::byRows, random(0, 2, 3), random(2, 3), random(2, 3));
    }

    private static Tensor inTraining(Tensor... in) {
        return Normalisation.batchInTraining(in[0], new Affine(in[1], in[2]), null, 0.1, 1e-5);
    }

    private static Tensor byRows(Tensor... in) {
        return Normalisation.layer(in[0], 2, new Affine(in[1], in[2]), 1e-5);
    }

    @Test
    void runningStatisticsMoveTowardsTheBatchWithTheUnbiasedVariance() {
        Statistics running = new Statistics(Tensor.zeros(1), Tensor.ones(1));
        Normalisation.batchInTraining(Tensor.of(1.0, 2, 3, 6).view(4, 1), null, running, 0.1, 1e-5);
        assertThat(running.mean().item()).isEqualTo(0.3, within(1e-6));
        assertThat(running.variance().item()).isEqualTo(0.9 + 0.1 * 14 / 3, within(1e-6));
    }

    @Test
    void messagesNameTheShapesAndTheWayOut() {
        Tensor image = Tensor.zeros(1, 3, 4, 4);
        assertThatThrownBy(() -> convolve(image, Tensor.zeros(8, 4, 3, 3)))
                .hasMessage(
                        "convolution: expects x [batch, in, height, width] and a weight [out, in / 1, height, width],"
                                + " got [1, 3, 4, 4] and [8, 4, 3, 3]; the channels of x are in dimension 1");
        assertThatThrownBy(() -> convolve(image.to(DType.INT64), Tensor.zeros(8, 3, 3, 3)))
                .hasMessage(
                        "convolution: needs one float type, got x int64 [1, 3, 4, 4] and weight float32 [8, 3, 3, 3];"
                                + " convert x with to(FLOAT32)");
        assertThatThrownBy(() -> convolve(image, Tensor.zeros(8, 3, 5, 5)))
                .hasMessage("convolution: the kernel covers [5, 5], more than the padded image [1, 3, 4, 4] has;"
                        + " use a smaller kernel or more padding");
        assertThatThrownBy(() -> Pooling.max(image, new Window(2, 2, 2, 1), Window.of(2), false))
                .hasMessage(
                        "maxPool: padding 2 is more than half of the window of 2; pad less, or use a larger window");
        assertThatThrownBy(() -> Pooling.average(image, Window.of(5), Window.of(2), false, true))
                .hasMessage(
                        "avgPool: the window covers [5, 2], more than the image [1, 3, 4, 4] has; use a smaller window");
        assertThatThrownBy(() -> Pooling.adaptiveAverage(Tensor.zeros(4, 4), 1, 1))
                .hasMessage(
                        "adaptiveAvgPool: expects float images [batch, channels, height, width] or [channels, height,"
                                + " width], got float32 [4, 4]; use unsqueeze or to(FLOAT32)");
        assertThatThrownBy(() -> Normalisation.batchInTraining(Tensor.zeros(1, 3), null, null, 0.1, 1e-5))
                .hasMessage(
                        "batchNorm: one value per channel has no variance: [1, 3]; train with larger batches, or call"
                                + " eval() first");
        assertThatThrownBy(() -> Normalisation.batchInTraining(Tensor.zeros(3), null, null, 0.1, 1e-5))
                .hasMessage(
                        "batchNorm: expects floats [batch, channels, …], got float32 [3]; use unsqueeze(0) for a single"
                                + " sample, or to(FLOAT32)");
        assertThatThrownBy(
                        () -> Normalisation.batch(image, null, new Statistics(Tensor.zeros(2), Tensor.ones(2)), 1e-5))
                .hasMessage("batchNorm: x [1, 3, 4, 4] has 3 channels in dimension 1, the statistics 2; make the layer"
                        + " with 3");
        assertThatThrownBy(() -> Normalisation.layer(image, 1, new Affine(Tensor.ones(3), Tensor.zeros(3)), 1e-5))
                .hasMessage("layerNorm: the last 1 dimension(s) of x [1, 3, 4, 4] have 4 elements, the weight [3] has"
                        + " another number; make the layer with the last sizes of x");
        Window wide = new Window(2, 2, 1, 2);
        assertThatThrownBy(() -> Pooling.max(Tensor.zeros(2, 1, 6), wide, Window.of(2), false))
                .hasMessage(
                        "maxPool: a window sees nothing of the image [2, 1, 6], all its elements lie in the padding;"
                                + " pad less, or use a smaller dilation");
        assertThatThrownBy(() -> Normalisation.layer(Tensor.zeros(3), 2, null, 1e-5))
                .hasMessage("layerNorm: expects floats of at least 2 dimension(s), got float32 [3]; use unsqueeze, or"
                        + " to(FLOAT32)");
    }

    /// The gradient for x of pooled relus, which takes a short cut where nobody looks at the gradient between them.
    private static Tensor gradientOfPooledRelu(boolean watched, boolean usedTwice, boolean changed) {
        Tensor x = Generator.of(3).randn(2, 3, 12, 34).sub(0.9).requiresGrad(true);
        Tensor y = x.relu();
        if (watched) y.retainGrad();
        Tensor pooled = Pooling.max(y, Window.of(2), Window.of(2), false);
        Tensor loss = pooled.at("0").mul(3).sum().add(pooled.at("1").sum());
        if (usedTwice) loss = loss.add(y.sum());
        if (changed) pooled.detach().assign(0);
        loss.backward();
        if (watched)
            assertThat(y.grad().mul(y.detach().eq(0)).abs().sum().item()).isPositive();
        return x.grad();
    }

    @Test
    void theGradientOfAPooledReluIsTheSameWhetherOrNotSomebodyWatchesIt() {
        for (boolean twice : new boolean[] {false, true}) {
            float[] plain = gradientOfPooledRelu(true, twice, false).toFloats();
            assertThat(gradientOfPooledRelu(false, twice, false).toFloats()).isEqualTo(plain);
            assertThat(gradientOfPooledRelu(false, twice, true).toFloats()).isEqualTo(plain);
        }
    }
}
