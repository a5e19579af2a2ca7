package dev.crema.viz.xchart;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Ready-made XChart charts, for those who want to go on styling with the API they know. `Plot` draws the same with
/// alt text, notes about NaN and infinite values, and without fonts of the machine; take XChart for its chart types
/// (radar, OHLC, dial, pie) and its stylers. What a cell returns is shown as a picture either way.
///
/// ```java
/// var chart = XCharts.curves(history);
/// chart.getStyler().setYAxisLogarithmic(true);
/// chart
/// ```
public final class XCharts {
    private static final BasicStroke[] STROKES = {SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DOT_DOT};

    private XCharts() {}

    /// The loss of a run in training and validation.
    public static XYChart curves(History history) {
        List<String> names = new ArrayList<>(List.of("loss", "val_loss"));
        names.removeIf(name -> !history.has(name));
        if (names.isEmpty())
            throw new IllegalArgumentException("curves: the run \"" + history.run()
                    + "\" has no loss yet; XChart cannot draw an empty run, Plot.loss(history) can");
        return curves(history, names.toArray(new String[0]));
    }

    /// Curves of a run on the same axes. Values that are not finite are gaps: XChart refuses infinite ones.
    public static XYChart curves(History history, String... names) {
        XYChart chart = chart("Training curves", "epoch", String.join(", ", names));
        for (int i = 0; i < names.length; i++) {
            double[] values = history.values(names[i]);
            double[] epochs =
                    IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
            add(chart, names[i], epochs, finite(values), i);
        }
        return chart;
    }

    /// ROC curves with the chance diagonal.
    public static XYChart roc(RocCurve roc) {
        XYChart chart = chart("ROC", "false positive rate", "true positive rate");
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        double[] ends = {0, 1};
        chart.addSeries("chance", ends, ends)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.GRAY)
                .setLineStyle(SeriesLines.DOT_DOT);
        for (int i = 0; i < roc.curves().size(); i++) {
            RocCurve.Curve curve = roc.curves().get(i);
            String name = "%s (AUC %.3f)".formatted(curve.label(), curve.auc());
            add(chart, name, curve.falsePositiveRates(), curve.truePositiveRates(), i);
        }
        return chart;
    }

    /// A confusion matrix: true class down, predicted across.
    public static HeatMapChart confusion(ConfusionMatrix matrix) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(560)
                .height(520)
                .title("Confusion matrix")
                .xAxisTitle("predicted class")
                .yAxisTitle("true class")
                .build();
        List<Number[]> cells = new ArrayList<>();
        int size = matrix.size();
        // XChart counts rows from the bottom.
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                cells.add(new Number[] {column, row, matrix.counts()[size - 1 - row][column]});
        List<String> upwards = new ArrayList<>(matrix.labels());
        Collections.reverse(upwards);
        chart.addSeries("count", matrix.labels(), upwards, cells);
        chart.getStyler().setShowValue(true);
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, color(Theme.LIGHT.right())});
        return chart;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(420)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        return chart;
    }

    private static void add(XYChart chart, String name, double[] x, double[] y, int index) {
        chart.addSeries(name, x, y)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color(Theme.LIGHT.series(index)))
                .setLineStyle(STROKES[index % STROKES.length]);
    }

    private static double[] finite(double[] values) {
        double[] finite = values.clone();
        for (int i = 0; i < finite.length; i++) if (Double.isInfinite(finite[i])) finite[i] = Double.NaN;
        return finite;
    }

    private static Color color(Rgb rgb) {
        return new Color(rgb.value());
    }
}
