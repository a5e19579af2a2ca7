package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.op.LinearMap;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Gradients of gradients.
class SecondGradientTest {
    private static final Set<String> FUSED = Set.of("Tensor.gelu()");

    /// The gradient of Σ f(x)², which depends on x even if that of f does not.
    private static Tensor gradient(UnaryOperator<Tensor> function, Tensor x) {
        try (var _ = NoGrad.recording()) { // finite differences are computed without
            Tensor leaf = x.requiresGrad() ? x : x.copy().requiresGrad(true);
            function.apply(leaf).pow(2).sum().backwardCreatingGraph();
            Tensor gradient = leaf.grad();
            leaf.zeroGrad();
            return gradient;
        }
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfFunctionsHaveGradientsThatFiniteDifferencesConfirm() {
        Tensor x = Generator.of(5).uniform(0.2, 1.7, 3, 4).to(DType.FLOAT64);
        return GradientCoverageTest.checked().entrySet().stream()
                .filter(each -> !FUSED.contains(each.getKey()))
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> Gradcheck.check(leaf -> gradient(each.getValue(), leaf), x)));
    }

    @Test
    void aFusedGradientIsRefusedByName() {
        Set<String> refused = new TreeSet<>();
        Tensor x = Generator.of(5).uniform(0.2, 1.7, 3, 4).to(DType.FLOAT64).requiresGrad(true);
        GradientCoverageTest.checked().forEach((name, function) -> {
            try {
                gradient(function, x);
            } catch (UnsupportedOperationException fused) {
                assertThat(fused).hasMessageContaining("is computed in one piece and has no gradient of its own");
                refused.add(name);
            }
        });
        assertThat(refused).isEqualTo(FUSED);
        int others = GradientCoverageTest.checked().size() - refused.size();
        assertThat(Path.of("..", "README.md"))
                .content()
                .containsIgnoringWhitespaces(others + " of them with second ones");
    }

    @Test
    void theThirdDerivativeOfAPowerIsWhatTheBookSays() {
        Tensor x = Tensor.scalar(2.0).requiresGrad(true);
        Tensor y = x.pow(4);
        for (int order = 1; order <= 3; order++) {
            y.backwardCreatingGraph();
            y = x.grad();
            x.zeroGrad();
        }
        assertThat(y.item()).isEqualTo(4 * 3 * 2 * 2);
    }

    @Test
    void aGradientPenaltyReachesTheWeights() {
        Tensor w = Generator.of(1).randn(40, 30).requiresGrad(true); // large enough to be kept as a product elsewhere
        Tensor x = Generator.of(2).randn(8, 30).requiresGrad(true);
        LinearMap.apply(x, w, null).sum().backwardCreatingGraph();
        Tensor slope = x.grad();
        w.zeroGrad();
        slope.pow(2).sum().backward();
        // slope = 1ᵀ W for each of 8 rows, so that the gradient is 2 · 8 · 1 1ᵀ W
        Tensor wanted = w.detach().sum(0, true).mul(16).expandAs(w);
        assertThat(w.grad().sub(wanted).abs().max().item()).isLessThan(1e-3);
    }

    @Test
    void recordedGradientsAddUp() {
        Tensor x = Tensor.of(1.0, 3).requiresGrad(true);
        x.pow(3).sum().backwardCreatingGraph();
        x.pow(2).sum().backwardCreatingGraph();
        Tensor both = x.grad();
        assertThat(both.toDoubles()).containsExactly(5, 33);
        x.zeroGrad();
        both.sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(8, 20);
    }

    @Test
    void anOrdinaryBackwardAddsToARecordedGradientOfItsOwnMemory() {
        Tensor x = Tensor.of(1.0, 2).requiresGrad(true);
        Tensor y = Tensor.of(3.0, 4).requiresGrad(true);
        x.sum().pow(2).backwardCreatingGraph();
        x.mul(3).sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(9, 9);
        x.zeroGrad();
        x.add(y).pow(2).sum().backwardCreatingGraph();
        x.mul(3).sum().backward();
        assertThat(y.grad().toDoubles()).containsExactly(8, 12);
    }

    @Test
    void whatIsRefusedLeavesNoGradient() {
        Tensor x = Tensor.of(1.0, 2).requiresGrad(true);
        assertThatThrownBy(() -> x.gelu().add(x).sum().backwardCreatingGraph()).hasMessageContaining("gelu");
        assertThat(x.hasGrad()).isFalse();
        Tensor zero = Tensor.of(2.0, 0, 3).requiresGrad(true);
        assertThatThrownBy(() -> zero.prod().backwardCreatingGraph()).hasMessageContaining("where an element is 0");
    }

    @Test
    void theGradientOfAnOrdinaryBackwardCannotBeDifferentiated() {
        Tensor x = Tensor.of(1.0).requiresGrad(true);
        x.pow(3).sum().backward();
        assertThatThrownBy(() -> x.grad().sum().backward()).hasMessageContaining("does not depend on anything");
    }
}
