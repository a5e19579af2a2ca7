package dev.crema.viz.xchart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.ChartEncoder;

class XChartsTest {
    @BeforeAll
    static void withoutAWindow() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void curvesBecomeAChartThatGoesOnBeingStyled() throws IOException {
        History history = new History("run");
        for (double loss : new double[] {2, 1, Double.POSITIVE_INFINITY, 0.5}) history.add("loss", loss);
        var chart = XCharts.curves(history);
        chart.getStyler().setYAxisLogarithmic(true);
        ChartPicture picture = ChartPicture.of(chart);
        assertThat(picture.alt()).isEqualTo("Training curves: loss");
        var image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertThat(image.getWidth()).isEqualTo(2 * picture.width());
        assertThatThrownBy(() -> XCharts.curves(new History("empty")))
                .hasMessageContaining("the run \"empty\" has no loss yet");
    }

    @Test
    void aConfusionMatrixHasTheFirstTrueClassOnTop() {
        var chart = XCharts.confusion(new ConfusionMatrix(new long[][] {{5, 1}, {2, 7}}, List.of("cat", "dog")));
        assertThat(chart.getHeatMapSeries().getYData()).isEqualTo(List.of("dog", "cat"));
        assertThat(chart.getHeatMapSeries().getHeatData())
                .anySatisfy(cell -> assertThat(cell).containsExactly(1, 1, 1L));
        assertThat(ChartPicture.of(chart).png()).isNotEmpty();
    }

    @Test
    void rocCurvesCarryTheirArea() {
        var roc = RocCurve.of(Tensor.of(0.1, 0.4, 0.35, 0.8), Tensor.of(0, 0, 1, 1), List.of("0", "1"));
        assertThat(ChartPicture.of(XCharts.roc(roc)).alt()).isEqualTo("ROC: chance, 1 (AUC 0.750)");
    }

    @Test
    void aFigureGoesIntoXChartsEncoders() throws IOException {
        Figure figure = Plot.line(new double[] {1, 3, 2}).title("Ours");
        var image = ImageIO.read(new ByteArrayInputStream(ChartEncoder.getBytes(figure, "png")));
        assertThat(image.getWidth()).isEqualTo(figure.width());
        assertThat(image.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
        assertThat(figure.getTitle()).isEqualTo("Ours");
    }
}
