package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Linear;
import dev.crema.nn.Sequential;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
    @Test
    void lettersThatAPictureLacksAreNamedOnce() {
        var printed = new java.io.ByteArrayOutputStream();
        java.io.PrintStream out = System.out;
        System.setOut(new java.io.PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 2; i++)
                Pictures.bundle(dev.crema.viz.Plot.line(new double[] {1, 2}).title("정확도"));
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("The font of pictures lacks 정 (U+C815), 확 (U+D655), 도 (U+B3C4); their codes stand there."
                        + " figure.save(\"picture.svg\") keeps them as text." + System.lineSeparator());
    }

    private final Map<Class<?>, Function<Object, MimeBundle>> renderers = new LinkedHashMap<>();

    @BeforeEach
    void register() {
        Views.addTo(new Views.Registry() {
            @Override
            public <T> void show(Class<T> type, Renderer<? super T> renderer) {
                renderers.put(type, value -> renderer.render(type.cast(value)));
            }
        });
    }

    private MimeBundle show(Object value) {
        return renderers.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(value))
                .findFirst()
                .orElseThrow()
                .getValue()
                .apply(value);
    }

    private String html(Object value) {
        return show(value).data().get("text/html");
    }

    private String text(Object value) {
        return show(value).data().get("text/plain");
    }

    @Test
    void aTensorSaysWhatItIsAndPrintsItsValues() {
        Tensor x = Tensor.of(1f, 2f).requiresGrad(true);
        assertThat(html(x)).contains("[2] float32 on cpu, requires a gradient", "<pre>tensor([1., 2.]");
        assertThat(text(x)).isEqualTo(x.toString());
    }

    @Test
    void aModelIsATableOfItsLayers() {
        var model = new Sequential(new Linear(4, 3), new Linear(3, 2));
        assertThat(html(model)).contains("<td>weight [3, 4], bias [3]</td>", "<td>total</td><td></td><td></td><td>23");
        assertThat(html(new Linear(2, 1))).contains("<td>(itself)</td>");
        assertThat(html(model.summary(5, 4))).contains("for input [5, 4]", "<td>[5, 2]</td>");
    }

    @Test
    void aHistoryIsATableOfItsEpochs() {
        var history = new History("run");
        assertThat(text(history)).doesNotContain("epoch  ");
        for (int i = 0; i < 60; i++) history.add("loss", 1.0 / (i + 1));
        assertThat(text(history))
                .contains("the last 50 epochs", "60     0.0167")
                .doesNotContain("\n10  ");
        assertThat(html(history)).contains("<td>60</td><td>0.0167</td>");
    }

    @Test
    void aConfusionMatrixIsAPictureAndItsCounts() {
        var matrix = new ConfusionMatrix(new long[][] {{5, 1}, {0, 6}}, List.of("a", "b"));
        assertThat(show(matrix).data()).containsKey("image/png");
        assertThat(text(matrix)).startsWith("12 samples, accuracy 0.9167").contains("a                 5  1");
    }

    @Test
    void anEvaluationIsATableOfItsClasses() {
        var evaluation = Evaluation.of(Tensor.of(new double[][] {{2, 1}, {0, 1}, {3, 1}}), Tensor.of(0L, 1L, 1L));
        assertThat(text(evaluation)).contains("class  precision  recall  F1", "0      0.5000     1.0000  0.6667  1");
        var regression = Evaluation.of(Tensor.of(1.0, 2.0), Tensor.of(1.5, 2.5));
        assertThat(show(regression).data()).containsOnlyKeys("text/plain");
    }
}
