package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
    private static final double[] Y = {1, 3, 2};

    @Test
    void wordsGiveANewFigureAndLeaveTheOldOne() {
        Figure plain = Plot.line(Y);
        String before = plain.svg();
        Figure named = plain.title("t")
                .xLabel("x")
                .yLabel("y")
                .label("l")
                .dash()
                .color("C1")
                .grid()
                .figsize(300, 200);
        assertThat(plain.svg()).isEqualTo(before);
        assertThat(Drawn.of(named).texts()).contains("t", "x", "y", "l");
        assertThat(Drawn.of(named).stroke("#d55e00").dash()).isEqualTo(Dash.DASHED);
        assertThat(named.width()).isEqualTo(300);
        assertThat(named.height()).isEqualTo(200);
    }

    @Test
    void wordsForMarksShapeTheLastMarkAndAxisWordsAllPanels() {
        Figure both = Plot.line(Y).label("a").plus(Plot.line(Y).label("b")).color("#ff0000");
        assertThat(Drawn.of(both).paths("#f00")).hasSize(2); // the line and its sample in the legend
        assertThat(Drawn.of(both).paths("#0072b2")).hasSize(2);
        Figure row = Figure.row(Plot.line(Y), Plot.line(Y)).xLabel("step");
        assertThat(Drawn.of(row).texts().stream().filter("step"::equals)).hasSize(2);
    }

    @Test
    void fromTheSecondSeriesOnLinesAreDashedAndColoursDiffer() {
        Drawn drawn = Drawn.of(Plot.line(Y).plus(Plot.line(Y)).plus(Plot.line(Y)));
        assertThat(drawn.stroke("#0072b2").dash()).isEqualTo(Dash.SOLID);
        assertThat(drawn.stroke("#d55e00").dash()).isEqualTo(Dash.LONG);
        assertThat(drawn.stroke("#009e73").dash()).isEqualTo(Dash.DASHED);
    }

    @Test
    void aBandAndErrorBarsHaveTheColourOfTheirLine() {
        Drawn band = Drawn.of(
                Plot.band(Y, Y, Y).plus(Plot.line(Y)).plus(Plot.line(Y)).errors(Y));
        assertThat(band.elements(Element.Area.class)
                        .findFirst()
                        .orElseThrow()
                        .fill()
                        .hex())
                .isEqualTo("#0072b2");
        assertThat(band.paths("#d55e00")).hasSize(1 + 9);
    }

    @Test
    void onePanelTakesTheTitleAndSeveralStandBelowIt() {
        Figure row = Figure.row(Plot.line(Y).title("left"), Plot.line(Y).title("right"))
                .title("both");
        assertThat(Drawn.of(row).texts()).contains("left", "right", "both");
        Figure nested = Figure.grid(1, List.of(row, Plot.line(Y)));
        assertThat(nested.panels()).hasSize(3);
        assertThat(nested.alt()).startsWith("Left:");
    }

    @Test
    void sizesFollowTheNumberOfColumns() {
        assertThat(Plot.line(Y).width()).isEqualTo(640);
        assertThat(Plot.line(Y).height()).isEqualTo(420);
        Figure row = Figure.row(Plot.line(Y), Plot.line(Y));
        assertThat(row.width()).isEqualTo(860);
        Figure grid = Figure.grid(2, List.of(row, row));
        assertThat(grid.height()).isEqualTo(640);
        assertThat(grid.title("t").height()).isGreaterThan(640);
    }

    @Test
    void plotsOfARowLineUp() {
        Figure row = Figure.row(Plot.line(Y).title("only here").xLabel("x"), Plot.line(Y));
        var baselines = Drawn.of(row).paths(Theme.LIGHT.axis().hex()).stream()
                .filter(path -> path[1] == path[3])
                .map(path -> path[1])
                .toList();
        assertThat(baselines).hasSize(2);
        assertThat(baselines.get(0)).isEqualTo(baselines.get(1));
    }

    @Test
    void facetsHaveTheSameAxesAndAPlaceForEveryPair() {
        record Trial(String model, double rate, double[] loss) {}
        var trials = List.of(
                new Trial("cnn", 0.1, new double[] {9, 1}),
                new Trial("mlp", 0.1, new double[] {1, 0}),
                new Trial("cnn", 0.01, new double[] {3, 2}));
        Figure facets = Figure.facets(trials, Trial::model, Trial::rate, trial -> Plot.line(trial.loss()));
        assertThat(facets.panels()).hasSize(4);
        assertThat(Drawn.of(facets).texts()).contains("cnn · 0.1", "mlp · 0.1", "cnn · 0.01", "mlp · 0.01", "no data");
        assertThat(facets.panels().get(0).y().limits())
                .isEqualTo(facets.panels().get(1).y().limits());
        assertThatThrownBy(() ->
                        Figure.facets(List.<Trial>of(), Trial::model, Trial::rate, trial -> Plot.line(trial.loss())))
                .hasMessage("facets: no items; give at least one");
    }

    @Test
    void misplacedWordsAreRefusedWithTheMarkTheyShape() {
        assertThatThrownBy(() -> Plot.line(Y).colorBy(Y))
                .hasMessage("colorBy: the last mark is of kind line; colorBy shapes points (Plot.scatter)");
        assertThatThrownBy(() -> Plot.line(Y).perRow(3))
                .hasMessage("perRow: the last mark is of kind line; perRow shapes pictures (Plot.images)");
        assertThatThrownBy(() -> Plot.line(Y).by(Y))
                .hasMessage("by: the last mark is of kind line; by shapes bars (Plot.bars)");
        assertThatThrownBy(() -> Plot.line(Y).colorMap("jet"))
                .hasMessage(
                        "colorMap: the last mark is of kind line; colorMap shapes points after colorBy, a heat map, contours or a surface");
        assertThatThrownBy(() -> Plot.scatter(Y, Y).colorBy(new double[2]))
                .hasMessage("colorBy: 3 values of the points, but 2 of values; give as many of one as of the other");
        assertThatThrownBy(() -> Plot.scatter(Y, Y).marker("q"))
                .hasMessage("marker: no marker \"q\"; there are . o ^ s d v * x +");
        assertThatThrownBy(() -> Plot.line(Y).color("bleu")).hasMessageStartingWith("color: no colour \"bleu\"");
        assertThatThrownBy(() -> Plot.line(Y).alpha(2))
                .hasMessage("alpha: 2.0 is no opacity; give 0 (clear) to 1 (solid)");
        assertThatThrownBy(() -> Plot.line(Y).yLim(5, 0))
                .hasMessage("yLim: the lower end 5.0 is not below the upper end 0.0; give the smaller number first");
        assertThatThrownBy(() -> Plot.line(Y).figsize(10, 10))
                .hasMessage("figsize: 10 x 10 pixels is too small to draw in; give at least 60 x 60");
        assertThatThrownBy(() -> Figure.row(Plot.line(Y), Plot.line(Y)).plus(Plot.line(Y)))
                .hasMessage(
                        "plus: 2 and 1 panels; only figures of one panel share axes, put others side by side with Figure.row");
        assertThatThrownBy(() -> Figure.grid(0, List.of(Plot.line(Y)))).hasMessage("grid: 0 columns; give at least 1");
        assertThatThrownBy(() -> Figure.row()).hasMessage("row: no figures; give at least one");
    }

    @Test
    void theAltTextDescribesEveryMark() {
        assertThat(Plot.scatter(Y, Y)
                        .label("data")
                        .plus(Plot.line(Y).label("fit"))
                        .xLabel("mpg")
                        .yLabel("price")
                        .alt())
                .isEqualTo(
                        "Price by mpg: data, 3 points between 1.00 to 3.00 across and 1.00 to 3.00 up; fit with 3 values from 1.00 to 2.00");
        assertThat(Plot.bars(List.of("cnn", "mlp"), new double[] {0.7, 0.4})
                        .title("test")
                        .alt())
                .isEqualTo("Test: 2 bars, lowest 0.400 for mlp, highest 0.700 for cnn");
        assertThat(Plot.histogram(Y, 2).alt())
                .isEqualTo("Count: histogram of 3 values in 2 bins, most (2) between 2.00 and 3.00");
    }

    @Test
    void theTextHasALineOfBarsForEachCurve() {
        String[] lines = Plot.line(new double[] {1, 2, 3, 4, 5, 6, 7, 8})
                .label("loss")
                .text()
                .split("\n", -1);
        assertThat(lines).containsExactly("Loss with 8 values from 1.00 to 8.00", "▁▂▃▄▅▆▇█  loss 1.00 → 8.00");
        assertThat(AltText.sparkline(new double[1000])).hasSize(40);
        assertThat(AltText.sparkline(new double[] {0, Double.NaN, 1})).isEqualTo("▁×█");
    }

    @Test
    void aFigureIsSavedByTheEndingOfItsFile(@TempDir Path folder) throws IOException {
        Figure figure = Plot.line(Y);
        figure.save(folder.resolve("results/a.svg").toString());
        figure.save(folder.resolve("results/a.PNG").toString());
        figure.save(folder.resolve("a.pdf").toString());
        figure.save(folder.resolve("a.txt").toString());
        assertThat(Files.readAllBytes(folder.resolve("a.pdf")))
                .startsWith("%PDF-1".getBytes(StandardCharsets.US_ASCII));
        assertThat(Files.readString(folder.resolve("a.txt"))).isEqualTo(figure.text());
        assertThat(Files.readString(folder.resolve("results/a.svg"))).isEqualTo(figure.svg());
        assertThat(Files.readAllBytes(folder.resolve("results/a.PNG"))).isEqualTo(figure.png());
        assertThatThrownBy(() -> figure.save("a.gif"))
                .hasMessage("save: a.gif has no ending that is known here; give .svg, .png, .pdf or .txt");
    }

    @Test
    void missingGlyphsAreNamed() {
        assertThat(Plot.line(Y).title("손실").missingGlyphs()).containsExactly("손 (U+C190)", "실 (U+C2E4)");
        assertThat(Plot.line(Y).title("loss β").missingGlyphs()).isEmpty();
        assertThat(Plot.line(Y).title("손실").svg()).contains(">손실</text>");
    }

    @Test
    void bothThemesHaveTheirOwnBackground() {
        assertThat(Plot.line(Y).svg(Theme.DARK)).contains("fill=\"#111\"");
        assertThat(Plot.line(Y).svg()).contains("fill=\"#fff\"");
    }
}
