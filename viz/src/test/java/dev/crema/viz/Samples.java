package dev.crema.viz;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Data for charts, the same on every machine: seeded, and with `StrictMath`.
final class Samples {
    private Samples() {}

    /// A run that learns, with training and validation loss and accuracy.
    static History history(int epochs) {
        return history("run 1", epochs);
    }

    static History history(String name, int epochs) {
        var random = new Random(7);
        var history = new History(name);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double train = 2.3 * StrictMath.exp(-epoch * 5.0 / epochs) + 0.03 + random.nextDouble() * 0.02;
            double validation = 2.3 * StrictMath.exp(-epoch * 4.6 / epochs)
                    + 0.09
                    + 0.06 * epoch / epochs
                    + random.nextDouble() * 0.03;
            history.add("loss", train);
            history.add("val_loss", validation);
            history.add("accuracy", 1 - train / 2.5);
            history.add("val_accuracy", 1 - validation / 2.5);
        }
        return history;
    }

    /// A run inside its first epoch.
    static History firstEpoch(int batches) {
        var random = new Random(8);
        var history = new History("run 1");
        for (int i = 0; i < batches; i++)
            history.addBatch(0.4 + 1.9 * StrictMath.exp(-4.0 * i / batches) + 0.3 * random.nextGaussian());
        return history;
    }

    /// A run inside an epoch, of long ones.
    static History underWay(int epochs, int batches, double share) {
        var random = new Random(11);
        History whole = history(epochs);
        var history = new History("run 1");
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < batches; i++) addBatch(history, epoch + (double) i / batches, random);
            for (String name : whole.names()) history.add(name, whole.values(name)[epoch]);
        }
        for (int i = 0; i < share * batches; i++) addBatch(history, epochs + (double) i / batches, random);
        return history;
    }

    private static void addBatch(History history, double epoch, Random random) {
        history.addBatch(0.03 + 2.3 * StrictMath.exp(-1.7 * (epoch + 0.5)) + 0.1 * random.nextDouble());
    }

    /// Runs of two measures so even that a text beside the best value would lie on a curve.
    static History even(int epochs) {
        var random = new Random(12);
        var history = new History("even");
        for (int epoch = 1; epoch <= epochs; epoch++) {
            history.add("loss", 0.7 + 0.8 * random.nextDouble());
            history.add(
                    "val_loss",
                    (epoch == epochs / 2 ? 0.98 : 1) + 0.8 * random.nextDouble() * (epoch == epochs / 2 ? 0 : 1));
        }
        return history;
    }

    /// A run whose loss grows and becomes NaN.
    static History diverged() {
        var history = new History("too fast");
        for (int epoch = 1; epoch <= 12; epoch++) {
            for (int batch = 0; batch < 100; batch++) history.addBatch(epoch < 7 || batch < 20 ? epoch : Double.NaN);
            history.add("loss", epoch < 7 ? 0.5 + 0.2 * StrictMath.exp(0.8 * epoch) : Double.NaN);
            history.add("val_loss", epoch < 6 ? 0.6 + 0.25 * StrictMath.exp(0.8 * epoch) : Double.POSITIVE_INFINITY);
        }
        return history;
    }

    /// A good classifier of so many classes, with confusions between some of them.
    static ConfusionMatrix confusion(int classes, int samples, List<String> labels) {
        var random = new Random(9);
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < samples; i++) {
            int truth = random.nextInt(classes);
            int[] steps = {1, 5, 7};
            int predicted = random.nextDouble() < 0.955 ? truth : (truth + steps[random.nextInt(3)]) % classes;
            counts[truth][predicted]++;
        }
        return new ConfusionMatrix(counts, labels);
    }

    static List<String> digits(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /// Names of different lengths, as classes have them.
    static List<String> names(int count) {
        List<String> kinds = List.of("fox", "lawn mower", "apple", "sunflower", "bee", "aquarium fish", "pine tree");
        return IntStream.range(0, count)
                .mapToObj(i -> kinds.get(i % kinds.size()) + " " + (char) ('A' + i / kinds.size()))
                .toList();
    }

    /// ROC curves of normally distributed scores, `distance` standard deviations apart.
    static RocCurve roc(int classes, int samples, double distance) {
        var random = new Random(10);
        var curves = new ArrayList<RocCurve.Curve>();
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            RocCurve.Curve curve = curve(String.valueOf(k), samples, distance - 0.3 * (k % 4), random);
            curves.add(curve);
            sum += curve.auc();
        }
        return new RocCurve(curves, sum / classes);
    }

    private static RocCurve.Curve curve(String label, int samples, double distance, Random random) {
        boolean[] positive = new boolean[samples];
        Double[] scores = new Double[samples];
        int positives = 0;
        for (int i = 0; i < samples; i++) {
            positive[i] = i % 3 == 0;
            positives += positive[i] ? 1 : 0;
            scores[i] = random.nextGaussian() + (positive[i] ? distance : 0);
        }
        Integer[] order = IntStream.range(0, samples).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        double[] falseRates = new double[samples + 1];
        double[] trueRates = new double[samples + 1];
        double[] thresholds = new double[samples + 1];
        thresholds[0] = Double.POSITIVE_INFINITY;
        double area = 0;
        int hits = 0;
        for (int i = 0; i < samples; i++) {
            hits += positive[order[i]] ? 1 : 0;
            trueRates[i + 1] = hits / (double) positives;
            falseRates[i + 1] = (i + 1 - hits) / (double) (samples - positives);
            thresholds[i + 1] = scores[order[i]];
            area += (falseRates[i + 1] - falseRates[i]) * (trueRates[i + 1] + trueRates[i]) / 2;
        }
        return new RocCurve.Curve(label, falseRates, trueRates, thresholds, area);
    }

    static double[] normal(int count, double mean, double deviation, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(_ -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    /// Pictures like MNIST's: 28 × 28, rings and bars of ink, `[count][784]`.
    static double[][] digitPictures(int count) {
        double[][] pictures = new double[count][784];
        for (int n = 0; n < count; n++) {
            double radius = 5 + n % 4;
            for (int i = 0; i < 784; i++) {
                double x = i % 28 - 13.5;
                double y = Math.floorDiv(i, 28) - 13.5;
                double distance = n % 2 == 0
                        ? Math.abs(StrictMath.hypot(x * 1.3, y) - radius)
                        : Math.max(Math.abs(x + y * 0.2 * (n % 3)), Math.abs(y) - 8);
                pictures[n][i] = Math.clamp(2.4 - distance, 0, 1);
            }
        }
        return pictures;
    }

    /// Pictures like CIFAR's: 32 × 32, three channels, normalised; `[count][3072]`.
    static double[][] colorPictures(int count) {
        double[][] pictures = new double[count][3072];
        for (int n = 0; n < count; n++)
            for (int i = 0; i < 3072; i++) {
                int pixel = i % 1024;
                double x = pixel % 32 / 31.0;
                double y = Math.floorDiv(pixel, 32) / 31.0;
                double wave = StrictMath.sin(6 * x * (1 + n % 3) + 2 * Math.floorDiv(i, 1024) + n);
                pictures[n][i] = Math.clamp(wave * (1 - y) + 0.3 * y, -1, 1);
            }
        return pictures;
    }
}
