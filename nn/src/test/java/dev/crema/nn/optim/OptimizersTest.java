package dev.crema.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.Linear;
import dev.crema.nn.Parameter;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OptimizersTest {
    private final Parameter first = new Parameter(Tensor.of(1.0, -2, 3));
    private final Parameter second = new Parameter(Generator.of(1).randn(7, 5));

    private static final Map<String, BiFunction<List<Parameter>, Double, GroupedOptimizer<?>>> ALL = Map.of(
            "SGD", (p, lr) -> new SGD(p, lr).momentum(0.9).dampening(0.1),
            "SGD plain", (p, lr) -> new SGD(p, lr).weightDecay(0.1),
            "Adam", (p, lr) -> new Adam(p, lr).amsgrad(true).weightDecay(0.1),
            "AdamW", AdamW::new,
            "RMSprop", (p, lr) -> new RMSprop(p, lr).momentum(0.5).centered(true),
            "Adagrad", (p, lr) -> new Adagrad(p, lr).initialAccumulatorValue(0.1));

    private void backward() {
        first.zeroGrad();
        second.zeroGrad();
        first.mul(first).sum().add(second.pow(4).sum()).backward();
    }

    @TestFactory
    Stream<DynamicTest> theStateGoesOnBitByBit() {
        return ALL.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var optimizer = entry.getValue().apply(List.of(first, second), 0.01);
                    for (int i = 0; i < 3; i++) {
                        backward();
                        optimizer.step();
                    }
                    double[] here = second.toDoubles();
                    Map<String, Tensor> saved = copies(optimizer.state());
                    backward();
                    optimizer.step();
                    double[] expected = second.toDoubles();
                    second.detach().assign(Tensor.of(here).viewAs(second));
                    var other = entry.getValue().apply(List.of(first, second), 0.01);
                    other.load(saved);
                    backward();
                    other.step();
                    assertThat(second.toDoubles()).containsExactly(expected);
                }));
    }

    private static Map<String, Tensor> copies(Map<String, Tensor> state) {
        Map<String, Tensor> copies = new java.util.LinkedHashMap<>();
        state.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return copies;
    }

    @Test
    void groupsHaveRatesOfTheirOwn() {
        SGD optimizer = new SGD(List.of(first), 0.1).group(List.of(second), 0.01);
        double[] before = second.toDoubles();
        backward();
        optimizer.step();
        assertThat(first.toDoubles()).containsExactly(new double[] {0.8, -1.6, 2.4}, within(1e-6));
        assertThat(second.toDoubles()[3]).isCloseTo(before[3] - 0.01 * 4 * Math.pow(before[3], 3), within(1e-6));
        assertThat(optimizer.lr()).isEqualTo(0.1);
        assertThat(optimizer).hasToString("SGD(lr=[0.1, 0.01])");
        new ExponentialLR(optimizer, 0.5).step();
        assertThat(optimizer.rates()).containsExactly(0.05, 0.005);
        optimizer.lr(1);
        assertThat(optimizer.rates()).containsExactly(1, 1);
    }

    @Test
    void aParameterWithoutGradientStaysAsItIs() {
        Adam optimizer = new Adam(List.of(first, second));
        first.sum().backward();
        double[] before = second.toDoubles();
        optimizer.step();
        assertThat(second.toDoubles()).containsExactly(before);
    }

    @Test
    void optionsPrintAsInPyTorch() {
        List<Parameter> p = List.of(first);
        assertThat(new Adam(p)).hasToString("Adam(lr=0.001)");
        assertThat(new Adam(p, 0.1).betas(0.5, 0.9).eps(1e-6).weightDecay(0.2).amsgrad(true))
                .hasToString("Adam(lr=0.1, betas=(0.5, 0.9), eps=1.0E-6, weight_decay=0.2, amsgrad=True)");
        assertThat(new AdamW(p)).hasToString("AdamW(lr=0.001, weight_decay=0.01)");
        assertThat(new RMSprop(p).alpha(0.9)).hasToString("RMSprop(lr=0.01, alpha=0.9)");
        assertThat(new Adagrad(p).lrDecay(0.1)).hasToString("Adagrad(lr=0.01, lr_decay=0.1)");
    }

    @Test
    void mistakesAreRefused() {
        List<Parameter> p = List.of(first);
        assertThatThrownBy(() -> new Adam(List.of()))
                .hasMessage(
                        "optimizer got an empty parameter list: the model has no layer with parameters in its fields");
        assertThatThrownBy(() -> new Adam(p).group(List.of(), 0.1))
                .hasMessageStartingWith("optimizer got an empty parameter list");
        assertThatThrownBy(() -> new Adam(p, -1)).hasMessage("Adam: the learning rate must not be negative, got -1.0");
        assertThatThrownBy(() -> new Adam(p).group(p, 0.1))
                .hasMessage("Adam: the parameter [3] is in two groups, or twice in one; give each parameter once");
        assertThatThrownBy(() -> new Adam(p).betas(1, 0.9))
                .hasMessage("Adam: the first beta must be at least 0.0 and below 1.0, got 1.0");
        assertThatThrownBy(() -> new RMSprop(p).eps(-1)).hasMessage("RMSprop: eps must be at least 0.0, got -1.0");
        assertThatThrownBy(() -> new SGD(p, 0.1).weightDecay(-1))
                .hasMessage("SGD: weightDecay must be at least 0.0, got -1.0");
        assertThatThrownBy(() -> new SGD(p, 0.1).rates(1, 2))
                .hasMessage("SGD.rates: 2 rates for 1 groups of parameters");
        assertThatThrownBy(() -> new Adam(p).load(Map.of("7.0", Tensor.zeros(3))))
                .hasMessage("Adam: the checkpoint is of another optimizer or model: it has 1 values, 0 of them fit");
        assertThatThrownBy(() -> new Adam(p).load(Map.of("0.steps", Tensor.scalar(1), "0.0", Tensor.zeros(4))))
                .hasMessage("Adam: the checkpoint is of another model: parameter 0 is [3], the checkpoint has [4]");
    }

    @Test
    void clippingScalesAllGradientsTogetherOrCutsEach() {
        Linear layer = new Linear(3, 2);
        layer.forward(Tensor.of(3.0, 4, 0).view(1, 3)).mul(10).sum().backward();
        double norm = layer.clipGradNorm(1);
        assertThat(norm).isCloseTo(Math.sqrt(2 * 2500 + 2 * 100), within(1e-3));
        assertThat(layer.weight().grad().toDoubles()[0]).isCloseTo(30 / norm, within(1e-5));
        assertThat(layer.clipGradNorm(1)).isCloseTo(1, within(1e-4));
        layer.clipGradValue(0.1);
        assertThat(layer.weight().grad().max().item()).isCloseTo(0.1, within(1e-7));
    }

    @Test
    void warmingUpHandsOverToTheNextScheduler() {
        SGD optimizer = new SGD(List.of(first), 1);
        Scheduler scheduler = new LinearLR(optimizer, 0.2, 4).then(new StepLR(optimizer, 2, 0.1));
        List<Double> rates = new ArrayList<>(List.of(optimizer.lr()));
        for (int epoch = 0; epoch < 7; epoch++) {
            scheduler.step();
            rates.add(Math.round(1e6 * optimizer.lr()) / 1e6);
        }
        assertThat(rates).containsExactly(0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 0.1, 0.1);
    }

    @Test
    void schedulersGoOnFromTheirState() {
        for (int at : new int[] {2, 6}) {
            SGD optimizer = new SGD(List.of(first), 1);
            Scheduler scheduler = new LinearLR(optimizer, 0.2, 4).then(new CosineAnnealingLR(optimizer, 5));
            for (int epoch = 0; epoch < at; epoch++) scheduler.step();
            Map<String, Double> saved = scheduler.state();
            SGD other = new SGD(List.of(second), 1);
            Scheduler restored = new LinearLR(other, 0.2, 4).then(new CosineAnnealingLR(other, 5));
            restored.load(saved);
            scheduler.step();
            restored.step();
            assertThat(other.lr()).isEqualTo(optimizer.lr());
        }
    }

    @Test
    void schedulersSayWhatTheyCannotDo() {
        SGD optimizer = new SGD(List.of(first), 1);
        assertThatThrownBy(() -> new StepLR(optimizer, 0, 0.1))
                .hasMessage("StepLR: stepSize must be at least 1, got 0");
        assertThatThrownBy(() -> new ExponentialLR(optimizer, -1))
                .hasMessage("ExponentialLR: gamma must not be negative, got -1.0");
        assertThatThrownBy(() -> new ReduceLROnPlateau(optimizer, 1, 2))
                .hasMessage("ReduceLROnPlateau: the factor must be between 0 and 1, got 1.0");
        ReduceLROnPlateau plateau = new ReduceLROnPlateau(optimizer, 0.1, 2);
        assertThatThrownBy(plateau::step)
                .hasMessage("ReduceLROnPlateau.step() needs the value it watches: scheduler.step(validationLoss)");
        assertThatThrownBy(() -> plateau.mode("best"))
                .hasMessage("ReduceLROnPlateau: the mode must be \"min\" or \"max\", got \"best\"");
        assertThatThrownBy(() -> plateau.thresholdMode("x")).hasMessageContaining("\"rel\" or \"abs\"");
    }
}
