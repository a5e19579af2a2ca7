package dev.crema.viz;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/// Every chart, with the data that are hard on it. Each is a golden, and a picture on the contact sheet.
final class Gallery {
    private static final Map<String, Figure> ALL = new Gallery().figures;

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private Gallery() {
        training();
        classification();
        relations();
        distributions();
        pictures();
        awkward();
        figures.putAll(ModelGallery.figures());
    }

    /// The figures by the name of their golden.
    static Map<String, Figure> figures() {
        return ALL;
    }

    static Figure figure(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    static Figure lossAndAccuracy(dev.crema.nn.metrics.History history) {
        return Figure.row(Plot.loss(history), Plot.accuracy(history));
    }

    private void training() {
        var history = Samples.history(30);
        figures.put("training-curves", lossAndAccuracy(history));
        figures.put("loss-log", Plot.loss(history).logY().title("Loss, logarithmic"));
        figures.put("training-first-epoch", lossAndAccuracy(Samples.firstEpoch(400)));
        figures.put("training-under-way", lossAndAccuracy(Samples.underWay(3, 400, 0.4)));
        figures.put("training-even", Plot.loss(Samples.even(40)));
        figures.put("training-diverged", Plot.loss(Samples.diverged()).title("Learning rate 10"));
        figures.put("training-one-epoch", lossAndAccuracy(Samples.history(1)));
        figures.put("training-4000-epochs", Plot.loss(Samples.history(4000)).title("Lab 2A"));
        record Trial(String model, double rate, dev.crema.nn.metrics.History history) {}
        var trials = List.of(
                new Trial("cnn", 0.01, Samples.history(20)),
                new Trial("linear", 0.01, Samples.history(12)),
                new Trial("cnn", 0.001, Samples.history(8)));
        figures.put(
                "facets",
                Figure.facets(
                                trials,
                                Trial::model,
                                Trial::rate,
                                trial -> Plot.loss(trial.history()).text(0.5, 0.9, "Test Acc: 0.970"))
                        .title("Loss"));
        figures.put(
                "runs",
                Plot.runs(
                        "val_loss",
                        Samples.history("sgd", 30),
                        Samples.history("adam", 20),
                        Samples.history("rmsprop", 12)));
    }

    private void classification() {
        figures.put("confusion-10", Plot.confusion(Samples.confusion(10, 2000, Samples.digits(10))));
        figures.put("confusion-2", Plot.confusion(Samples.confusion(2, 400, List.of("benign", "malignant"))));
        figures.put(
                "confusion-names",
                Plot.confusion(Samples.confusion(
                        8, 3000, List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse"))));
        figures.put("confusion-50", Plot.confusion(Samples.confusion(50, 10_000, Samples.digits(50))));
        figures.put("confusion-100", Plot.confusion(Samples.confusion(100, 10_000, Samples.digits(100))));
        figures.put("confusion-100-names", Plot.confusion(Samples.confusion(100, 10_000, Samples.names(100))));
        figures.put("roc-binary", Plot.roc(Samples.roc(1, 400, 1.6)));
        figures.put("roc-3", Plot.roc(Samples.roc(3, 400, 2)));
        figures.put("roc-10", Plot.roc(Samples.roc(10, 1000, 2.4)));
        figures.put("roc-30", Plot.roc(Samples.roc(30, 600, 2.2)));
    }

    private void relations() {
        int[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        int[] y = {1, 1, 2, 4, 5, 7, 8, 9, 10, 9};
        double[] fit = Arrays.stream(x).mapToDouble(v -> 1.207 * v).toArray();
        figures.put(
                "fit",
                Plot.scatter(x, y)
                        .label("data")
                        .marker("*")
                        .size(9)
                        .plus(Plot.line(x, fit).label("fit"))
                        .xLabel("x")
                        .yLabel("y"));
        double[] ws = IntStream.range(0, 40).mapToDouble(i -> -10 + 0.5 * i).toArray();
        double[] costs =
                Arrays.stream(ws).map(w -> 28.5 * (w - 1.2) * (w - 1.2) + 0.68).toArray();
        figures.put(
                "cost",
                Plot.scatter(ws, costs).size(3).xLabel("w").yLabel("cost").figsize(1000, 500));
        var random = new Random(3);
        double[] a = new double[300];
        double[] b = new double[300];
        int[] classes = new int[300];
        for (int i = 0; i < 300; i++) {
            double radius = random.nextDouble() * 3;
            double angle = random.nextDouble() * 6.28;
            a[i] = radius * (StrictMath.cos(angle) + 1);
            b[i] = radius * (StrictMath.sin(angle) + 1);
            classes[i] = (int) radius;
        }
        figures.put(
                "scatter-classes",
                Plot.scatter(a, b).colorBy(classes).xLabel("x1").yLabel("x2"));
        List<String> kinds = List.of("cnn", "linear", "vgg");
        figures.put(
                "scatter-names",
                Plot.scatter(
                                IntStream.range(0, 24)
                                        .mapToObj(i -> kinds.get(i % 3))
                                        .toList(),
                                IntStream.range(0, 24)
                                        .mapToDouble(i -> 0.5 + 0.15 * (i % 3) + 0.05 * random.nextGaussian())
                                        .toArray())
                        .alpha(0.6)
                        .yLabel("accuracy"));
        double[] value = IntStream.range(0, 300)
                .mapToDouble(i -> 2 * StrictMath.sin(a[i]) + b[i])
                .toArray();
        figures.put(
                "scatter-values",
                Plot.scatter(a, b).colorBy(value).colorMap("jet").xLabel("x1").yLabel("x2"));
        double[] first = random.doubles(400, 0, 10).toArray();
        double[] second = random.doubles(400, 0, 10).toArray();
        double[] height = IntStream.range(0, 400)
                .mapToDouble(i -> 2 * StrictMath.sin(first[i])
                        + StrictMath.log(0.5 * second[i] * second[i] + 1e-3)
                        + 0.5 * random.nextGaussian())
                .toArray();
        Figure cloud = Plot.scatter3d(first, second, height)
                .colorBy(height)
                .colorMap("jet")
                .xLabel("x1")
                .yLabel("x2")
                .zLabel("y")
                .view(40, -60)
                .invertX();
        figures.put("space", cloud);
        figures.put(
                "space-row",
                Figure.row(
                        cloud.title("train").zLim(-10, 6),
                        cloud.title("test").view(20, 30),
                        Plot.scatter3d(first, second, height).view(70, 200)));
        double[] weights = IntStream.range(0, 41).mapToDouble(i -> -2 + i * 0.1).toArray();
        double[][] surface = new double[41][41];
        for (int i = 0; i < 41 * 41; i++) {
            double w = weights[i % 41];
            double bias = weights[Math.floorDiv(i, 41)];
            surface[Math.floorDiv(i, 41)][i % 41] =
                    (w - 0.5) * (w - 0.5) + 3 * bias * bias + StrictMath.sin(3 * w) * bias;
        }
        double[] descentW = {-1.8, -1.2, -0.6, -0.1, 0.2, 0.4, 0.48};
        double[] descentB = {1.7, -0.4, 0.3, -0.1, 0.0, -0.1, -0.15};
        figures.put(
                "contour",
                Plot.contour(weights, weights, surface)
                        .plus(Plot.line(descentW, descentB)
                                .marker("o")
                                .color("C1")
                                .label("descent"))
                        .xLabel("w")
                        .yLabel("b"));
        double[] cloudX = Samples.normal(20_000, 0, 1, 1);
        figures.put(
                "scatter-20000",
                Plot.scatter(cloudX, Samples.normal(20_000, 5, 2, 2)).alpha(0.3).size(3));
        int[] layers = {2, 3, 4, 5};
        double[] accuracy = {0.9712, 0.9768, 0.9759, 0.9741};
        double[] deviation = {0.0011, 0.0009, 0.0014, 0.0021};
        figures.put(
                "layers",
                Plot.line(layers, accuracy)
                        .marker("o")
                        .errors(deviation)
                        .xLabel("number of layers")
                        .yLabel("accuracy"));
        double[] t = IntStream.range(0, 60).mapToDouble(i -> i / 6.0).toArray();
        double[] sine = Arrays.stream(t).map(StrictMath::sin).toArray();
        double[] low =
                Arrays.stream(t).map(v -> StrictMath.sin(v) - 0.2 - 0.03 * v).toArray();
        double[] high =
                Arrays.stream(t).map(v -> StrictMath.sin(v) + 0.2 + 0.03 * v).toArray();
        figures.put(
                "band",
                Plot.band(t, low, high)
                        .plus(Plot.line(t, sine).label("mean"))
                        .hline(0)
                        .vline(3.14)
                        .text(0.5, 0.9, "sin x ± σ"));
        figures.put(
                "five-lines",
                IntStream.range(0, 5)
                        .mapToObj(k -> Plot.line(
                                t,
                                Arrays.stream(t).map(v -> StrictMath.sin(v + k)).toArray()))
                        .reduce(Figure::plus)
                        .orElseThrow()
                        .legend()
                        .grid());
        figures.put(
                "ticks",
                Plot.line(new double[] {1957, 1986, 1998, 2012, 2017}, new double[] {1, 2, 3, 5, 8})
                        .marker("o")
                        .xTicks(new int[] {1957, 1986, 1998, 2012, 2017})
                        .xLabel("year")
                        .grid());
        figures.put(
                "steps",
                Plot.steps(layers, new double[] {1, 3, 2, 4}).label("rate").yLim(0, 5));
    }

    private void distributions() {
        figures.put(
                "bars",
                Plot.bars(List.of("cnn", "linear", "vgg"), new double[] {0.71, 0.39, 0.83})
                        .yLabel("accuracy"));
        List<String> rates = List.of("0.01", "0.01", "0.001", "0.001");
        List<String> models = List.of("cnn", "linear", "cnn", "linear");
        Figure train = Plot.bars(rates, new double[] {0.91, 0.42, 0.84, 0.41})
                .by(models)
                .title("train");
        Figure val = Plot.bars(rates, new double[] {0.71, 0.39, 0.69, 0.38})
                .by(models)
                .title("val");
        Figure test = Plot.bars(rates, new double[] {0.70, 0.38, 0.68, 0.38})
                .by(models)
                .title("test");
        figures.put("bars-grouped", Figure.row(train, val, test));
        figures.put(
                "bars-many",
                Plot.bars(IntStream.range(0, 24).mapToObj(i -> "category " + i).toList(), Samples.normal(24, 0, 3, 5)));
        figures.put(
                "histogram", Plot.histogram(Samples.normal(5000, 0, 1, 4), 30).xLabel("weight"));
        double[][] correlation = new double[5][5];
        for (int i = 0; i < 25; i++) correlation[i / 5][i % 5] = i / 5 == i % 5 ? 1 : StrictMath.cos(i) * 0.8;
        List<String> columns = List.of("mpg", "trunk", "weight", "length", "foreign");
        figures.put(
                "heat", Plot.heat(correlation).xTicks(columns).yTicks(columns).title("Correlation"));
        double[][] waves = new double[60][40];
        for (int i = 0; i < 2400; i++) waves[i / 40][i % 40] = StrictMath.sin(i / 300.0);
        figures.put("heat-names", Plot.heat(waves).xTicks(Samples.names(40)).yTicks(Samples.names(60)));
        double[][] large = new double[60][100];
        for (int i = 0; i < 6000; i++)
            large[i / 100][i % 100] = StrictMath.sin(i / 700.0) * StrictMath.cos(i % 100 / 9.0);
        figures.put("heat-large", Plot.heat(large));
    }

    private void pictures() {
        double[][] digits = Samples.digitPictures(24);
        figures.put("image", Plot.image(Arrays.copyOf(digits[2], 784)));
        figures.put(
                "images-titles",
                Plot.images(Arrays.copyOf(digits, 6))
                        .perRow(3)
                        .titles("Ground Truth: %s", new int[] {0, 1, 2, 3, 4, 5}));
        figures.put(
                "images-wrong",
                Plot.images(Arrays.copyOf(digits, 12))
                        .perRow(6)
                        .predictions(
                                new int[] {0, 1, 2, 3, 9, 5, 0, 1, 2, 3, 4, 6},
                                new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5}));
        figures.put("images-12", Plot.images(Arrays.copyOf(digits, 24)).perRow(12));
        figures.put(
                "images-color",
                Plot.images(Samples.colorPictures(8))
                        .perRow(4)
                        .titles(
                                "%s",
                                List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse")));
    }

    private void awkward() {
        figures.put("empty", Plot.line(new double[0]));
        figures.put("one-point", Plot.line(new double[] {3.7}).label("only"));
        double[] gaps = {1, 2, Double.NaN, 3, 2.5, Double.POSITIVE_INFINITY, 4, 3, Double.NEGATIVE_INFINITY, 2, 1};
        figures.put("gaps", Plot.line(gaps).label("measured"));
        figures.put(
                "log-zeros",
                Plot.line(new double[] {0.02, 0.5, 0, 3, -1, 30, 100}).logY().label("positive?"));
        figures.put("log-decade", Plot.line(new double[] {2, 2.5, 3, 4, 5, 7.5}).logY());
        double[] walk = new double[1_000_000];
        var random = new Random(6);
        for (int i = 1; i < walk.length; i++) walk[i] = walk[i - 1] + random.nextGaussian();
        figures.put("million", Plot.line(walk).xLabel("step"));
        figures.put(
                "scripts",
                Plot.bars(List.of("한국어", "ภาษาไทย", "Ελληνικά", "日本語"), new double[] {3, 2, 4, 1})
                        .title("정확도 · ความแม่นยำ · точность"));
        figures.put(
                "tiny",
                Plot.line(new double[] {1e-6, 2.5e-6, 4e-6, 3e-6})
                        .xLabel("step")
                        .yLabel("learning rate"));
        figures.put("huge", Plot.line(new double[] {1.2e6, 2.5e6, 9e6, 3.1e7}).yLabel("parameters"));
        figures.put(
                "limits",
                Plot.line(new double[] {5, 1, 8, -3, 4, 12, 2}).yLim(0, 6).xLim(0.5, 5.5));
    }
}
