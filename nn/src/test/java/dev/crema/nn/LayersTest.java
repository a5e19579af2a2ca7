package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Numbers without a formula beside them are PyTorch's.
class LayersTest {
    /// What has no forward of its own.
    private static final Set<String> CONTAINERS = Set.of("ModuleList");

    @BeforeEach
    void seed() {
        Tensor.manualSeed(4);
    }

    @AfterEach
    void single() {
        DType.defaultFloat(DType.FLOAT32);
    }

    private record Recipe(Supplier<Module> module, Supplier<Tensor> x) {}

    private static Map<String, Recipe> recipes() {
        Supplier<Tensor> x = () -> Generator.of(1).randn(3, 4);
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("Linear", new Recipe(() -> new Linear(4, 2), x));
        recipes.put("Flatten", new Recipe(Flatten::new, () -> Generator.of(1).randn(2, 2, 3)));
        recipes.put("ReLU", new Recipe(ReLU::new, x));
        recipes.put("LeakyReLU", new Recipe(() -> new LeakyReLU(0.2), x));
        recipes.put("GELU", new Recipe(GELU::new, x));
        recipes.put("GELU tanh", new Recipe(() -> new GELU("tanh"), x));
        recipes.put("Sigmoid", new Recipe(Sigmoid::new, x));
        recipes.put("Tanh", new Recipe(Tanh::new, x));
        recipes.put("Softmax", new Recipe(() -> new Softmax(1), x));
        recipes.put("LogSoftmax", new Recipe(() -> new LogSoftmax(0), x));
        recipes.put("Dropout", new Recipe(() -> new Dropout(0), x));
        recipes.put("Embedding", new Recipe(() -> new Embedding(5, 3), () -> Tensor.of(1, 4, 1)));
        recipes.put("MixtureDensity", new Recipe(() -> new MixtureDensity(4, 2, 3), x));
        recipes.put("Sequential", new Recipe(() -> new Sequential(new Linear(4, 3), new Tanh()), x));
        recipes.put("LayerNorm", new Recipe(() -> new LayerNorm(4), x));
        recipes.put("BatchNorm1d", new Recipe(() -> new BatchNorm1d(4), x));
        Supplier<Tensor> images = () -> Generator.of(1).randn(2, 2, 5, 4);
        recipes.put("BatchNorm2d", new Recipe(() -> new BatchNorm2d(2), images));
        recipes.put("Conv2d", new Recipe(() -> new Conv2d(2, 3, 3).padding(1), images));
        recipes.put(
                "Conv2d with options",
                new Recipe(
                        () -> new Conv2d(2, 4, new int[] {2, 1})
                                .stride(2, 1)
                                .dilation(2, 1)
                                .groups(2),
                        images));
        recipes.put("MaxPool2d", new Recipe(() -> new MaxPool2d(2).padding(1), images));
        recipes.put("AvgPool2d", new Recipe(() -> new AvgPool2d(new int[] {3, 2}).ceilMode(true), images));
        recipes.put("AdaptiveAvgPool2d", new Recipe(() -> new AdaptiveAvgPool2d(3, 2), images));
        return recipes;
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfFiniteDifferences() {
        return recipes().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    DType.defaultFloat(DType.FLOAT64);
                    Recipe recipe = entry.getValue();
                    ModuleGradients.check(recipe.module().get(), recipe.x().get());
                    DType.defaultFloat(DType.FLOAT32);
                }));
    }

    @Test
    void everyLayerHasItsGradientsChecked() throws Exception {
        Path classes = Path.of(
                Module.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        TreeSet<String> unchecked = new TreeSet<>();
        try (var files = Files.list(classes.resolve("dev/crema/nn"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.contains("$") || Files.isDirectory(file) || name.equals("package-info")) continue;
                Class<?> type = Class.forName("dev.crema.nn." + name);
                if (Module.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    unchecked.add(name);
            }
        }
        assertThat(unchecked).contains("Linear");
        unchecked.removeAll(CONTAINERS);
        unchecked.removeAll(recipes().keySet());
        assertThat(unchecked).as("layers without a gradient check").isEmpty();
    }

    @Test
    void activationsGivePyTorchsNumbers() {
        Tensor x = Tensor.of(-2.0, -0.5, 0, 0.5, 2);
        near(new LeakyReLU().forward(x), -0.02, -0.005, 0, 0.5, 2);
        near(new GELU().forward(x), -0.04550027, -0.15426877, 0, 0.34573123, 1.9544997);
        near(new GELU("tanh").forward(x), -0.04540229, -0.15428599, 0, 0.34571400, 1.9545977);
        near(new Tanh().forward(x), -0.96402758, -0.46211716, 0, 0.46211716, 0.96402758);
        near(new Softmax(0).forward(x), 0.01255471, 0.05626630, 0.09276744, 0.15294766, 0.68546385);
    }

    private static void near(Tensor actual, double... expected) {
        assertThat(actual.toDoubles()).containsExactly(expected, within(1e-6));
    }

    @Test
    void theTableOfActivationsIsTheTextbooks() {
        Tensor z = Tensor.of(-2.0, 0, 0.25, 2);
        near(Activation.UNIT_STEP.of(z), 0, 0.5, 1, 1);
        near(Activation.SIGN.of(z), -1, 0, 1, 1);
        near(Activation.LINEAR.of(z), -2, 0, 0.25, 2);
        near(Activation.PIECEWISE_LINEAR.of(z), 0, 0.5, 0.75, 1);
        near(Activation.LOGISTIC.of(Tensor.of(0)), 0.5);
        near(Activation.SOFTPLUS.of(z), 0.12692801, 0.69314718, 0.82593942, 2.12692801);
        assertThat(Activation.UNIT_STEP).hasToString("unit step");
    }

    @Test
    void dropoutDropsItsShareInTrainingAndNothingInUse() {
        Dropout dropout = new Dropout(0.3);
        Tensor x = Tensor.ones(100, 100);
        Tensor y = dropout.forward(x);
        assertThat(y.eq(0).sum().item() / 10_000).isCloseTo(0.3, within(0.02));
        assertThat(y.max().item()).isCloseTo(1 / 0.7, within(1e-6));
        assertThat(y.mean().item()).isCloseTo(1, within(0.03));
        dropout.eval();
        assertThat(dropout.forward(x).toDoubles()).containsOnly(1);
        dropout.train();
        assertThat(new Dropout(1).forward(x).toDoubles()).containsOnly(0);
        assertThat(new Dropout(0).forward(x).toDoubles()).containsOnly(1);
    }

    @Test
    void dropoutFollowsTheSeedAndDrawsAnewEachTime() {
        Tensor x = Tensor.ones(50);
        Tensor.manualSeed(9);
        Dropout first = new Dropout();
        double[] mask = first.forward(x).toDoubles();
        assertThat(first.forward(x).toDoubles()).isNotEqualTo(mask);
        Tensor.manualSeed(9);
        assertThat(new Dropout().forward(x).toDoubles()).containsExactly(mask);
    }

    @Test
    void dropoutDoesNotChangeTheWeightsOfTheNextLayer() {
        double[] expected = new Linear(3, 3).weight().toDoubles();
        Tensor.manualSeed(4);
        new Dropout().forward(Tensor.ones(5));
        assertThat(new Linear(3, 3).weight().toDoubles()).containsExactly(expected);
    }

    @Test
    void dropoutGradientFlowsWhereNothingWasDropped() {
        Tensor x = Tensor.ones(200).requiresGrad(true);
        Tensor y = new Dropout(0.5).forward(x);
        y.sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(y.toDoubles());
    }

    @Test
    void embeddingPicksRowsForIndicesOfAnyShape() {
        Embedding embedding = new Embedding(10, 3);
        Tensor y = embedding.forward(Tensor.of(1, 2, 4, 1).view(2, 2));
        assertThat(y.shape()).hasToString("[2, 2, 3]");
        assertThat(y.at(0, 0).toDoubles())
                .containsExactly(embedding.weight().at(1).toDoubles());
        assertThat(new Embedding(100, 100).weight().std().item()).isCloseTo(1, within(0.03));
    }

    @Test
    void thePaddingIndexIsZeroAndStaysSo() {
        Embedding embedding = new Embedding(4, 2).paddingIdx(1);
        embedding.forward(Tensor.of(1, 2, 1)).sum().backward();
        assertThat(embedding.weight().at(1).toDoubles()).containsOnly(0);
        assertThat(embedding.weight().grad().toDoubles()).containsExactly(0, 0, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void layersSayWhatTheyCannotDo() {
        assertThatThrownBy(() -> new Dropout(1.5)).hasMessage("Dropout(1.5): the probability must be between 0 and 1");
        assertThatThrownBy(() -> new GELU("erf"))
                .hasMessage("GELU: no approximation \"erf\"; there are \"none\" and \"tanh\"");
        assertThatThrownBy(() -> new Embedding(0, 3)).hasMessageContaining("both sizes must be at least 1");
        assertThatThrownBy(() -> new Embedding(4, 2).forward(Tensor.of(0, 7)))
                .hasMessage(
                        "Embedding: the indices go from 0 to 7, the table from 0 to 3; make it new Embedding(8, 2)");
        assertThatThrownBy(() -> new Embedding(4, 2).forward(Tensor.of(0.0)))
                .hasMessage("Embedding takes integer indices, got float32 [1]; convert with x.to(INT64)");
        assertThatThrownBy(() -> new Embedding(4, 2).paddingIdx(4)).hasMessageContaining("between 0 and 3");
        Embedding used = new Embedding(4, 2);
        used.weight();
        assertThatThrownBy(() -> used.paddingIdx(0)).hasMessageContaining("say it where it is made");
    }

    @Test
    void optionsShowInTheTree() {
        assertThat(new Sequential(
                        new LeakyReLU(0.2), new Dropout(0.3), new Softmax(1), new GELU(), new Embedding(5, 2)))
                .hasToString("""
                        Sequential(
                          (0): LeakyReLU(negative_slope=0.2)
                          (1): Dropout(p=0.3)
                          (2): Softmax(dim=1)
                          (3): GELU(approximate=none)
                          (4): Embedding(5, 2)  10
                        )
                        10 parameters""");
    }

    @Test
    void aMixtureIsJudgedDrawnAndAveraged() {
        MixtureDensity head = new MixtureDensity(1, 1, 2);
        // logits 0 and log 3, means -1 and 2, deviations 1 and 0.5
        Tensor output = Tensor.of(0, Math.log(3), -1, 2, 0, Math.log(0.5)).view(1, 6);
        Mixture mixture = head.mixture(output);
        near(mixture.mean(), 0.25 * -1 + 0.75 * 2);
        near(mixture.mode(), 2);
        double density =
                0.25 * Math.exp(-2) / Math.sqrt(2 * Math.PI) + 0.75 * Math.exp(-2) / (0.5 * Math.sqrt(2 * Math.PI));
        near(mixture.negativeLogLikelihood(Tensor.of(1.0)), -Math.log(density));
        near(head.loss().forward(output, Tensor.of(1.0).view(1, 1)), -Math.log(density));
        Tensor many = head.mixture(output.expand(4000, 6).contiguous()).sample(Generator.of(1));
        assertThat(many.mean().item()).isCloseTo(1.25, within(0.1));
        assertThatThrownBy(() -> mixture.negativeLogLikelihood(Tensor.zeros(3, 1)))
                .hasMessage("mixture: the targets [3, 1] do not fit means [1, 2, 1]; they must be [1, 1]");
        assertThatThrownBy(() -> head.mixture(Tensor.zeros(1, 5))).hasMessageContaining("expects [batch, 6]");
        assertThatThrownBy(() -> new MixtureDensity(1, 1, 0)).hasMessageContaining("at least 1");
    }

    @Test
    void everyLayerPassesItsModeOn() {
        Sequential model = new Sequential(new Dropout(), new Sequential(new Dropout()));
        model.eval();
        assertThat(model.namedModules().values()).noneMatch(Module::training);
        model.train();
        assertThat(List.copyOf(model.namedModules().values())).allMatch(Module::training);
    }

    @Test
    void anEpsBelowZeroIsRefused() {
        assertThatThrownBy(() -> new BatchNorm1d(3).eps(-1)).hasMessageContaining("eps must not be negative, got -1.0");
        assertThatThrownBy(() -> new LayerNorm(3).eps(-1)).hasMessageContaining("eps must not be negative, got -1.0");
    }

    @Test
    void aNegativeIndexOfAnEmbeddingIsNamed() {
        assertThatThrownBy(() -> new Embedding(3, 2).forward(Tensor.of(-1)))
                .hasMessageContaining("the index -1 is negative; the table goes from 0 to 2");
    }
}
