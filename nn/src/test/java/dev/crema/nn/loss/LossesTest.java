package dev.crema.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.Parameter;
import dev.crema.nn.optim.ReduceLROnPlateau;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.StepLR;
import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Gradcheck;
import dev.crema.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LossesTest {
    private final Tensor a = Generator.of(1).randn(4, 3);
    private final Tensor b = Generator.of(2).randn(4, 3);
    private final Tensor p = a.sigmoid();
    private final Tensor q = b.softmax(1);
    private final Tensor classes = Tensor.of(0, 2, 1, 2);

    private record Recipe(Loss loss, Tensor prediction, Tensor target) {}

    private Map<String, Recipe> recipes() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("MSELoss", new Recipe(new MSELoss(), a, b));
        recipes.put("L1Loss", new Recipe(new L1Loss().reduction(Reduction.SUM), a, b));
        recipes.put("SmoothL1Loss", new Recipe(new SmoothL1Loss().beta(0.7), a, b));
        recipes.put("HuberLoss", new Recipe(new HuberLoss().delta(0.7), a, b));
        recipes.put("BCELoss", new Recipe(new BCELoss().weight(Tensor.of(1.0, 2, 3)), p, q));
        recipes.put("BCELoss of few", new Recipe(new BCELoss(), p, q));
        recipes.put("BCEWithLogitsLoss", new Recipe(new BCEWithLogitsLoss(), a, q));
        recipes.put(
                "BCEWithLogitsLoss weighted",
                new Recipe(new BCEWithLogitsLoss().posWeight(Tensor.of(1.0, 2, 3)), a, q));
        recipes.put("CrossEntropyLoss", new Recipe(new CrossEntropyLoss(), a, classes));
        recipes.put(
                "CrossEntropyLoss smoothed",
                new Recipe(
                        new CrossEntropyLoss()
                                .labelSmoothing(0.1)
                                .weight(Tensor.of(1.0, 2, 3))
                                .ignoreIndex(0),
                        a,
                        classes));
        recipes.put("CrossEntropyLoss of probabilities", new Recipe(new CrossEntropyLoss(), a, q));
        recipes.put("NLLLoss", new Recipe(new NLLLoss().weight(Tensor.of(1.0, 2, 3)), a, classes));
        recipes.put("GaussianNLLLoss", new Recipe(new GaussianNLLLoss(), Tensor.cat(1, a, b), a.mul(b)));
        recipes.put("KLDivLoss", new Recipe(new KLDivLoss().reduction(Reduction.BATCH_MEAN), a.logSoftmax(1), q));
        return recipes;
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfFiniteDifferences() {
        return recipes().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Recipe recipe = entry.getValue();
                    Gradcheck.check(x -> recipe.loss().forward(x, recipe.target()), recipe.prediction());
                }));
    }

    @Test
    void lossesAndSchedulesPrintTheirNames() {
        assertThat(new CrossEntropyLoss()).hasToString("CrossEntropyLoss()");
        recipes().forEach((name, recipe) -> assertThat(recipe.loss()).hasToString(name.replaceFirst(" .*", "") + "()"));
        var optimizer = new SGD(List.of(new Parameter(Tensor.zeros(1))), 0.1);
        assertThat(new StepLR(optimizer, 2, 0.5)).hasToString("StepLR of SGD(lr=0.1)");
        assertThat(new ReduceLROnPlateau(optimizer, 0.5, 1)).hasToString("ReduceLROnPlateau of SGD(lr=0.1)");
    }

    @Test
    void everyLossHasItsGradientChecked() throws Exception {
        Path folder = Path.of(Loss.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/crema/nn/loss");
        TreeSet<String> unchecked = new TreeSet<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.contains("$") || name.equals("package-info")) continue;
                Class<?> type = Class.forName("dev.crema.nn.loss." + name);
                if (Loss.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) unchecked.add(name);
            }
        }
        assertThat(unchecked).contains("MSELoss");
        unchecked.removeAll(recipes().keySet());
        assertThat(unchecked).as("losses without a gradient check").isEmpty();
    }

    @Test
    void targetsGetTheirGradientToo() {
        Gradcheck.check(t -> new BCELoss().forward(p.to(DType.FLOAT64), t), q);
        Gradcheck.check(t -> new MSELoss().forward(a.to(DType.FLOAT64), t), b);
    }

    private static String printedBy(Runnable work) {
        PrintStream before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aColumnAgainstAVectorWarnsOnceWithBothShapes() {
        MSELoss loss = new MSELoss();
        Tensor column = Tensor.of(1.0, 2, 3).view(3, 1);
        Tensor vector = Tensor.of(1.0, 2, 4);
        String printed = printedBy(() -> {
            assertThat(loss.forward(column, vector).item()).isCloseTo(21.0 / 9, within(1e-6));
            loss.forward(column, vector);
        });
        assertThat(printed.lines())
                .containsExactly(
                        "warning: MSELoss: prediction [3, 1] and target [3] are compared as [3, 3], every element with every other; bring both to one shape with squeeze(1) or view(-1, 1)");
        assertThat(printedBy(() -> new L1Loss().forward(vector, vector))).isEmpty();
    }

    @Test
    void integerTargetsBecomeFloats() {
        assertThat(Loss.mse(Tensor.of(0.5, 2), Tensor.of(1, 2)).item()).isCloseTo(0.125, within(1e-7));
        assertThat(Loss.l1(Tensor.of(0.5, 2), Tensor.of(1, 2)).item()).isCloseTo(0.25, within(1e-7));
        assertThat(Loss.binaryCrossEntropy(Tensor.of(0.5, 0.5), Tensor.of(1, 0)).item())
                .isCloseTo(Math.log(2), within(1e-6));
        assertThat(Loss.binaryCrossEntropyWithLogits(Tensor.of(0.0, 0), Tensor.of(1, 0))
                        .item())
                .isCloseTo(Math.log(2), within(1e-6));
    }

    @Test
    void manyProbabilitiesGiveTheLossOfFew() {
        Tensor many = Tensor.cat(0, java.util.Collections.nCopies(500, p).toArray(new Tensor[0]));
        Tensor targets = Tensor.cat(0, java.util.Collections.nCopies(500, q).toArray(new Tensor[0]));
        assertThat(Loss.binaryCrossEntropy(many, targets).item())
                .isCloseTo(Loss.binaryCrossEntropy(p, q).item(), within(1e-6));
        many.at(3, 1).assign(-1);
        assertThatThrownBy(() -> Loss.binaryCrossEntropy(many, targets))
                .hasMessageContaining("got -1.0; end the model");
    }

    @Test
    void staticsAreTheLossesWithTheirDefaults() {
        assertThat(Loss.smoothL1(a, b).item()).isEqualTo(Loss.huber(a, b).item());
        assertThat(Loss.nll(a.logSoftmax(1), classes).item())
                .isCloseTo(Loss.crossEntropy(a, classes).item(), within(1e-6));
        assertThat(Loss.klDiv(q.log(), q).item()).isCloseTo(0, within(1e-7));
    }

    @Test
    void crossEntropyTakesAScalarTargetAndManyClasses() {
        assertThat(Loss.crossEntropy(Tensor.of(0.0, 0), Tensor.scalar(1)).item())
                .isCloseTo(Math.log(2), within(1e-6));
        assertThat(Loss.crossEntropy(Tensor.zeros(2, 65_536), Tensor.of(0, 65_535))
                        .item())
                .isCloseTo(Math.log(65_536), within(1e-4));
    }

    @Test
    void theGaussianTakesOneVarianceForEachSample() {
        Tensor mean = Tensor.zeros(2, 3);
        Tensor y = Tensor.ones(2, 3);
        double expected = 0.5 * (Math.log(2) + 0.5);
        assertThat(new GaussianNLLLoss().forward(mean, y, Tensor.full(2.0, 2)).item())
                .isCloseTo(expected, within(1e-6));
        assertThat(new GaussianNLLLoss()
                        .forward(mean, y, Tensor.full(2.0, 2, 1))
                        .item())
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothShapes() {
        Tensor three = Tensor.ones(3);
        Tensor four = Tensor.ones(4);
        assertThatThrownBy(() -> Loss.mse(three, four))
                .hasMessage(
                        "MSELoss: prediction [3] and target [4] differ; bring both to one shape with squeeze(1) or view(-1, 1)");
        assertThatThrownBy(() -> Loss.binaryCrossEntropy(three, three.view(3, 1)))
                .hasMessageContaining("BCELoss: prediction [3] and target [3, 1] differ");
        assertThatThrownBy(() -> Loss.binaryCrossEntropy(three.mul(2), three))
                .hasMessage(
                        "BCELoss: the prediction must be probabilities between 0 and 1, got 2.0; end the model with a Sigmoid, or use BCEWithLogitsLoss");
        assertThatThrownBy(() -> Loss.mse(Tensor.of(1, 2), Tensor.of(1.0, 2)))
                .hasMessage(
                        "MSELoss: the prediction must be of floats, got int64 [2]; prediction comes first, target second");
        assertThatThrownBy(() -> Loss.crossEntropy(a, classes.view(4, 1)))
                .hasMessageContaining(
                        "got float32 [4, 3] and int64 [4, 1]; bring the targets to [batch] with squeeze(1)");
        assertThatThrownBy(() -> Loss.crossEntropy(a, Tensor.of(0, 1, 2, 3)))
                .hasMessage(
                        "crossEntropy: target 3 of sample 3 is outside 0 to 2 (scores [4, 3]); the last layer needs one output per class");
        assertThatThrownBy(() -> Loss.crossEntropy(a, four))
                .hasMessage("crossEntropy: targets must be int64 classes, got float32 [4]; convert with to(INT64)");
        assertThatThrownBy(() -> Loss.nll(a, classes.to(DType.INT32)))
                .hasMessage("NLLLoss: targets must be int64 classes, got int32 [4]; convert with to(INT64)");
        assertThatThrownBy(() -> new CrossEntropyLoss().weight(four).forward(a, classes))
                .hasMessage("crossEntropy: weight needs one number for each of the 3 classes, got [4]");
        assertThatThrownBy(() -> new GaussianNLLLoss().forward(a, b, four.neg().view(4, 1)))
                .hasMessage(
                        "GaussianNLLLoss: a variance is negative (-1.0); let the model say its logarithm and use exp()");
        assertThatThrownBy(() -> new GaussianNLLLoss().forward(a, b, three))
                .hasMessage(
                        "GaussianNLLLoss: the variance [3] does not fit means [4, 3]; it needs their sizes, or 1 as the last");
        assertThatThrownBy(() -> new GaussianNLLLoss().forward(a, b))
                .hasMessageContaining("must have twice the last size of the target [4, 3]");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new SmoothL1Loss().beta(-1))
                .hasMessage("SmoothL1Loss: beta must not be negative, got -1.0");
        assertThatThrownBy(() -> new HuberLoss().delta(0)).hasMessage("HuberLoss: delta must be above 0, got 0.0");
        assertThatThrownBy(() -> new GaussianNLLLoss().eps(0))
                .hasMessage("GaussianNLLLoss: eps must be above 0, got 0.0");
        assertThatThrownBy(() -> new CrossEntropyLoss().labelSmoothing(2))
                .hasMessage("CrossEntropyLoss: labelSmoothing must be between 0 and 1, got 2.0");
        assertThatThrownBy(() -> new MSELoss().reduction(Reduction.BATCH_MEAN))
                .hasMessage("MSELoss: the reduction BATCH_MEAN is for KLDivLoss only; use MEAN, SUM or NONE");
    }
}
