import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import dev.crema.viz.xchart.ChartPicture;
import dev.crema.viz.xchart.XCharts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.IChart;

/// Draws the eight charts of a data file with Crema and, where it has them, with XChart's defaults; measures them.
/// Run by chart_sheet.py, which says what the arguments are.
public class ChartSheet {
    static final int NEIGHBOURS = 9;
    static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        JsonObject data = JsonParser.parseString(Files.readString(Path.of(arguments[0]))).getAsJsonObject();
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        long start = System.nanoTime();
        Map<String, Figure> ours = ours(data);
        ours.get("1-curves").png();
        System.out.printf("first chart after %.0f ms%n", (System.nanoTime() - start) / 1e6);
        for (var entry : ours.entrySet()) {
            Files.write(folder.resolve(entry.getKey() + "-ours.png"), entry.getValue().png());
            Files.writeString(folder.resolve(entry.getKey() + "-ours.svg"), entry.getValue().svg());
        }
        for (var entry : xcharts(data).entrySet())
            Files.write(folder.resolve(entry.getKey() + "-xchart.png"), ChartPicture.of(entry.getValue()).png());
        System.out.printf("%-14s %9s %9s %9s %9s%n", "chart", "SVG ms", "SVG KB", "PNG ms", "PNG KB");
        for (var entry : ours.entrySet()) {
            Figure figure = entry.getValue();
            System.out.printf(
                    "%-14s %9.2f %9.1f %9.1f %9.1f%n",
                    entry.getKey(),
                    median(400, () -> figure.svg()),
                    figure.svg().length() / 1000.0,
                    median(30, () -> figure.png()),
                    figure.png().length / 1000.0);
        }
    }

    /// The processor's time, not the clock's: others may be at work on the machine.
    static double median(int rounds, Runnable body) {
        for (int i = 0; i < rounds; i++) body.run();
        double[] millis = IntStream.range(0, rounds)
                .mapToDouble(_ -> {
                    long before = THREADS.getCurrentThreadCpuTime();
                    body.run();
                    return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
                })
                .sorted()
                .toArray();
        return millis[rounds / 2];
    }

    static Map<String, Figure> ours(JsonObject data) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        History history = history(data.getAsJsonObject("curves"));
        figures.put("1-curves", Figure.row(Plot.loss(history), Plot.accuracy(history)));
        figures.put("2-confusion", Plot.confusion(confusion(data)));
        figures.put("3-roc", Plot.roc(roc(data)));
        JsonObject regions = data.getAsJsonObject("regions");
        double[][] points = rows(regions.get("points"));
        int[] labels = ints(regions.get("labels"));
        figures.put("4-regions", Plot.regions(x -> neighbours(x, points, labels), points, labels));
        JsonObject cloud = data.getAsJsonObject("cloud");
        double[] height = row(cloud.get("y"));
        figures.put(
                "5-cloud",
                Plot.scatter3d(row(cloud.get("x1")), row(cloud.get("x2")), height)
                        .colorBy(height)
                        .colorMap("jet")
                        .xLabel("x1")
                        .yLabel("x2")
                        .zLabel("y")
                        .view(40, -60)
                        .invertX());
        JsonObject fit = data.getAsJsonObject("fit");
        figures.put("6-fit", Plot.fit(row(fit.get("x")), row(fit.get("y"))).xLabel("mpg").yLabel("price"));
        JsonObject layers = data.getAsJsonObject("layers");
        figures.put(
                "7-layers",
                Plot.line(row(layers.get("layers")), row(layers.get("accuracy")))
                        .marker("o")
                        .errors(row(layers.get("sd")))
                        .xLabel("number of layers")
                        .yLabel("accuracy"));
        List<Map.Entry<String, JsonElement>> runs =
                new ArrayList<>(data.getAsJsonObject("facets").entrySet());
        figures.put(
                "8-facets",
                Figure.facets(
                                runs,
                                run -> run.getKey().split(", ")[0],
                                run -> run.getKey().split(", ")[1],
                                run -> Plot.line(row(run.getValue())).marker("."))
                        .title("Loss"));
        return figures;
    }

    static Map<String, IChart> xcharts(JsonObject data) {
        Map<String, IChart> charts = new LinkedHashMap<>();
        charts.put("1-curves", XCharts.curves(history(data.getAsJsonObject("curves"))));
        charts.put("2-confusion", XCharts.confusion(confusion(data)));
        charts.put("3-roc", XCharts.roc(roc(data)));
        JsonObject regions = data.getAsJsonObject("regions");
        XYChart scatter = new XYChartBuilder().width(640).height(420).build();
        scatter.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        double[][] points = rows(regions.get("points"));
        int[] labels = ints(regions.get("labels"));
        for (int k = 0; k < 3; k++) {
            int label = k;
            int[] some = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
            scatter.addSeries(
                    "class " + k,
                    IntStream.of(some).mapToDouble(i -> points[i][0]).toArray(),
                    IntStream.of(some).mapToDouble(i -> points[i][1]).toArray());
        }
        charts.put("4-regions", scatter);
        JsonObject fit = data.getAsJsonObject("fit");
        XYChart fitted = new XYChartBuilder().width(640).height(420).xAxisTitle("mpg").yAxisTitle("price").build();
        fitted.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        fitted.addSeries("data", row(fit.get("x")), row(fit.get("y")));
        charts.put("6-fit", fitted);
        JsonObject layers = data.getAsJsonObject("layers");
        XYChart line = new XYChartBuilder().width(640).height(420).build();
        line.addSeries("accuracy", row(layers.get("layers")), row(layers.get("accuracy")), row(layers.get("sd")));
        charts.put("7-layers", line);
        return charts;
    }

    /// The vote of the nearest points.
    static Tensor neighbours(Tensor x, double[][] points, int[] labels) {
        double[] places = x.toDoubles();
        double[][] votes = new double[places.length / 2][3];
        double[] distance = new double[points.length];
        for (int i = 0; i < votes.length; i++) {
            for (int j = 0; j < points.length; j++)
                distance[j] = Math.hypot(places[2 * i] - points[j][0], places[2 * i + 1] - points[j][1]);
            for (int k = 0; k < NEIGHBOURS; k++) {
                int nearest = 0;
                for (int j = 1; j < points.length; j++) if (distance[j] < distance[nearest]) nearest = j;
                votes[i][labels[nearest]]++;
                distance[nearest] = Double.POSITIVE_INFINITY;
            }
        }
        return Tensor.of((Object[]) votes);
    }

    static History history(JsonObject curves) {
        History history = new History("run");
        for (String name : List.of("loss", "val_loss", "accuracy", "val_accuracy"))
            for (double value : row(curves.get(name))) history.add(name, value);
        return history;
    }

    static ConfusionMatrix confusion(JsonObject data) {
        double[][] rows = rows(data.get("confusion"));
        long[][] counts = new long[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) for (int j = 0; j < rows.length; j++) counts[i][j] = (long) rows[i][j];
        return new ConfusionMatrix(counts, IntStream.range(0, rows.length).mapToObj(String::valueOf).toList());
    }

    static RocCurve roc(JsonObject data) {
        JsonObject roc = data.getAsJsonObject("roc");
        return RocCurve.of(
                Tensor.of((Object[]) rows(roc.get("scores"))),
                Tensor.of(ints(roc.get("truth"))),
                List.of("class 0", "class 1", "class 2"));
    }

    static double[] row(JsonElement array) {
        JsonArray values = array.getAsJsonArray();
        return IntStream.range(0, values.size()).mapToDouble(i -> values.get(i).getAsDouble()).toArray();
    }

    static int[] ints(JsonElement array) {
        return java.util.Arrays.stream(row(array)).mapToInt(value -> (int) value).toArray();
    }

    static double[][] rows(JsonElement array) {
        return array.getAsJsonArray().asList().stream().map(ChartSheet::row).toArray(double[][]::new);
    }
}
