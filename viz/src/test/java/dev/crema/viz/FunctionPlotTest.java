package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.Tensor;
import dev.crema.viz.mark.Band;
import dev.crema.viz.mark.ErrorBars;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Path3d;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FunctionPlotTest {
    @Test
    void contoursCarryTheirValues() {
        double[] at = IntStream.range(0, 41).mapToDouble(i -> -2 + i * 0.1).toArray();
        Drawn drawn = Drawn.of(Plot.contour(at, at, (x, y) -> x * x + y * y));
        // one beside the colour bar, one on the line
        assertThat(drawn.texts().stream().filter("2"::equals)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(drawn.texts()).contains("3");
    }

    @Test
    void aSpaceFillsItsPlaceInARow() {
        double[] x = {0, 1, 2};
        Figure cloud = Plot.scatter3d(x, x, x).xLabel("x").yLabel("y").zLabel("z");
        for (Figure figure : new Figure[] {cloud, Figure.row(cloud, cloud), Figure.row(cloud, cloud, cloud)}) {
            double left = Double.MAX_VALUE;
            double right = 0;
            double top = Double.MAX_VALUE;
            double bottom = 0;
            double width = (double) figure.width() / figure.panels().size();
            for (Element element : figure.drawing(Theme.LIGHT).elements()) {
                if (!(element instanceof Element.TextRun text) || text.bounds().x() > width) continue;
                left = Math.min(left, text.bounds().x());
                right = Math.max(right, text.bounds().right());
                top = Math.min(top, text.bounds().y());
                bottom = Math.max(bottom, text.bounds().bottom());
            }
            boolean wide = right - left > 0.75 * width;
            boolean high = bottom > 0.9 * figure.height();
            assertThat(wide || high).as("%s to %s of %s", left, right, width).isTrue();
        }
    }

    private static final double[] X = {1, 2, 3, 4, 5};
    private static final double[] Y = {2.1, 3.9, 6.2, 7.8, 10.1};

    // ---- fits; numbers of scipy 1.16

    @Test
    void theFitIsThatOfLeastSquaresWithItsBand() {
        Figure figure = Plot.fit(X, Y);
        assertThat(figure.alt())
                .isEqualTo("Line fit through 5 points: y = 1.990 x + 0.05000, R² 0.997, with its 95 % confidence band");
        Band band = (Band) figure.panels().getFirst().marks().getFirst();
        assertThat((band.high()[0] - band.low()[0]) / 2).isCloseTo(0.4655517586699674, within(1e-9));
    }

    @Test
    void studentsQuantileIsRightToFourDigits() {
        int[] freedom = {1, 2, 3, 4, 5, 8, 10, 30, 72};
        double[] expected = {
            12.706204736174694,
            4.302652729749462,
            3.1824463052837078,
            2.7764451051977934,
            2.5705818356363146,
            2.306004135204166,
            2.228138851986274,
            2.0422724563012378,
            1.9934635666618719
        };
        for (int i = 0; i < freedom.length; i++)
            assertThat(Regression.student(freedom[i])).isCloseTo(expected[i], within(5e-4));
    }

    @Test
    void fewerPointsThanALineNeedsAreSaidAndDrawn() {
        assertThat(Drawn.of(Plot.fit(new int[] {1}, new int[] {2})).texts())
                .contains("no line: fewer than two different values of x");
        assertThat(Drawn.of(Plot.fit(new int[] {3, 3}, new int[] {2, 5})).texts())
                .contains("no line: fewer than two different values of x");
        assertThat(Plot.fit(new int[] {1, 2}, new int[] {2, 5})
                        .panels()
                        .getFirst()
                        .marks())
                .noneMatch(Band.class::isInstance);
        assertThat(Plot.fit(new double[] {1, 2, Double.NaN, 4}, new double[] {2, 4, 5, Double.POSITIVE_INFINITY})
                        .alt())
                .contains("through 2 points: y = 2.000 x + 0");
        assertThat(Plot.fit(new double[0], new double[0]).svg()).contains(">no data<");
    }

    @Test
    void residualsAreWhatTheLineLeavesOver() {
        assertThat(Plot.residuals(X, Y).alt())
                .isEqualTo("Residuals of a line fit through 5 points, standard error 0.189");
    }

    // ---- functions

    @Test
    void theSlopeOfAnActivationComesFromAutograd() {
        Figure figure = Plot.activation(t -> t.relu());
        Line slope = (Line) figure.panels().getFirst().marks().get(1);
        assertThat(slope.style().label()).isEqualTo("slope");
        for (int i = 0; i < slope.x().length; i++)
            if (slope.x()[i] != 0) assertThat(slope.y()[i]).isEqualTo(slope.x()[i] > 0 ? 1 : 0);
    }

    @Test
    void aFunctionWithoutASlopeIsDrawnAlone() {
        Figure step = Plot.activation(t -> t.detach().gt(0));
        assertThat(step.panels().getFirst().marks()).hasSize(1);
    }

    @Test
    void functionsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Plot.function(Tensor::sum, 0, 1))
                .hasMessage("function: it made [] of [241]; it must give one value for each");
        assertThatThrownBy(() -> Plot.function(t -> t, 2, 1))
                .hasMessage("function: from 2.0 to 1.0; give the smaller number first");
    }

    // ---- surfaces

    @Test
    void theWayOfDescentLiesOnTheSurfaceAndOnTheContours() {
        double[] grid = IntStream.range(0, 11).mapToDouble(i -> i / 5.0 - 1).toArray();
        double[] w = {-0.9, 0.1};
        double[] b = {0.5, 0.05};
        Figure surface = Plot.surface(grid, grid, (x, y) -> 2 * x + y).descent(w, b);
        Path3d way = (Path3d) surface.panels().getFirst().marks().getLast();
        assertThat(way.z()).containsExactly(new double[] {-1.3, 0.25}, within(1e-12));
        Figure contour = Plot.contour(grid, grid, (x, y) -> 2 * x + y).descent(w, b);
        assertThat(((Line) contour.panels().getFirst().marks().getLast()).y()).containsExactly(b);
        assertThatThrownBy(() -> Plot.line(w).descent(w, b))
                .hasMessage("descent: the last mark is of kind line; descent shapes contours or a surface");
    }

    @Test
    void aSurfaceLeavesMissingHeightsOpenAndNamesThem() {
        double[][] heights = {{0, 1, 2}, {1, Double.NaN, 3}, {2, 3, 4}};
        Drawn drawn = Drawn.of(Plot.surface(new int[] {0, 1, 2}, new int[] {0, 1, 2}, heights));
        assertThat(drawn.texts()).contains("1 value of the surface is NaN");
        Drawn whole = Drawn.of(Plot.surface(new int[] {0, 1, 2}, new int[] {0, 1, 2}, (x, y) -> x + y));
        long cells = whole.elements(Element.Area.class)
                .mapToLong(area -> area.rings().size())
                .sum();
        assertThat(cells).isEqualTo(3 + 4); // three walls
        assertThat(Plot.surface(new int[] {0}, new int[] {0}, (x, y) -> 1).svg())
                .doesNotContain("NaN");
        assertThatThrownBy(() -> Plot.surface(new int[] {0, 1}, new int[] {0, 1}, heights))
                .hasMessage("surface: 2 values of y, but 3 of the rows of z; give as many of one as of the other");
    }

    // ---- searches

    @Test
    void theLearningRateIsThatOfTheSteepestFall() {
        double[] rates = IntStream.range(0, 61)
                .mapToDouble(i -> Math.pow(10, -6 + i / 10.0))
                .toArray();
        double[] losses = IntStream.range(0, 61)
                .mapToDouble(i -> i > 55 ? Double.NaN : 2 - 1 / (1 + Math.exp(-(i - 30) / 3.0)))
                .toArray();
        Figure figure = Plot.learningRates(rates, losses);
        assertThat(figure.alt()).contains("the loss falls fastest at 0.0010");
        assertThat(Drawn.of(figure).texts()).contains("steepest at 0.0010", "learning rate");
        assertThat(Plot.learningRates(new double[0], new double[0]).svg()).contains(">no data<");
        assertThat(Plot.learningRates(new double[] {0.1}, new double[] {2}).svg())
                .doesNotContain("NaN");
    }

    @Test
    void aSweepShowsMeanAndDeviationOfRepeatedTrials() {
        Figure figure = Plot.sweep(List.of(2, 2, 3, 3), new double[] {0.8, 0.9, 0.7, 0.7});
        ErrorBars bars = (ErrorBars) figure.panels().getFirst().marks().getLast();
        assertThat(bars.y()).containsExactly(new double[] {0.85, 0.7}, within(1e-12));
        assertThat(bars.error()).containsExactly(new double[] {0.07071067811865478, 0}, within(1e-12));
        assertThat(figure.alt()).isEqualTo("Sweep of 4 trials: highest mean 0.8500 at 2");
    }

    @Test
    void aSweepOverNamesAndGroupsHasALineForEachGroup() {
        Figure figure = Plot.sweep(
                List.of("sgd", "adam", "sgd", "adam"), new double[] {1, 2, 3, 4}, List.of("cnn", "cnn", "mlp", "mlp"));
        assertThat(figure.alt()).contains("cnn highest mean 2.000 at adam; mlp highest mean 4.000 at adam");
        assertThat(figure.panels().getFirst().marks()).allMatch(Line.class::isInstance);
        assertThatThrownBy(() -> Plot.sweep(List.of(1, 2), new double[] {1}))
                .hasMessage("sweep: 2 values of x, but 1 of y; give as many of one as of the other");
    }
}
