package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabTextTest {
    @Test
    void numbersMayDifferALittle() {
        assertThat(LabText.difference("loss 0.5012, 93.1 %", "loss 0.5018, 93.4 %"))
                .isEmpty();
        assertThat(LabText.difference("loss 0.5012", "loss 0.6018")).isPresent();
    }

    /// Another processor's sum is not 1 to the last bit.
    @Test
    void numbersMayHaveMoreDigits() {
        assertThat(LabText.difference("tensor([1., 1.], grad_fn=<Sum>)", "tensor([1.0000, 1.0000], grad_fn=<Sum>)"))
                .isEmpty();
        assertThat(LabText.difference("tensor([1., 1.])", "tensor([1.0000, 1.5000])"))
                .isPresent();
    }

    @Test
    void wordsMayNot() {
        assertThat(LabText.difference("epoch 1 of 3", "step 1 of 3")).isPresent();
    }
}
