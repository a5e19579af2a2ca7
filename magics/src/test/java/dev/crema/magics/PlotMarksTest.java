package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;

class PlotMarksTest {
    private final FakeHost host = new FakeHost();
    private final PlotMagic plot = new PlotMagic();

    @BeforeEach
    void numbersAndAModel() {
        Tensor.manualSeed(1);
        Tensor x = Tensor.rand(60, 2);
        Tensor y = x.at(":", 0).gt(0.5);
        var data = TensorDataset.of(x, y);
        var model = new Linear(2, 2);
        host.with("X", new int[] {0, 1, 2})
                .with("Y", new double[] {1, 3, 2})
                .with("names", new String[] {"a", "b", "c"})
                .with("model", model)
                .with("data", data)
                .with("result", Evaluation.of(model, data))
                .with("pictures", Tensor.rand(4, 9));
    }

    @Test
    void marksShareAxesAfterPlusAndHavePanelsAfterABar() {
        Figure shared = figure("scatter X Y --label data --marker * + line X Y --label fit --dash");
        assertThat(shared.svg()).contains(">data<", ">fit<", "stroke-dasharray");
        Figure beside = figure("line Y --title one | bars names Y --title two --ylabel count");
        assertThat(beside.svg()).contains(">one<", ">two<", ">count<", ">b<");
        assertThat(beside.width()).isGreaterThan(shared.width());
    }

    @Test
    void optionsShapeMarkAxesAndFigure() {
        Figure figure = figure(
                "scatter X Y --size 3 --color red --xlabel w --ylabel cost --xlim -1,4 --ylim 0,5 --grid --figsize 1000x500");
        assertThat(figure.width()).isEqualTo(1000);
        assertThat(figure.svg()).contains(">w<", ">cost<", "#f00");
        assertThat(figure("line Y --logy").svg()).isNotEqualTo(figure("line Y").svg());
    }

    @Test
    void everyMarkIsACallOfPlot() {
        assertThat(figure("histogram Y").alt()).contains("histogram of 3 values");
        assertThat(figure("images pictures").alt()).contains("4 pictures of 3 × 3");
        assertThat(figure("pr result").alt()).startsWith("Precision and recall on 60 samples");
        assertThat(figure("regions model data").alt()).contains("Decision regions of 2 classes with 60 points");
        assertThat(figure("network model").alt()).isEqualTo("Network of 2 layers: 2 (input) → 2");
        assertThat(figure("weights model").alt()).contains("histogram of 4 values");
    }

    @Test
    void classesHaveTheNamesThatTheDataSetKnows() {
        var data = (TensorDataset) java.util.Objects.requireNonNull(host.variables.get("data"));
        host.with("animals", data.named("animals").withClasses(List.of("cat", "dog")));
        for (String chart : List.of("confusion", "roc", "pr"))
            assertThat(figure(chart + " model animals").alt()).contains(" on animals, 60");
        assertThat(figure("confusion model animals").svg()).contains(">cat<", ">dog<");
        assertThat(figure("confusion model data").svg()).contains(">0<", ">1<").doesNotContain(">cat<");
        assertThat(figure("regions model animals").alt()).startsWith("Regions on animals, 60");
        assertThat(figure("regions model data").alt()).startsWith("Regions on 60 samples");
    }

    @Test
    void xchartHandsOutItsOwnCharts() {
        assertThat(plot.line("confusion result --xchart", host)).isInstanceOf(HeatMapChart.class);
        assertThat(plot.line("roc model data --xchart", host)).isInstanceOf(XYChart.class);
        assertThatThrownBy(() -> plot.line("scatter X Y --xchart", host))
                .hasMessage("%plot: --xchart goes with a curve, confusion or roc; leave it out for scatter");
        assertThatThrownBy(() -> plot.line("confusion result --xchart | roc result", host))
                .hasMessage("%plot: --xchart makes one chart; leave + and | out, or the option");
    }

    @Test
    void mistakesNameTheWayOut() {
        assertThatThrownBy(() -> plot.line("line X Y Y", host))
                .hasMessage("%plot: too many words after line: Y; {…} encloses an expression with spaces");
        assertThatThrownBy(() -> plot.line("scatter X", host)).hasMessageStartingWith("%plot: Y is missing");
        assertThatThrownBy(() -> plot.line("line Y --ylim 5", host))
                .hasMessage("%plot: --ylim needs LOW,HIGH, such as 0,5, got 5");
        assertThatThrownBy(() -> plot.line("regions model Y", host))
                .hasMessage("%plot: DATA must be a Dataset or a DataLoader, but Y is a double[]");
        assertThatThrownBy(() -> plot.line("", host)).hasMessageStartingWith("%plot: say what to plot: loss, accuracy");
    }

    private Figure figure(String line) {
        return (Figure) java.util.Objects.requireNonNull(plot.line(line, host));
    }
}
