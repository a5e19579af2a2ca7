package dev.crema.tensor;

import static dev.crema.tensor.NoGrad.noGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.storage.StepScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutogradTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(DType.FLOAT64, values).requiresGrad(true);
    }

    @Test
    void gradientsAddUpUntilTheyAreZeroed() {
        Tensor x = leaf(3);
        x.mul(2).sum().backward();
        x.mul(2).sum().backward();
        assertThat(x.grad().item()).isEqualTo(4);
        x.zeroGrad();
        assertThat(x.hasGrad()).isFalse();
        x.mul(2).sum().backward();
        assertThat(x.grad().item()).isEqualTo(2);
    }

    @Test
    void aGradientThatWasLookedAtSurvivesZeroGrad() {
        Tensor x = leaf(3);
        x.mul(2).sum().backward();
        Tensor kept = x.grad();
        x.zeroGrad();
        x.mul(5).sum().backward();
        assertThat(kept.item()).isEqualTo(2);
        assertThat(x.grad().item()).isEqualTo(5);
    }

    @Test
    void gradientsFlowThroughSharedParts() {
        Tensor x = leaf(2);
        Tensor y = x.mul(x);
        y.mul(y).add(y).sum().backward();
        assertThat(x.grad().item()).isEqualTo(4 * 8 + 2 * 2);
    }

    @Test
    void noGradRecordsNothing() {
        Tensor x = leaf(2);
        assertThat(noGrad(() -> x.mul(3).requiresGrad())).isFalse();
        try (var _ = NoGrad.scope()) {
            assertThat(x.mul(3).requiresGrad()).isFalse();
        }
        assertThat(x.mul(3).requiresGrad()).isTrue();
        assertThat(x.detach().requiresGrad()).isFalse();
    }

    @Test
    void leavesAreAssignedOnlyWithoutRecording() {
        Tensor w = leaf(1);
        assertThatThrownBy(() -> w.assign(2))
                .hasMessageContaining("noGrad(() -> w.assign(...)) or w.detach().assign(...)");
        noGrad(() -> w.assign(2));
        assertThat(w.item()).isEqualTo(2);
        w.detach().assign(3);
        assertThat(w.item()).isEqualTo(3);
    }

    @Test
    void backwardRefusesWhatItCannotDo() {
        Tensor x = leaf(1, 2);
        assertThatThrownBy(() -> x.mul(2).backward())
                .hasMessage(
                        "backward: needs a scalar, got [2]; reduce it with sum() or mean(), or pass the gradient: backward(weights)");
        assertThatThrownBy(() -> Tensor.of(1.0).backward()).hasMessageContaining("does not depend on anything");
        Tensor loss = x.mul(2).sum();
        loss.backward();
        assertThatThrownBy(loss::backward).hasMessageContaining("already used by an earlier backward()");
        Tensor again = x.mul(2).sum();
        again.backwardRetainingGraph();
        again.backward();
        assertThat(x.grad().toDoubles()).containsExactly(6, 6);
    }

    @Test
    void backwardTakesWeightsForWhatIsNoScalar() {
        Tensor x = leaf(1, 2);
        x.mul(x).backward(Tensor.of(1.0, 10));
        assertThat(x.grad().toDoubles()).containsExactly(2, 40);
        assertThatThrownBy(() -> x.mul(x).backward(Tensor.of(1.0)))
                .hasMessage("backward: the gradient [1] must have the sizes of the tensor [2]");
    }

    @Test
    void backwardRefusesAValueThatChangedAfterItWasSaved() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(1);
        Tensor loss = y.mul(y).sum();
        noGrad(() -> y.assign(7));
        assertThatThrownBy(loss::backward)
                .hasMessageStartingWith(
                        "backward: mul needs its input [2] as it was, but it was changed in place 1 time(s)");
    }

    @Test
    void backwardRefusesPositionsAndMasksThatChangedAfterTheyWereUsed() {
        Tensor x = leaf(1, 2, 3);
        Tensor positions = Tensor.of(0, 1);
        Tensor picked = x.gather(0, positions).sum();
        positions.assign(2);
        assertThatThrownBy(picked::backward).hasMessageContaining("gather needs its second input [2] as it was");
        Tensor mask = Tensor.of(false, true, true);
        Tensor filled = x.maskedFill(mask, 0).sum();
        mask.assign(0);
        assertThatThrownBy(filled::backward).hasMessageContaining("where needs its third input [3] as it was");
    }

    @Test
    void askingForAMissingGradientSaysWhy() {
        assertThatThrownBy(() -> Tensor.of(1.0).grad()).hasMessageContaining("it does not require one");
        Tensor x = leaf(1);
        assertThatThrownBy(x::grad).hasMessageContaining("no backward() has reached it");
        Tensor y = x.mul(2);
        y.sum().backward();
        assertThatThrownBy(y::grad).hasMessageContaining("it is the result of mul, not a leaf: call retainGrad()");
    }

    @Test
    void intermediateGradientsAreKeptOnRequest() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(3);
        y.retainGrad();
        y.mul(y).sum().backward();
        assertThat(y.grad().toDoubles()).containsExactly(6, 12);
        assertThat(x.grad().toDoubles()).containsExactly(18, 36);
    }

    @Test
    void hooksSeeAndChangeGradients() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(3);
        y.registerHook(gradient -> gradient.mul(10));
        y.sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(30, 30);
    }

    @Test
    void aHookOfALeafSeesTheSumOfAllUsesOnceAndCanBeTakenAway() {
        Tensor w = leaf(1);
        Runnable unhook = w.registerHook(gradient -> gradient.clamp(-1, 1));
        w.mul(2).add(w.mul(3)).sum().backward();
        assertThat(w.grad().toDoubles()).containsExactly(1);
        unhook.run();
        w.zeroGrad();
        w.mul(2).add(w.mul(3)).sum().backward();
        assertThat(w.grad().toDoubles()).containsExactly(5);
    }

    @Test
    void hooksMayTakeThemselvesAwayAndMustKeepTheSizes() {
        Tensor x = leaf(1);
        List<Runnable> once = new ArrayList<>();
        once.add(x.registerHook(gradient -> {
            once.getFirst().run();
            return gradient.mul(2);
        }));
        x.registerHook(gradient -> gradient.mul(10));
        for (int i = 0; i < 2; i++) x.mul(3).sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(90);
        Tensor y = leaf(1, 2);
        y.registerHook(gradient -> null);
        y.registerHook(Tensor::sum);
        assertThatThrownBy(() -> y.sum().backward())
                .hasMessageContaining("made [] of a gradient [2]; it must keep the sizes");
    }

    @Test
    void whatAHookKeepsIsThereAfterwards() {
        Tensor x = leaf(1, 2);
        List<Tensor> seen = new ArrayList<>();
        Tensor mine = Tensor.of(4.0, 5);
        Tensor y = x.mul(3);
        y.registerHook(gradient -> {
            seen.add(gradient);
            seen.add(gradient.mul(2));
            return mine;
        });
        try (var _ = StepScope.open("the step")) {
            y.sum().backward();
        }
        x.zeroGrad();
        assertThat(seen.get(0).toDoubles()).containsExactly(1, 1);
        assertThat(seen.get(1).toDoubles()).containsExactly(2, 2);
        assertThat(mine.toDoubles()).containsExactly(4, 5);
    }

    @Test
    void whatIsKeptOutlivesItsStep() {
        Tensor kept;
        Tensor lost;
        try (var _ = StepScope.open("the end of the step")) {
            lost = Tensor.of(1.0, 2).mul(2);
            kept = lost.keep();
        }
        assertThat(kept.toDoubles()).containsExactly(2, 4);
        assertThatThrownBy(lost::toDoubles)
                .hasMessageContaining("freed at the end of the step; keep a copy with x.keep()");
    }

    @Test
    void onlyFloatsHaveGradients() {
        assertThatThrownBy(() -> Tensor.of(1, 2).requiresGrad(true))
                .hasMessage(
                        "requiresGrad: only float tensors have gradients, this is int64 [2]; make it of decimals (1.0) or convert"
                                + " with to(FLOAT32)");
    }

    @Test
    void gradcheckFindsAWrongGradient() {
        Tensor x = Tensor.of(1.0, 2);
        assertThatThrownBy(() -> Gradcheck.check(t -> t.mul(t.detach()), x))
                .hasMessageStartingWith("gradcheck: input 0 [2], element 0: the gradient is");
    }

    @Test
    void longGraphsNeedNoDeepStack() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 50_000; i++) y = y.add(1);
        y.sum().backward();
        assertThat(x.grad().item()).isEqualTo(1);
    }

    @Test
    void dataOfOneThreadIsNotRecordedByAnother() throws InterruptedException {
        boolean[] recorded = {false};
        try (var _ = NoGrad.scope()) {
            Thread other =
                    Thread.ofPlatform().start(() -> recorded[0] = leaf(1).mul(2).requiresGrad());
            other.join();
        }
        assertThat(recorded[0]).isTrue();
    }
}
