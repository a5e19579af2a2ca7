package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import java.util.List;

/// The phrases that several marks use about their values.
final class Words {
    private Words() {}

    /// `30 values from 2.30 to 0.05`: the first and the last, for what runs along an axis.
    static String course(double[] values) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            if (Double.isNaN(first)) first = value;
            last = value;
        }
        if (Double.isNaN(first)) return count(values.length, "value");
        if (values.length == 1) return "1 value, " + Decimals.significant(first, 3);
        return count(values.length, "value") + " from " + Decimals.significant(first, 3) + " to "
                + Decimals.significant(last, 3);
    }

    /// `12.0 to 36.5`: the smallest and the largest.
    static String span(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low > high) return "no finite value";
        return Decimals.significant(low, 3) + " to " + Decimals.significant(high, 3);
    }

    /// `1 value`, `12 values`, `10,000 values`.
    static String count(long count, String noun) {
        return (count < 10_000 ? Long.toString(count) : Decimals.whole(count)) + " " + noun + (count == 1 ? "" : "s");
    }

    /// `cnn, linear, vgg`; of many only how many there are.
    static String listed(List<String> names) {
        return names.size() <= 5 ? String.join(", ", names) : names.size() + " names";
    }

    static String named(Style style, String otherwise) {
        return style.label() == null ? otherwise : style.label();
    }
}
