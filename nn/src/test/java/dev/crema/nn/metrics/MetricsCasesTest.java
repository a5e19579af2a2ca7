package dev.crema.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.crema.nn.CaseFile;
import dev.crema.nn.CaseFile.Case;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Numbers of scikit-learn on labels and scores.
class MetricsCasesTest {
    @TestFactory
    Stream<DynamicTest> metricsAreThoseOfScikitLearn() throws Exception {
        return CaseFile.of("i_").stream()
                .flatMap(file -> file.cases().stream())
                .map(c -> dynamicTest(c.id(), () -> check(c)));
    }

    private static void check(Case c) {
        JsonObject expected = c.part("expected");
        assertThat(expected.keySet()).isNotEmpty();
        if (c.input("score") != null) curves(c, expected);
        else if (c.input("p") != null)
            c.check("log_loss", Metrics.logLoss(tensor(c.input("p")), classes(c.input("y_true"))));
        else if (expected.has("r2") || expected.has("mse") || expected.has("mae")) regression(c, expected);
        else classification(c, expected);
    }

    private static Tensor classes(JsonElement values) {
        return Tensor.of(CaseFile.integers(values));
    }

    private static Tensor tensor(JsonElement values) {
        Tensor flat = Tensor.of(DType.FLOAT64, CaseFile.numbers(values));
        return CaseFile.columns(values) == 0 ? flat : flat.view(-1, CaseFile.columns(values));
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] doubles(long... counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    private static void classification(Case c, JsonObject expected) {
        Tensor target = classes(c.input("y_true"));
        Tensor predicted = classes(c.input("y_pred"));
        JsonElement labels = c.part("params").get("labels");
        boolean all = labels == null || labels.isJsonNull();
        int[] chosen = CaseFile.integers(all ? expected.get("labels") : labels);
        ConfusionMatrix whole = ConfusionMatrix.of(predicted, target);
        ConfusionMatrix matrix = all ? whole : ConfusionMatrix.of(predicted, target, chosen);
        ClassificationReport report =
                all ? ClassificationReport.of(predicted, target) : ClassificationReport.of(predicted, target, chosen);
        JsonElement zero = c.part("params").get("zero_division");
        if (zero != null && !zero.getAsString().equals("warn")) report = report.zeroDivision(zero.getAsDouble());
        for (String name : expected.keySet()) {
            switch (name) {
                case "labels" ->
                    assertThat(matrix.labels())
                            .isEqualTo(Arrays.stream(chosen)
                                    .mapToObj(Integer::toString)
                                    .toList());
                case "confusion" ->
                    c.check(
                            name,
                            doubles(Arrays.stream(matrix.counts())
                                    .flatMapToLong(Arrays::stream)
                                    .toArray()));
                case "confusion_norm_true" -> c.check(name, flat(matrix.normalized()));
                case "confusion_norm_pred" -> c.check(name, flat(matrix.normalizedByPrediction()));
                case "confusion_norm_all" -> c.check(name, flat(matrix.normalizedByTotal()));
                case "precision" -> c.check(name, column(report, ClassificationReport.Row::precision));
                case "recall" -> c.check(name, column(report, ClassificationReport.Row::recall));
                case "f1" -> c.check(name, column(report, ClassificationReport.Row::f1));
                case "support" -> c.check(name, column(report, ClassificationReport.Row::support));
                case "macro" -> c.check(name, scores(report.macro()));
                case "micro" -> c.check(name, scores(report.micro()));
                case "weighted" -> c.check(name, scores(report.weighted()));
                case "accuracy" -> c.check(name, Metrics.accuracy(predicted, target));
                case "balanced_accuracy" -> c.check(name, whole.balancedAccuracy());
                case "mcc" -> c.check(name, whole.matthews());
                case "kappa" -> c.check(name, whole.kappa());
                case "f2_macro" ->
                    c.check(name, Arrays.stream(report.fBeta(2)).average().orElseThrow());
                case "report_text" ->
                    assertThat(report.digits(3).toString())
                            .isEqualTo(wholeSupport(expected.get(name).getAsString()));
                default -> throw new AssertionError(c.id() + " expects " + name + ", which nothing here computes");
            }
        }
    }

    /// scikit-learn 1.2 prints a support of 3 as 3.0 where no prediction at all is right.
    private static String wholeSupport(String text) {
        return text.replaceAll("(?m)( +\\d+)\\.0$", "  $1");
    }

    private static double[] column(ClassificationReport report, ToDoubleFunction<ClassificationReport.Row> value) {
        return report.rows().stream().mapToDouble(value).toArray();
    }

    private static double[] scores(ClassificationReport.Row row) {
        return new double[] {row.precision(), row.recall(), row.f1()};
    }

    private static void curves(Case c, JsonObject expected) {
        Tensor target = classes(c.input("y_true"));
        Tensor scores = tensor(c.input("score"));
        RocCurve roc = RocCurve.of(scores, target);
        PrCurve pr = PrCurve.of(scores, target);
        for (String name : expected.keySet()) {
            switch (name) {
                case "roc_drop" ->
                    curve(c, expected.getAsJsonObject(name), roc.curves().getFirst());
                case "roc_full" ->
                    curve(
                            c,
                            expected.getAsJsonObject(name),
                            RocCurve.ofAllThresholds(scores, target).curves().getFirst());
                case "auc" -> c.check(name, roc.auc());
                case "auc_error" ->
                    assertThatThrownBy(roc::auc)
                            .hasMessageContaining("all targets are")
                            .hasMessageContaining("both");
                case "pr_curve" -> {
                    PrCurve.Curve curve = pr.curves().getFirst();
                    JsonObject wanted = expected.getAsJsonObject(name);
                    c.check("precision", name, wanted.get("precision"), curve.precisions());
                    c.check("recall", name, wanted.get("recall"), curve.recalls());
                    c.check("thresholds", name, wanted.get("thresholds"), curve.thresholds());
                }
                case "average_precision" -> c.check(name, pr.averagePrecision());
                case "pr_auc_trapezoid" -> c.check(name, pr.curves().getFirst().area());
                default -> throw new AssertionError(c.id() + " expects " + name + ", which nothing here computes");
            }
        }
    }

    /// The first threshold is not compared: scikit-learn 1.2 has the largest score + 1, later ones infinity.
    private static void curve(Case c, JsonObject expected, RocCurve.Curve got) {
        c.check("fpr", "roc", expected.get("fpr"), got.falsePositiveRates());
        c.check("tpr", "roc", expected.get("tpr"), got.truePositiveRates());
        double[] thresholds = got.thresholds().clone();
        thresholds[0] = CaseFile.numbers(expected.get("thresholds"))[0];
        c.check("thresholds", "roc", expected.get("thresholds"), thresholds);
    }

    private static void regression(Case c, JsonObject expected) {
        Tensor target = tensor(c.input("y_true"));
        Tensor predicted = tensor(c.input("y_pred"));
        for (String name : expected.keySet()) {
            switch (name) {
                case "mae" -> c.check(name, Metrics.mae(predicted, target));
                case "mse" -> c.check(name, Metrics.mse(predicted, target));
                case "rmse" -> c.check(name, Metrics.rmse(predicted, target));
                case "r2" -> c.check(name, Metrics.r2(predicted, target));
                default -> throw new AssertionError(c.id() + " expects " + name + ", which nothing here computes");
            }
        }
    }
}
