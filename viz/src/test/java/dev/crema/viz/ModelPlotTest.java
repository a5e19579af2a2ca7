package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.metrics.HasParameters;
import dev.crema.tensor.Tensor;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelPlotTest {
    private static final double[][] CORNERS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    // ---- regions

    @Test
    void regionsHaveALineWhereTheClassesMeetAndAPointForEachSample() {
        Figure figure = Plot.regions(x -> x.at(":", 0).sub(0.5), CORNERS, new int[] {0, 0, 1, 1});
        Drawn drawn = Drawn.of(figure);
        var picture = drawn.elements(Element.Picture.class).findFirst().orElseThrow();
        double middle = picture.x() + picture.width() / 2;
        List<double[]> border = drawn.paths(Theme.LIGHT.muted().hex());
        assertThat(border).hasSize(1);
        for (int i = 0; i < border.getFirst().length; i += 2)
            assertThat(border.getFirst()[i]).isCloseTo(middle, within(2.0));
        assertThat(drawn.markers(Theme.LIGHT.series(0).hex())).isEqualTo(2 + 1); // and one in the legend
        assertThat(figure.alt())
                .isEqualTo("Decision regions of 2 classes with 4 points, 100.0 % of them in the region of their class");
    }

    @Test
    void aProbabilityIsCutAtOneHalfAndALogitAtZero() {
        Figure probability = Plot.regions(x -> x.at(":", 0).mul(4).sub(2).sigmoid(), CORNERS, new int[] {0, 0, 1, 1});
        Figure logit = Plot.regions(x -> x.at(":", 0).mul(4).sub(2), CORNERS, new int[] {0, 0, 1, 1});
        assertThat(probability.alt()).isEqualTo(logit.alt()).contains("100.0 %");
    }

    @Test
    void regionsOfOneHundredClassesAndOfPointsOnOneSpotAreDrawn() {
        int[] classes = IntStream.range(0, 300).map(i -> i % 100).toArray();
        double[][] points = new double[300][];
        for (int i = 0; i < 300; i++) points[i] = new double[] {i % 10, Math.floorDiv(i, 10) % 10};
        Figure many = Plot.regions(
                x -> x.at(":", 0)
                        .round()
                        .mul(1)
                        .view(-1, 1)
                        .sub(Tensor.arange(0, 100, 1))
                        .abs()
                        .mul(-1),
                points,
                classes);
        assertThat(many.png()).isNotEmpty();
        assertThat(Plot.regions(x -> x.at(":", 0), new double[][] {{1, 1}, {1, 1}}, new int[] {0, 1})
                        .svg())
                .doesNotContain("NaN");
    }

    @Test
    void regionsRefuseWhatIsNoPlaneAndNoScore() {
        assertThatThrownBy(() -> Plot.regions(x -> x, new double[][] {{1, 2, 3}}, new int[] {0}))
                .hasMessage(
                        "regions: x has shape [1, 3], but a plane needs two columns; pick two, for example x.at(\":\", \":2\")");
        assertThatThrownBy(() -> Plot.regions(x -> x.sum(), CORNERS, new int[] {0, 0, 1, 1}))
                .hasMessageStartingWith("regions: the model made [] of ")
                .hasMessageEndingWith("it must give one row of scores for each");
        assertThatThrownBy(() -> Plot.regions(x -> x, CORNERS, new int[] {0, 1}))
                .hasMessage("regions: 4 values of x, but 2 of y; give as many of one as of the other");
        assertThatThrownBy(() -> Plot.regions(x -> x, new double[0][], new int[0]))
                .hasMessage("regions: no points; give some to say what to show");
    }

    // ---- scores

    @Test
    void theCutCountsTheFourCells() {
        Figure figure = Plot.scores(new double[] {0.1, 0.4, 0.6, 0.9, 0.5, Double.NaN}, new int[] {0, 1, 0, 1, 1, 0})
                .threshold(0.5);
        assertThat(Drawn.of(figure).texts()).contains("TP 2", "FN 1", "FP 1", "TN 1", "1 value of the scores is NaN");
        assertThat(figure.alt()).contains("at threshold 0.500 TP 2, FN 1, FP 1, TN 1");
    }

    @Test
    void scoresRefuseOtherClassesAndTheThresholdOtherMarks() {
        assertThatThrownBy(() -> Plot.scores(new double[] {1, 2}, new int[] {0, 7}))
                .hasMessage(
                        "scores: target holds class 7 at 1; two classes are needed, 0 and 1: compare first, for example y.eq(3)");
        assertThatThrownBy(() -> Plot.line(new int[] {1}).threshold(0.5))
                .hasMessage("threshold: the last mark is of kind line; threshold shapes scores (Plot.scores)");
        assertThatThrownBy(() -> Plot.scores(new double[] {1}, new int[] {0}).threshold(Double.NaN))
                .hasMessage("threshold: NaN is no score; give a finite number");
    }

    @Test
    void noScoresAndOneScoreAreDrawn() {
        assertThat(Plot.scores(new double[0], new int[0]).svg()).contains(">no data<");
        assertThat(Plot.scores(new double[] {0.3}, new int[] {1}).threshold(0.9).svg())
                .doesNotContain("NaN");
    }

    // ---- inside a model

    @Test
    void aNetworkReadsItsLayersFromTheParameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("conv.weight", Tensor.zeros(8, 1, 5, 5));
        parameters.put("conv.bias", Tensor.zeros(8));
        parameters.put("fc.weight", Tensor.zeros(10, 1152));
        Figure figure = Plot.network(() -> parameters);
        assertThat(figure.alt())
                .isEqualTo("Network of 4 layers: 1 (input channels) → 8 (conv 5×5) → 1152 (flattened) → 10 (fc)");
        assertThat(Drawn.of(figure).texts()).contains("1152", "flattened", "conv 5×5");
    }

    @Test
    void weightsShowTheirSignAsColourAndDash() {
        HasParameters model = () -> Map.of("weight", Tensor.of((Object[]) new double[][] {{1, -0.5}}));
        Drawn plain = Drawn.of(Plot.network(model));
        Drawn weighted = Drawn.of(Plot.network(model).weights());
        assertThat(plain.texts()).doesNotContain("positive weight");
        assertThat(weighted.texts()).contains("positive weight", "negative weight");
        assertThat(weighted.stroke(Theme.LIGHT.series(1).hex()).dash().lengths())
                .isNotEmpty();
    }

    @Test
    void aNetworkRefusesWhatHasNoLayers() {
        assertThatThrownBy(() -> Plot.network()).hasMessage("network: no layers; give their sizes, such as 2, 3, 1");
        assertThatThrownBy(() -> Plot.network(2, 0)).hasMessage("network: a layer of 0 neurons; give at least 1");
        assertThatThrownBy(() -> Plot.network(Map::of))
                .hasMessage(
                        "network: no parameter is a weight of two or more dimensions; give the sizes: Plot.network(2, 3, 1)");
        assertThatThrownBy(() -> Plot.network(2, 1).weights())
                .hasMessage(
                        "weights: this network was drawn from sizes alone; draw it from a model: Plot.network(model)");
    }

    @Test
    void histogramsOfLayersShowTheirShapesAndAskForAGradient() {
        Tensor weight = Tensor.of(1.0, 2, 3, 4).requiresGrad(true);
        HasParameters model = () -> Map.of("fc.weight", weight);
        assertThat(Drawn.of(Plot.weights(model)).texts()).contains("fc.weight [4]");
        assertThatThrownBy(() -> Plot.gradients(model))
                .hasMessage("gradients: no parameter has a gradient; call backward() first");
        weight.sum().backward();
        assertThat(Plot.gradients(model).alt()).contains("histogram of 4 values");
    }

    @Test
    void aGraphShowsOperationsValuesAndGradients() {
        var w = Tensor.of(2.0).requiresGrad(true);
        var loss = w.mul(3).sub(1).pow(2).sum();
        assertThat(Drawn.of(Plot.graph(loss)).texts())
                .contains("parameter [1]", "[2.00]", "mul [1]", "= [6.00]", "sum", "= 25.0")
                .doesNotContain("grad [30.0]");
        loss.backwardRetainingGraph();
        assertThat(Drawn.of(Plot.graph(loss)).texts()).contains("grad [30.0]");
        loss.backward();
        assertThatThrownBy(() -> Plot.graph(loss))
                .hasMessage(
                        "graph: backward() has used the graph up; draw before it, or call backwardRetainingGraph()");
        assertThatThrownBy(() -> Plot.graph(Tensor.of(1.0)))
                .hasMessage(
                        "graph: [1] was computed by no recorded operation; draw a result of parameters, outside noGrad");
    }

    @Test
    void aGraphThatCannotBeReadIsRefused() {
        var x = Tensor.of(1.0).requiresGrad(true);
        for (int i = 0; i < 100; i++) x = x.add(1);
        var end = x;
        assertThatThrownBy(() -> Plot.graph(end))
                .hasMessage("graph: more than 80 nodes cannot be read; draw one layer, or the loss of a smaller model");
    }

    // ---- pictures

    @Test
    void wrongPredictionsAreFramedAndNamed() {
        Figure figure = Plot.images(Samples.digitPictures(3)).predictions(new int[] {4, 1, 7}, new int[] {4, 2, 7});
        Drawn drawn = Drawn.of(figure);
        assertThat(drawn.texts()).contains("4", "1, not 2", "7");
        assertThat(drawn.paths(Theme.LIGHT.wrong().hex())).hasSize(1);
        assertThat(figure.alt()).contains("1 wrong");
        assertThatThrownBy(() -> Plot.images(Samples.digitPictures(3)).predictions(new int[] {1}, new int[] {1}))
                .hasMessage(
                        "predictions: 3 values of the batch, but 1 of predicted; give as many of one as of the other");
    }
}
