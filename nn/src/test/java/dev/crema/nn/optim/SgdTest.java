package dev.crema.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.Parameter;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The expected numbers follow from the formulas in the documentation of `SGD`, step by step.
class SgdTest {
    private final Parameter w = new Parameter(Tensor.of(DType.FLOAT64, 2));

    private void step(SGD optimizer) {
        optimizer.zeroGrad();
        w.mul(w).sum().backward(); // gradient 2 w
        optimizer.step();
    }

    @Test
    void aStepGoesAgainstTheGradient() {
        step(new SGD(List.of(w), 0.1));
        assertThat(w.item()).isCloseTo(2 - 0.1 * 4, within(1e-12));
    }

    @Test
    void momentumKeepsGoing() {
        SGD optimizer = new SGD(List.of(w), 0.1).momentum(0.9);
        step(optimizer);
        assertThat(w.item()).isCloseTo(1.6, within(1e-12));
        step(optimizer);
        assertThat(w.item()).isCloseTo(1.6 - 0.1 * (0.9 * 4 + 3.2), within(1e-12));
    }

    @Test
    void nesterovLooksAhead() {
        step(new SGD(List.of(w), 0.1).momentum(0.9).nesterov(true));
        assertThat(w.item()).isCloseTo(2 - 0.1 * (4 + 0.9 * 4), within(1e-12));
        assertThatThrownBy(() -> step(new SGD(List.of(w), 0.1).nesterov(true))).hasMessageContaining("needs momentum");
    }

    @Test
    void dampeningWeakensLaterGradients() {
        SGD optimizer = new SGD(List.of(w), 0.1).momentum(0.9).dampening(0.5);
        step(optimizer);
        step(optimizer);
        assertThat(w.item()).isCloseTo(1.6 - 0.1 * (0.9 * 4 + 0.5 * 3.2), within(1e-12));
    }

    @Test
    void weightDecayPullsTowardsZero() {
        step(new SGD(List.of(w), 0.1).weightDecay(0.5));
        assertThat(w.item()).isCloseTo(2 - 0.1 * (4 + 0.5 * 2), within(1e-12));
    }

    @Test
    void ratesMustNotBeNegative() {
        assertThatThrownBy(() -> new SGD(List.of(w), -1))
                .hasMessage("SGD: the learning rate must not be negative, got -1.0");
        assertThatThrownBy(() -> new SGD(List.of(w), Double.NaN)).hasMessageContaining("NaN");
    }
}
