package dev.crema.nn.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well scores separate positives from negatives, threshold by threshold.
final class Scores {
    private Scores() {}

    /// The ROC curve of one class against the rest. Points where the curve only goes straight on are left out.
    ///
    /// @throws IllegalArgumentException if there are only positives or only negatives
    static RocCurve.Curve roc(String label, double[] scores, boolean[] positive) {
        long positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        long negatives = positive.length - positives;
        if (positives == 0 || negatives == 0)
            throw new IllegalArgumentException("ROC of \"" + label + "\": the targets hold " + positives
                    + " positives and " + negatives + " negatives; both are needed");
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
        List<double[]> points = new ArrayList<>(); // {false positives, true positives, threshold}
        points.add(new double[] {0, 0, Double.POSITIVE_INFINITY});
        double truePositives = 0;
        double falsePositives = 0;
        for (int i = 0; i < order.length; i++) {
            if (positive[order[i]]) truePositives++;
            else falsePositives++;
            boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
            if (!tied) points.add(new double[] {falsePositives, truePositives, scores[order[i]]});
        }
        return curve(label, withoutStraight(points), (double) negatives, (double) positives);
    }

    /// Drops points between two neighbours in line with them, as scikit-learn does.
    private static List<double[]> withoutStraight(List<double[]> points) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i > 0 && i < points.size() - 1) {
                double[] before = points.get(i - 1);
                double[] here = points.get(i);
                double[] after = points.get(i + 1);
                boolean straight =
                        here[0] - before[0] == after[0] - here[0] && here[1] - before[1] == after[1] - here[1];
                if (straight) continue;
            }
            kept.add(points.get(i));
        }
        return kept;
    }

    private static RocCurve.Curve curve(String label, List<double[]> points, double negatives, double positives) {
        double[] falsePositiveRates =
                points.stream().mapToDouble(p -> p[0] / negatives).toArray();
        double[] truePositiveRates =
                points.stream().mapToDouble(p -> p[1] / positives).toArray();
        double[] thresholds = points.stream().mapToDouble(p -> p[2]).toArray();
        double area = 0;
        for (int i = 1; i < points.size(); i++)
            area += (falsePositiveRates[i] - falsePositiveRates[i - 1])
                    * (truePositiveRates[i] + truePositiveRates[i - 1])
                    / 2;
        return new RocCurve.Curve(label, falsePositiveRates, truePositiveRates, thresholds, area);
    }
}
