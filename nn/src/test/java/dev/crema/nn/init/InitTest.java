package dev.crema.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.Linear;
import dev.crema.tensor.Tensor;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InitTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(6);
    }

    private static Tensor filled(Consumer<Tensor> init) {
        Tensor weight = Tensor.zeros(120, 80);
        init.accept(weight);
        return weight;
    }

    private static void isUniform(Tensor weight, double bound) {
        assertThat(weight.abs().max().item()).isLessThanOrEqualTo(bound).isGreaterThan(0.99 * bound);
        assertThat(weight.std().item()).isCloseTo(bound / Math.sqrt(3), within(0.02 * bound));
    }

    @Test
    void boundsAndDeviationsFollowTheFans() {
        isUniform(filled(Init::defaults), 1 / Math.sqrt(80));
        isUniform(filled(Init::xavierUniform), Math.sqrt(6.0 / 200));
        isUniform(filled(w -> Init.xavierUniform(w, 2)), 2 * Math.sqrt(6.0 / 200));
        isUniform(filled(Init::kaimingUniform), Math.sqrt(6.0 / 80));
        isUniform(filled(w -> Init.kaimingUniform(w, Init.gain("tanh"), Fan.OUT)), 5.0 / 3 * Math.sqrt(3.0 / 120));
        assertThat(filled(Init::xavierNormal).std().item()).isCloseTo(Math.sqrt(2.0 / 200), within(0.002));
        assertThat(filled(Init::kaimingNormal).std().item()).isCloseTo(Math.sqrt(2.0 / 80), within(0.004));
        assertThat(filled(w -> Init.kaimingNormal(w, 1, Fan.OUT)).std().item())
                .isCloseTo(Math.sqrt(1.0 / 120), within(0.004));
    }

    @Test
    void aConvolutionsFanCountsItsField() {
        Tensor weight = Tensor.zeros(8, 4, 5, 5);
        Init.defaults(weight);
        isUniform(weight, 1 / Math.sqrt(100));
    }

    @Test
    void constantsFill() {
        assertThat(filled(w -> Init.constant(w, 0.1)).mean().item()).isCloseTo(0.1, within(1e-6));
        assertThat(filled(Init::ones).sum().item()).isEqualTo(9600);
        assertThat(filled(w -> {
                            Init.ones(w);
                            Init.zeros(w);
                        })
                        .sum()
                        .item())
                .isZero();
        assertThat(filled(Init::eye).sum().item()).isEqualTo(80);
    }

    @Test
    void aParameterIsFilledAndTheSeedDecides() {
        Linear layer = new Linear(4, 3);
        Tensor.manualSeed(1);
        Init.xavierUniform(layer.weight());
        double[] first = layer.weight().toDoubles();
        Tensor.manualSeed(1);
        Init.xavierUniform(layer.weight());
        assertThat(layer.weight().toDoubles()).containsExactly(first);
        assertThat(layer.weight().requiresGrad()).isTrue();
    }

    @Test
    void gainsAreThoseOfPyTorch() {
        assertThat(Init.gain("linear")).isEqualTo(1);
        assertThat(Init.gain("relu")).isEqualTo(Math.sqrt(2));
        assertThat(Init.gain("leaky_relu")).isCloseTo(1.4141428569978354, within(1e-12));
        assertThat(Init.gain("selu")).isEqualTo(0.75);
        assertThatThrownBy(() -> Init.gain("swish"))
                .hasMessage(
                        "gain: no activation \"swish\"; there are linear, sigmoid, softmax, tanh, relu, leaky_relu and selu");
    }

    @Test
    void aVectorHasNoFans() {
        assertThatThrownBy(() -> Init.xavierNormal(Tensor.zeros(3)))
                .hasMessage(
                        "xavierNormal: needs a weight of two or more dimensions, got [3]; for a bias use Init.zeros or Init.uniform");
        assertThatThrownBy(() -> Init.eye(Tensor.zeros(3))).hasMessage("eye: needs a matrix, got [3]");
    }
}
