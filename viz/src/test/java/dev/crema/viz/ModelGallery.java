package dev.crema.viz;

import dev.crema.nn.metrics.HasParameters;
import dev.crema.nn.metrics.PrCurve;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The charts of models and their training: with small models that need no training, the same on every machine.
final class ModelGallery {
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private ModelGallery() {
        classes();
        functions();
        insides();
        searches();
    }

    static Map<String, Figure> figures() {
        return new ModelGallery().figures;
    }

    private void classes() {
        figures.put("pr-binary", Plot.pr(precision(1, 400)));
        figures.put("pr-3", Plot.pr(precision(3, 400)));
        figures.put("pr-30", Plot.pr(precision(30, 600)));
        var random = new Random(11);
        double[][] points = new double[300][];
        int[] ring = new int[300];
        for (int i = 0; i < 300; i++) {
            double radius = 3 * random.nextDouble();
            double angle = 6.28 * random.nextDouble();
            points[i] = new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
            ring[i] = (int) (radius + 0.25 * random.nextGaussian() / 2 + 1e-9);
            ring[i] = Math.clamp(ring[i], 0, 2);
        }
        // One score for each ring: how near the radius is to its middle.
        UnaryOperator<Tensor> rings = x -> x.pow(2)
                .sum(1)
                .sqrt()
                .view(-1, 1)
                .sub(Tensor.of(0.5, 1.5, 2.5))
                .abs()
                .mul(-1);
        figures.put("regions-3", Plot.regions(rings, points, ring));
        int[] side = new int[300];
        for (int i = 0; i < 300; i++) side[i] = points[i][0] + 0.5 * StrictMath.sin(2 * points[i][1]) > 0.2 ? 1 : 0;
        UnaryOperator<Tensor> wave =
                x -> x.at(":", 0).add(x.at(":", 1).mul(2).sin().mul(0.5)).sigmoid();
        figures.put("regions-2", Plot.regions(wave, points, side).title("Two classes"));
        double[] scores = new double[400];
        int[] target = new int[400];
        for (int i = 0; i < 400; i++) {
            target[i] = i % 3 == 0 ? 1 : 0;
            scores[i] = 1 / (1 + StrictMath.exp(-(1.4 * random.nextGaussian() + (target[i] == 1 ? 1.4 : -1.4))));
        }
        figures.put("scores", Plot.scores(scores, target));
        figures.put("scores-cut", Plot.scores(scores, target).threshold(0.5).xLabel("probability of class 1"));
    }

    private void functions() {
        double[] mpg = IntStream.range(0, 74).mapToDouble(i -> 12 + 0.4 * i).toArray();
        double[] noise = Samples.normal(74, 0, 1800, 12);
        double[] price = IntStream.range(0, 74)
                .mapToDouble(i -> 12_000 - 240 * mpg[i] + noise[i])
                .toArray();
        Figure fit = Plot.fit(mpg, price).xLabel("mpg").yLabel("price");
        figures.put("fit-band", fit);
        figures.put("fit-residuals", Figure.row(fit, Plot.residuals(mpg, price).xLabel("mpg")));
        figures.put("fit-two-points", Plot.fit(new int[] {1, 2}, new int[] {3, 5}));
        figures.put(
                "activations",
                Figure.grid(
                                3,
                                List.of(
                                        Plot.activation(t -> t.sigmoid()).title("Sigmoid"),
                                        Plot.activation(t -> t.tanh()).title("Tanh"),
                                        Plot.activation(t -> t.relu()).title("ReLU"),
                                        Plot.activation(t -> Tensor.where(t.gt(0), t, t.mul(0.1)))
                                                .title("Leaky ReLU"),
                                        Plot.activation(t -> t.sign()).title("Sign"),
                                        Plot.function(t -> t.exp().add(1).log(), -5, 5)
                                                .title("Softplus")))
                        .title("Activations"));
        double[] ws = IntStream.range(0, 41).mapToDouble(i -> -2 + i * 0.1).toArray();
        double[] descentW = {-1.8, -1.25, -0.75, -0.3, 0.05, 0.25, 0.38, 0.45};
        double[] descentB = {1.7, -0.9, 0.75, -0.45, 0.2, -0.2, -0.1, -0.15};
        java.util.function.DoubleBinaryOperator loss =
                (w, b) -> (w - 0.5) * (w - 0.5) + 1.5 * b * b + 0.6 * StrictMath.sin(2 * w) * b;
        figures.put(
                "surface",
                Plot.surface(ws, ws, loss)
                        .descent(descentW, descentB)
                        .xLabel("w")
                        .yLabel("b")
                        .zLabel("loss")
                        .view(40, -60));
        figures.put(
                "contour-descent",
                Plot.contour(ws, ws, loss)
                        .descent(descentW, descentB)
                        .xLabel("w")
                        .yLabel("b"));
    }

    private void insides() {
        figures.put("weights", Plot.weights(model()));
        HasParameters trained = model();
        trained.namedParameters().values().stream()
                .map(parameter -> parameter.pow(2).mul(0.01).sum())
                .reduce(Tensor::add)
                .orElseThrow()
                .backward();
        figures.put("gradients", Plot.gradients(trained));
        figures.put("network", Plot.network(2, 3, 1));
        figures.put("network-long", Plot.network(784, 512, 256, 128, 64, 10).title("MLP"));
        figures.put("network-weights", Plot.network(model()).weights());
        var w1 = Tensor.of(2.0).requiresGrad(true);
        var w2 = Tensor.of(-3.0).requiresGrad(true);
        var b = Tensor.of(6.5).requiresGrad(true);
        var x1 = Tensor.of(0.5);
        var out = w1.mul(x1).add(w2.mul(1.5)).add(b).tanh().sum();
        out.backwardRetainingGraph();
        figures.put("graph", Plot.graph(out));
        var net = model().namedParameters();
        var x = Tensor.ones(4, 3);
        var hidden =
                x.matmul(net.get("fc1.weight").t()).add(net.get("fc1.bias")).relu();
        figures.put(
                "graph-layers",
                Plot.graph(hidden.matmul(net.get("fc2.weight").t())
                        .add(net.get("fc2.bias"))
                        .sub(1)
                        .pow(2)
                        .mean()));
    }

    private void searches() {
        var random = new Random(13);
        double[] rates = IntStream.range(0, 100)
                .mapToDouble(i -> 1e-5 * StrictMath.pow(10, i * 0.06))
                .toArray();
        double[] losses = IntStream.range(0, 100)
                .mapToDouble(i -> {
                    double falling = 2.3 - 1.7 / (1 + StrictMath.exp(-(i - 50) / 7.0));
                    return falling + StrictMath.exp((i - 88) / 3.0) + 0.08 * random.nextGaussian();
                })
                .toArray();
        figures.put("learning-rates", Plot.learningRates(rates, losses));
        var layers = new ArrayList<Integer>();
        var accuracy = new ArrayList<Double>();
        var models = new ArrayList<String>();
        for (String model : List.of("mlp", "cnn"))
            for (int count = 2; count <= 5; count++)
                for (int seed = 0; seed < 4; seed++) {
                    layers.add(count);
                    models.add(model);
                    double base = model.equals("cnn") ? 0.985 : 0.972;
                    accuracy.add(base - 0.002 * (count - 3) * (count - 3) + 0.0015 * random.nextGaussian());
                }
        figures.put(
                "sweep", Plot.sweep(layers, accuracy, models).xLabel("layers").yLabel("accuracy"));
        figures.put(
                "sweep-names",
                Plot.sweep(List.of("sgd", "adam", "sgd", "adam", "rmsprop"), new double[] {0.9, 0.95, 0.92, 0.94, 0.93})
                        .yLabel("accuracy"));
    }

    private static PrCurve precision(int classes, int count) {
        var random = new Random(14);
        float[][] scores = new float[count][Math.max(classes, 2)];
        int[] target = new int[count];
        for (int i = 0; i < count; i++) {
            target[i] = classes == 1 ? (i % 3 == 0 ? 1 : 0) : i % classes;
            for (int k = 0; k < scores[i].length; k++)
                scores[i][k] = (float) (random.nextGaussian() + (k == target[i] ? 1.6 + 0.2 * (k % 3) : 0));
        }
        return PrCurve.of(Tensor.of((Object[]) scores), Tensor.of(target), Samples.digits(Math.max(2, classes)));
    }

    /// Three inputs, a hidden layer of 12, two outputs.
    private static HasParameters model() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("fc1.weight", normal(15, 12, 3));
        parameters.put("fc1.bias", normal(16, 12));
        parameters.put("fc2.weight", normal(17, 2, 12));
        parameters.put("fc2.bias", normal(18, 2));
        return () -> parameters;
    }

    private static Tensor normal(int seed, int... shape) {
        int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
        return Tensor.of(Samples.normal(count, 0, 0.5, seed)).view(shape).copy().requiresGrad(true);
    }
}
