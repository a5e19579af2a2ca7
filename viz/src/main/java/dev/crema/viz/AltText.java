package dev.crema.viz;

import dev.crema.viz.mark.Mark;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a figure shows, in words made from its data: for those who do not see it, and for search.
final class AltText {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST_SPARKLINE = 40;

    private AltText() {}

    /// The sentences of a figure.
    static String of(Figure figure) {
        var sentences = new ArrayList<String>();
        if (figure.suptitle() != null) sentences.add(figure.suptitle());
        for (Panel panel : figure.panels()) {
            String sentence = sentence(panel);
            // "Training curves over 30 epochs: loss …" and "Training curves over 30 epochs: accuracy …" are one
            // sentence.
            String before = sentences.isEmpty() ? "" : sentences.getLast();
            int colon = sentence.indexOf(": ") + 2;
            if (colon > 2 && before.startsWith(sentence.substring(0, colon)))
                sentences.set(sentences.size() - 1, before + "; " + sentence.substring(colon));
            else sentences.add(sentence);
        }
        return String.join(". ", sentences);
    }

    private static String sentence(Panel panel) {
        String title = panel.title() == null ? "" : panel.title() + ": ";
        if (panel.words().summary() != null) return title + panel.words().summary();
        var parts = new ArrayList<String>();
        List<String> names = panel.x().categories();
        for (Mark mark : panel.marks()) {
            String part = names.isEmpty() ? mark.summary() : mark.summary(names);
            if (!part.isEmpty()) parts.add(part);
        }
        String x = panel.x().label();
        String y = panel.y().label();
        String axes = x == null ? y == null ? "" : y + ": " : y == null ? "by " + x + ": " : y + " by " + x + ": ";
        return capital(title + axes + String.join("; ", parts));
    }

    /// The figure for a terminal: its sentences, and a line of bars for each curve.
    static String withSparklines(Figure figure) {
        var lines = new ArrayList<String>();
        lines.add(figure.alt());
        for (Panel panel : figure.panels()) {
            for (Mark mark : panel.marks()) {
                double[] profile = mark.profile();
                if (profile == null || profile.length < 2) continue;
                String name = mark.style().label() == null
                        ? panel.y().label()
                        : mark.style().label();
                lines.add(sparkline(profile) + "  " + (name == null ? "" : name + " ") + ends(profile));
            }
        }
        return String.join("\n", lines);
    }

    private static String ends(double[] values) {
        return Decimals.significant(values[0], 3) + " → " + Decimals.significant(values[values.length - 1], 3);
    }

    static String sparkline(double[] values) {
        Range range = range(values);
        int length = Math.min(values.length, LONGEST_SPARKLINE);
        var line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            double mean =
                    mean(values, (int) ((long) i * values.length / length), (int) ((i + 1L) * values.length / length));
            double share = range.high() > range.low() ? (mean - range.low()) / (range.high() - range.low()) : 0.5;
            line.append(Double.isNaN(mean) ? '×' : LEVELS.charAt((int) Math.clamp(share * 8, 0, 7)));
        }
        return line.toString();
    }

    /// The mean of the finite values from one index to another; NaN without any.
    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Range range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Range(low, high);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
