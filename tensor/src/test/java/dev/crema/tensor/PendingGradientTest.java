package dev.crema.tensor;

import static dev.crema.tensor.NoGrad.noGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.op.LinearMap;
import dev.crema.tensor.storage.StepScope;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The gradient of a large linear weight is kept as a product until somebody looks, a small one is written in
/// place. Nobody must notice but by speed.
class PendingGradientTest {
    /// 7 inputs each.
    int outputs() {
        return 200;
    }

    private Tensor w = Tensor.zeros(1);
    private Tensor x = Tensor.zeros(1);

    @BeforeEach
    void values() {
        w = Generator.of(1).randn(outputs(), 7).requiresGrad(true);
        x = Generator.of(2).randn(3, 7);
    }

    /// The gradient of Σ (x Wᵀ)², by its formula.
    private static double[] expected(Tensor x, Tensor w) {
        Tensor wide = w.detach().to(DType.FLOAT64);
        Tensor inputs = x.detach().to(DType.FLOAT64);
        return inputs.matmul(wide.t()).mul(2).t().matmul(inputs).toDoubles();
    }

    private static Tensor loss(Tensor x, Tensor w) {
        return LinearMap.apply(x, w, null).pow(2).sum();
    }

    private static void assertClose(Tensor got, double... wanted) {
        assertThat(got.toDoubles()).containsExactly(wanted, within(1e-3));
    }

    private static double[] times(double factor, double... values) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) scaled[i] *= factor;
        return scaled;
    }

    @Test
    void itIsTheGradientWhoeverAsks() {
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        assertThat(w.hasGrad()).isTrue();
        assertClose(w.grad(), wanted);
    }

    @Test
    void anUpdateBeforeAnybodyLooksIsTheSameAsAfter() {
        double[] before = w.toDoubles();
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        w.addGradient(-0.1);
        for (int i = 0; i < before.length; i++) before[i] -= 0.1 * wanted[i];
        assertClose(w.detach(), before);
        // and the gradient is still that of before the update
        assertClose(w.grad(), wanted);
    }

    @Test
    void severalBackwardsAddUp() {
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        loss(x, w).backward();
        assertClose(w.grad(), times(2, wanted));
    }

    @Test
    void aWeightUsedTwiceInOneGraphGetsBothParts() {
        double[] wanted = expected(x, w);
        loss(x, w).add(loss(x, w)).backward();
        assertClose(w.grad(), times(2, wanted));
    }

    @Test
    void inputsMayChangeAfterBackward() {
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        x.assign(0);
        assertClose(w.grad(), wanted);
    }

    @Test
    void inputsMayChangeThroughAView() {
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        x.at(0).assign(100);
        assertClose(w.grad(), wanted);
    }

    @Test
    void itOutlivesTheStepInWhichItWasMade() {
        double[] wanted;
        try (var _ = StepScope.open("the outer step")) {
            try (var _ = StepScope.open("the end of the step")) {
                Tensor inside = x.mul(2);
                wanted = expected(inside, w);
                loss(inside, w).backward();
            }
            for (int i = 0; i < 100; i++) Tensor.full(1e9, 3, 7); // would reuse the memory of the factors
            assertThat(w.hasGrad()).isTrue();
        }
        for (int i = 0; i < 100; i++) Tensor.full(1e9, 3, 7);
        assertClose(w.grad(), wanted);
    }

    @Test
    void zeroGradForgetsIt() {
        loss(x, w).backward();
        w.zeroGrad();
        assertThat(w.hasGrad()).isFalse();
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        assertClose(w.grad(), wanted);
    }

    @Test
    void whoKeepsTheOldGradientKeepsItsValues() {
        loss(x, w).backward();
        Tensor kept = w.grad();
        double[] before = kept.toDoubles();
        w.zeroGrad();
        loss(x.mul(2), w).backward();
        assertClose(kept, before);
        assertClose(w.grad(), times(4, before));
    }

    @Test
    void hooksSeeTheWholeGradient() {
        double[] wanted = expected(x, w);
        w.registerHook(gradient -> gradient.mul(3));
        loss(x, w).backward();
        assertClose(w.grad(), times(3, wanted));
    }

    @Test
    void theGradientOfTheCallerStaysTheCallers() {
        Tensor mine = Tensor.ones(x.size(0), w.size(0));
        LinearMap.apply(x, w, null).backward(mine);
        w.zeroGrad();
        assertThat(mine.sum().item()).isEqualTo(3.0 * outputs());
    }

    @Test
    void twoThreadsMayTrainOnTheSameInput() throws InterruptedException {
        Runnable training = () -> {
            Tensor own = Tensor.randn(w.shape().toInts()).requiresGrad(true);
            for (int i = 0; i < 5000; i++) {
                LinearMap.apply(x, own, null).mul(2).sum().backward();
                own.zeroGrad();
            }
        };
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = List.of(new Thread(training), new Thread(training));
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
        assertThat(failure.get()).isNull();
        assertThat(x.storage()).hasFieldOrPropertyWithValue("holds", 0);
        assertThat(x.storage()).extracting("beforeChange").matches(left -> left == null || ((List<?>) left).isEmpty());
    }

    @Test
    void theInputMayItselfBeAParameterThatIsUpdatedFirst() {
        Tensor input = x.copy().requiresGrad(true);
        double[] wanted = expected(input, w);
        loss(input, w).backward();
        input.addGradient(-1);
        double[] before = w.toDoubles();
        w.addGradient(-1);
        for (int i = 0; i < before.length; i++) before[i] -= wanted[i];
        assertClose(w.detach(), before);
    }

    @Test
    void changingTheWeightAfterwardsDoesNotChangeItsGradient() {
        double[] wanted = expected(x, w);
        loss(x, w).backward();
        noGrad(() -> w.assign(0));
        assertClose(w.grad(), wanted);
    }

    @Test
    void emptyBatchesHaveAZeroGradient() {
        loss(Tensor.zeros(0, 7), w).backward();
        assertThat(w.grad().abs().sum().item()).isZero();
    }
}
