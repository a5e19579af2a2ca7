package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.metrics.ClassNames;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final double[] Y = {1, 3, 2};

    private static Tensor tensor(double[] values, int... shape) {
        return Tensor.of(DType.FLOAT64, values).view(shape);
    }

    @Test
    void numbersComeAsTensorArrayOrList() {
        String expected = Plot.line(Y).svg();
        assertThat(Plot.line(new int[] {1, 3, 2}).svg()).isEqualTo(expected);
        assertThat(Plot.line(new long[] {1, 3, 2}).svg()).isEqualTo(expected);
        assertThat(Plot.line(new float[] {1, 3, 2}).svg()).isEqualTo(expected);
        assertThat(Plot.line(List.of(1, 3.0, 2L)).svg()).isEqualTo(expected);
        assertThat(Plot.line(new Double[] {1.0, 3.0, 2.0}).svg()).isEqualTo(expected);
        assertThat(Plot.line(new double[][] {{1}, {3}, {2}}).svg()).isEqualTo(expected);
        assertThat(Plot.line(tensor(Y, 3)).svg()).isEqualTo(expected);
        assertThat(Plot.line(tensor(Y, 3, 1)).svg()).isEqualTo(expected);
    }

    @Test
    void aFigureDoesNotChangeWithTheArrayItWasMadeFrom() {
        double[] y = Y.clone();
        Figure figure = Plot.line(y);
        String before = figure.svg();
        y[0] = 100;
        assertThat(figure.svg()).isEqualTo(before);
    }

    @Test
    void anythingElseIsRefusedByNameWithTheWayOut() {
        assertThatThrownBy(() -> Plot.scatter(Y, "abc"))
                .hasMessage(
                        "scatter: y is a String (\"abc\"), not numbers; give a Tensor, an array or a List of numbers");
        assertThatThrownBy(() -> Plot.line(new Object()))
                .hasMessage("line: y is an Object, not numbers; give a Tensor, an array or a List of numbers");
        assertThatThrownBy(() -> Numbers.of("line", "y", null))
                .hasMessage("line: y is null, not numbers; give a Tensor, an array or a List of numbers");
        assertThatThrownBy(() -> Plot.line(List.of(1, "two")))
                .hasMessage(
                        "line: y holds a String (\"two\") at 1, not a number; give a Tensor, an array or a List of numbers");
        assertThatThrownBy(() -> Plot.scatter(Y, new double[4]))
                .hasMessage("scatter: 3 values of x, but 4 of y; give as many of one as of the other");
        assertThatThrownBy(() -> Plot.line(new double[2][3]))
                .hasMessage(
                        "line: y has shape [2, 3], but one number for each point is needed; pick a column, for example x.at(\":\", 0)");
        assertThatThrownBy(() -> Plot.heat(Y))
                .hasMessage(
                        "heat: the matrix has shape [3], but rows and columns are needed, for example a double[][] or a tensor of shape [rows, columns]");
        assertThatThrownBy(() -> Plot.heat(new double[][] {{1, 2}, {3}}))
                .hasMessage("heat: the rows of the matrix differ in length: 2 and 1; give rows of one length");
        assertThatThrownBy(() -> Plot.bars("abc", Y))
                .hasMessage(
                        "bars: labels is a String (\"abc\"), not a list of labels; give a List, an array or a Tensor, one label for each value");
        assertThatThrownBy(() -> Plot.histogram(Y, 0)).hasMessage("histogram: 0 bins; give at least 1");
    }

    @Test
    void namesMayStandOnAnAxis() {
        Figure figure = Plot.scatter(List.of("cnn", "linear", "cnn", "vgg"), new double[] {0.7, 0.4, 0.8, 0.9});
        assertThat(Drawn.of(figure).texts()).contains("cnn", "linear", "vgg").doesNotContain("3", "2");
        assertThat(Drawn.of(figure).markers("#0072b2")).isEqualTo(4);
        assertThat(figure.alt()).isEqualTo("4 points over cnn, linear, vgg, 0.400 to 0.900 up");
        assertThat(Drawn.of(Plot.scatter(Y, new String[] {"a", "b", "a"})).texts())
                .contains("a", "b");
        assertThat(Drawn.of(Plot.line(List.of("mon", "tue", "wed"), Y)).texts()).contains("mon", "tue", "wed");
    }

    @Test
    void numbersAsTicksAreValuesOfANumericAxis() {
        double[] years = {1990, 2000, 2010, 2020};
        Figure figure = Plot.line(years, new double[] {1, 2, 3, 4});
        Drawn marked = Drawn.of(figure.xTicks(new int[] {1990, 2005, 2020}).yTicks(List.of(0.5, 1, 4)));
        assertThat(marked.texts())
                .contains("1990", "2005", "2020", "0.5", "1.0", "4.0")
                .doesNotContain("2.0", "2010");
        assertThat(marked.paths("#0072b2").getFirst()[0])
                .isEqualTo(
                        Drawn.of(figure).paths("#0072b2").getFirst()[0], org.assertj.core.api.Assertions.within(8.0));
        Drawn bars = Drawn.of(Plot.bars(List.of("a", "b"), new double[] {1, 2}).xTicks(new int[] {2024, 2025}));
        assertThat(bars.texts()).contains("2024", "2025").doesNotContain("a");
    }

    @Test
    void aSeriesWithoutALabelStaysOutOfTheLegendOfThoseThatHaveOne() {
        Figure figure = Plot.scatter(Y, Y).plus(Plot.line(Y).label("mean")).legend();
        assertThat(Drawn.of(figure).texts()).contains("mean").noneMatch(text -> text.startsWith("series"));
        assertThat(figure.alt()).doesNotContain("series");
        assertThat(Drawn.of(Plot.line(Y).plus(Plot.line(Y)).legend()).texts()).contains("series 1", "series 2");
    }

    @Test
    void emptySingleAndMillionPointSeriesAllDraw() {
        assertThat(Drawn.of(Plot.line(new double[0])).texts()).contains("no data");
        assertThat(Drawn.of(Plot.scatter(List.of(), List.of())).texts()).contains("no data");
        assertThat(Drawn.of(Plot.line(new double[] {5})).markers("#0072b2")).isEqualTo(1);
        assertThat(Plot.histogram(new double[0], 5).svg()).contains("<svg");
        assertThat(Plot.bars(List.of(), new double[0]).svg()).contains("<svg");
        assertThat(Plot.heat(new double[0][0]).svg()).contains("<svg");
    }

    @Test
    void aMillionPointsKeepEveryPeak() {
        double[] y = new double[1_000_000];
        y[123_456] = 1;
        y[777_777] = -1;
        double[] path = Drawn.of(Plot.line(y)).paths("#0072b2").getFirst();
        assertThat(path.length / 2).isLessThan(1500);
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < path.length; i += 2) {
            lowest = Math.min(lowest, path[i]);
            highest = Math.max(highest, path[i]);
        }
        double middle = path[1];
        assertThat(middle - lowest)
                .isGreaterThan(100)
                .isCloseTo(highest - middle, org.assertj.core.data.Offset.offset(1.0));
    }

    @Test
    void aMillionScatteredPointsStayBounded() {
        double[] x = Samples.normal(1_000_000, 0, 1, 1);
        double[] y = Samples.normal(1_000_000, 0, 1, 2);
        assertThat(Plot.scatter(x, y).svg().length()).isLessThan(150_000);
    }

    @Test
    void aStraightLineOfAThousandPointsIsTwoPoints() {
        double[] y = new double[1000];
        for (int i = 0; i < 1000; i++) y[i] = 3 * i + 1;
        assertThat(Drawn.of(Plot.line(y)).paths("#0072b2").getFirst()).hasSizeLessThan(8);
    }

    @Test
    void nanAndInfinityCutTheLineAndAreMarkedOnTheEdge() {
        double[] y = {1, 2, Double.NaN, 4, 5, Double.POSITIVE_INFINITY, 6, 7, Double.NEGATIVE_INFINITY, 1, 2};
        Drawn drawn = Drawn.of(Plot.line(y));
        assertThat(drawn.paths("#0072b2")).hasSize(4);
        assertThat(drawn.elements(Element.Markers.class)
                        .map(markers -> markers.marker().symbol()))
                .containsExactly("x", "^", "v");
        assertThat(drawn.texts()).contains("1 value of the line is NaN · 2 values of the line are infinite");
        assertThat(Drawn.of(Plot.scatter(y, y)).markers("#0072b2")).isEqualTo(8);
        assertThat(Drawn.of(Plot.histogram(y, 3)).texts()).contains("3 values are NaN or infinite and left out");
    }

    @Test
    void aLogAxisCountsWhatHasNoPlaceOnIt() {
        Drawn drawn = Drawn.of(Plot.line(new double[] {0, 1, 10, -5}).logY());
        assertThat(drawn.texts()).contains("2 values of the line are 0 or less: no place on a log axis");
        assertThat(Plot.line(new double[] {0, -1}).logY().svg()).contains("no place on a log axis");
    }

    @Test
    void limitsCutLinesAndDropPoints() {
        double[] y = {0, 10, 0};
        for (double[] path : Drawn.of(Plot.line(y).yLim(0, 5)).paths("#0072b2"))
            for (int i = 1; i < path.length; i += 2) assertThat(path[i]).isBetween(10.0, 400.0);
        assertThat(Drawn.of(Plot.scatter(y, y).yLim(-1, 5)).markers("#0072b2")).isEqualTo(2);
        assertThat(Drawn.of(Plot.bars(List.of("a", "b", "c"), y).yLim(2, 5)).elements(Element.Box.class))
                .allMatch(box -> box.height() < 400);
    }

    @Test
    void pointsInSpaceKeepToTheLimitsAndNameTheirAxes() {
        double[] v = {0, 5, 10, Double.NaN};
        Figure space = Plot.scatter3d(v, v, v).xLabel("x1").yLabel("x2").zLabel("y");
        assertThat(Drawn.of(space).markers("#0072b2")).isEqualTo(3);
        assertThat(Drawn.of(space.zLim(-1, 6)).markers("#0072b2")).isEqualTo(2);
        assertThat(Drawn.of(space).texts()).contains("x1", "x2", "y").contains("1 value of z is NaN");
        assertThat(space.view(90, 0).svg()).isNotEqualTo(space.svg());
        assertThat(Drawn.of(Plot.scatter3d(List.of(), List.of(), List.of())).texts())
                .isNotEmpty();
    }

    @Test
    void contoursNeedAValueForEachColumnAndEachRow() {
        double[] three = {0, 1, 2};
        assertThat(Plot.contour(three, three, new double[][] {{0, 1, 2}, {1, 2, 3}, {2, 3, 4}})
                        .svg())
                .contains("<path");
        assertThatThrownBy(() -> Plot.contour(three, three, new double[2][3]))
                .hasMessage("contour: 3 values of y, but 2 of the rows of z; give as many of one as of the other");
        assertThatThrownBy(() -> Plot.contour(three, three, new double[3][4]))
                .hasMessage("contour: 3 values of x, but 4 of the columns of z; give as many of one as of the other");
    }

    @Test
    void barsOfAGroupStandSideBySide() {
        Drawn drawn = Drawn.of(Plot.bars(List.of("x", "x", "y", "y"), new double[] {1, 2, 3, 4})
                .by(List.of("a", "b", "a", "b")));
        List<Element.Box> bars = drawn.elements(Element.Box.class)
                .filter(box -> box.height() != 10)
                .toList();
        assertThat(bars).hasSize(4);
        assertThat(bars.get(0).x()).isLessThan(bars.get(2).x());
        assertThat(bars.get(2).x()).isLessThan(bars.get(1).x());
        assertThat(drawn.texts()).contains("x", "y", "a", "b");
    }

    @Test
    void aHistogramCountsEveryValueOnce() {
        double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(dev.crema.viz.mark.Histogram.of(x, 5).counts()).containsExactly(2, 2, 2, 2, 3);
        assertThat(dev.crema.viz.mark.Histogram.of(new double[] {4, 4, 4}, 3).counts())
                .containsExactly(0, 3, 0);
    }

    @Test
    void coloursAreClassesForNamesAndFewWholeNumbersElseValues() {
        double[] x = {1, 2, 3, 4};
        assertThat(Drawn.of(Plot.scatter(x, x).colorBy(new int[] {7, 3, 7, 3})).texts())
                .contains("3", "7");
        assertThat(Drawn.of(Plot.scatter(x, x).colorBy(List.of("cat", "dog", "cat", "cat")))
                        .texts())
                .contains("cat", "dog");
        Drawn values = Drawn.of(Plot.scatter(x, x).colorBy(new double[] {0.1, 0.2, 0.3, 0.9}));
        assertThat(values.elements(Element.Picture.class)).hasSize(1);
        assertThat(values.texts()).contains("0.2", "0.8");
    }

    @Test
    void heatCellsShowTheirNumbersWhereTheyFit() {
        Drawn small = Drawn.of(Plot.heat(new double[][] {{1, -0.5}, {0.25, 0}}));
        assertThat(small.texts()).contains("1.00", "−0.50", "0.25", "0.00");
        assertThat(Drawn.of(Plot.heat(new double[60][100])).elements(Element.Box.class))
                .isEmpty();
    }

    @Test
    void picturesComeInTheShapesOfBatches() {
        double[] pixels = new double[2 * 784];
        assertThat(pictures(tensor(pixels, 2, 1, 28, 28))).containsExactly("28 x 28", "28 x 28");
        assertThat(pictures(tensor(pixels, 2, 28, 28))).containsExactly("28 x 28", "28 x 28");
        assertThat(pictures(tensor(pixels, 2, 784))).containsExactly("28 x 28", "28 x 28");
        assertThat(pictures(tensor(new double[3072], 1, 3, 32, 32))).containsExactly("32 x 32");
        assertThat(pictures(tensor(new double[2 * 3072], 2, 3072))).containsExactly("32 x 32", "32 x 32");
        assertThat(sizes(Plot.image(new double[5][9]))).containsExactly("9 x 5");
        assertThat(sizes(Plot.image(new double[784]))).containsExactly("28 x 28");
        assertThat(sizes(Plot.image(new double[1][4][6]))).containsExactly("6 x 4");
        assertThat(sizes(Plot.image(new double[3][4][6]))).containsExactly("6 x 4");
        assertThat(sizes(Plot.image(new double[4][6][3]))).containsExactly("6 x 4");
    }

    @Test
    void otherShapesAreRefusedWithTheShapesThatAreAccepted() {
        assertThatThrownBy(() -> Plot.images(new double[10]))
                .hasMessage(
                        "images: shape [10] is no picture; expected [count, 1 or 3, height, width], [count, height, width] or [count, pixels] with as many rows as columns");
        assertThatThrownBy(() -> Plot.images(new double[2][10]))
                .hasMessage("images: shape [2, 10] is no picture; expected a square number of pixels, not 10");
        assertThatThrownBy(() -> Plot.images(new double[2][4][5][5]))
                .hasMessage(
                        "images: shape [2, 4, 5, 5] is no picture; expected 1 (grey) or 3 (red, green, blue) channels, not 4");
    }

    @Test
    void greyIsStretchedOverTheBatchAndColoursKeepTheirValues() {
        double[][][] gray = {{{-1, 0}, {0, 0}}, {{0, 0}, {0, 1}}};
        var pictures =
                Drawn.of(Plot.images(gray)).elements(Element.Picture.class).toList();
        assertThat(pictures.get(0).pixels().argb()).containsExactly(0xFF000000, 0xFF808080, 0xFF808080, 0xFF808080);
        assertThat(pictures.get(1).pixels().argb()[3]).isEqualTo(0xFFFFFFFF);
        double[][][] color = {{{0.5}}, {{0.2}}, {{0}}};
        assertThat(Drawn.of(Plot.image(color))
                        .elements(Element.Picture.class)
                        .findFirst()
                        .orElseThrow()
                        .pixels()
                        .argb())
                .containsExactly(0xFF803300);
        double[][][] bytes = {{{128}}, {{51}}, {{0}}};
        assertThat(Drawn.of(Plot.image(bytes))
                        .elements(Element.Picture.class)
                        .findFirst()
                        .orElseThrow()
                        .pixels()
                        .argb())
                .containsExactly(0xFF803300);
    }

    @Test
    void manyPicturesShowTheFirstHundredAndSaySo() {
        Drawn drawn = Drawn.of(Plot.images(new double[1000][16]));
        assertThat(drawn.elements(Element.Picture.class)).hasSize(100);
        assertThat(drawn.texts()).contains("the first 100 of 1000 pictures");
    }

    @Test
    void titlesStandAboveTheirPictures() {
        Figure figure = Plot.images(new double[6][16])
                .perRow(3)
                .titles("Ground Truth: %s", tensor(new double[] {7, 2, 1, 0, 4, 1}, 6));
        assertThat(Drawn.of(figure).texts())
                .containsExactly(
                        "Ground Truth: 7",
                        "Ground Truth: 2",
                        "Ground Truth: 1",
                        "Ground Truth: 0",
                        "Ground Truth: 4",
                        "Ground Truth: 1");
        assertThat(figure.alt())
                .isEqualTo(
                        "6 pictures of 4 × 4 pixels: Ground Truth: 7, Ground Truth: 2, Ground Truth: 1, Ground Truth: 0, Ground Truth: 4, Ground Truth: 1");
    }

    private static List<String> pictures(Tensor batch) {
        return sizes(Plot.images(batch));
    }

    private static List<String> sizes(Figure figure) {
        return Drawn.of(figure)
                .elements(Element.Picture.class)
                .map(picture ->
                        picture.pixels().width() + " x " + picture.pixels().height())
                .toList();
    }

    @Test
    void labelsThatKnowTheirNamesShowThemInLegends() {
        Tensor labels = ClassNames.give(Tensor.of(0, 1, 2, 1), List.of("cat", "dog", "owl"));
        double[] v = {1, 2, 3, 4};
        assertThat(Drawn.of(Plot.scatter(v, v).colorBy(labels)).texts()).contains("cat", "dog", "owl");
        double[][] places = {{0, 0}, {1, 1}, {2, 2}, {3, 3}};
        UnaryOperator<Tensor> model = x -> x.matmul(Tensor.of(new double[][] {{1, 0, -1}, {0, 1, 0}}));
        assertThat(Drawn.of(Plot.regions(model, places, labels)).texts()).contains("cat", "dog", "owl");
        assertThat(Drawn.of(Plot.regions(model, places, List.of("b", "a", "b", "a")))
                        .texts())
                .contains("a", "b");
    }

    @Test
    void longLabelsInSpaceKeepClearOfTheEdgesTheyBelongTo() {
        double[] v = {10_000, 250_000, 400_000};
        Drawn drawn = Drawn.of(Plot.scatter3d(v, v, v).xLabel("x1").yLabel("x2").view(30, -60));
        var axis = Theme.LIGHT.axis();
        for (Element.Lines lines : drawn.elements(Element.Lines.class)
                .filter(lines -> lines.stroke().color().equals(axis))
                .toList())
            for (double[] edge : lines.paths())
                for (Element.TextRun text :
                        drawn.elements(Element.TextRun.class).toList())
                    for (double share = 0; share <= 1; share += 0.002)
                        assertThat(text.bounds()
                                        .holds(
                                                edge[0] + share * (edge[2] - edge[0]),
                                                edge[1] + share * (edge[3] - edge[1])))
                                .as(text.text())
                                .isFalse();
    }

    @Test
    void aPictureWithoutPixelsIsRefusedByItsShape() {
        assertThatThrownBy(() -> Plot.image(new double[][] {{}, {}})).hasMessageContaining("[2, 0], no pixels");
    }

    @Test
    void aMillionValuesOfWhichEveryOtherHasNoPlaceStaySmall() {
        double[] y = new double[1_000_000];
        for (int i = 0; i < y.length; i++) y[i] = i % 2 == 0 ? -1 : 2 + Math.sin(i / 1e5);
        String svg = Plot.line(y).logY().svg();
        assertThat(svg).hasSizeLessThan(45_000).contains("<path");
        double[] half = new double[1_000_000];
        for (int i = 0; i < half.length; i++) half[i] = i > 400_000 && i < 600_000 ? Double.NaN : i;
        var lines = Drawn.of(Plot.line(half)).elements(Element.Lines.class).toList();
        assertThat(lines).anySatisfy(line -> assertThat(line.paths()).hasSize(2));
    }
}
