package dev.crema.viz.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where an axis is marked, and what stands there. Steps are 1, 2, 2.5 or 5 times a power of ten, and all labels of
/// an axis have the same number of decimals.
///
/// ```java
/// Ticks.linear(0, 1, 5).labels()      // 0.0 0.2 0.4 0.6 0.8 1.0
/// Ticks.log(0.02, 30).labels()        // 0.1 1 10
/// ```
///
/// @param values in ascending order
/// @param labels one for each value
public record Ticks(double[] values, List<String> labels) {

    public Ticks {
        labels = List.copyOf(labels);
    }

    /// These ticks without minus signs: for an axis that counts in both directions.
    public Ticks withoutSigns() {
        return new Ticks(
                values,
                labels.stream()
                        .map(label -> label.replace(String.valueOf(Decimals.MINUS), ""))
                        .toList());
    }

    /// Ticks at these values.
    public static Ticks at(double[] values) {
        int decimals = 0;
        for (double value : values) {
            String text = Decimals.plain(value);
            if (text.contains("e"))
                return new Ticks(
                        values, Arrays.stream(values).mapToObj(Decimals::plain).toList());
            if (text.contains(".")) decimals = Math.max(decimals, text.length() - text.indexOf('.') - 1);
        }
        int all = Math.min(decimals, 9);
        return new Ticks(
                values,
                Arrays.stream(values)
                        .mapToObj(value -> Decimals.fixed(value, all))
                        .toList());
    }

    /// About `target` ticks between two values.
    public static Ticks linear(double low, double high, int target) {
        double step = step(low, high, target, false);
        return every(step, low, high);
    }

    /// About `target` ticks at whole numbers; 1 is among them where it is the first and does not crowd the next
    /// (epochs start at 1, not at 5).
    public static Ticks whole(double low, double high, int target) {
        double step = step(low, high, target, true);
        Ticks ticks = every(step, low, high);
        double first = Math.ceil(low - 1e-9);
        boolean room = ticks.values.length > 0 && ticks.values[0] - first >= 0.5 * step;
        return first == 1 && room ? ticks.startingWith(first) : ticks;
    }

    /// Powers of ten between two positive values, with 2 and 5 times them where there are few, and with all their
    /// multiples inside one decade.
    public static Ticks log(double low, double high) {
        int from = (int) Math.ceil(Math.log10(low) - 1e-9);
        int to = (int) Math.floor(Math.log10(high) + 1e-9);
        double decades = Math.log10(high / low);
        if (decades < 0.9) return multiples(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        if (decades < 2.5) return multiples(low, high, 1, 2, 5);
        int stride = (to - from) / 7 + 1;
        var values = new ArrayList<Double>();
        for (int exponent = from; exponent <= to; exponent += stride) values.add(Math.pow(10, exponent));
        return ofLog(values);
    }

    /// The step that leaves at most about `target` intervals between two values.
    public static double step(double low, double high, int target, boolean whole) {
        double raw = Math.max((high - low) / Math.max(1, target), Double.MIN_NORMAL);
        double power = Math.pow(10, Decimals.exponent(raw));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            double candidate = factor * power;
            boolean broken = whole && candidate != Math.rint(candidate);
            if (!broken && candidate >= raw * (1 - 1e-9)) {
                step = candidate;
                break;
            }
        }
        return whole ? Math.max(1, step) : step;
    }

    /// A tick at each multiple of a step.
    static Ticks every(double step, double low, double high) {
        long first = (long) Math.ceil(low / step - 1e-6);
        long last = (long) Math.floor(high / step + 1e-6);
        int count = Math.clamp(last - first + 1, 0, 1000);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = (first + i) * step;
        return new Ticks(values, labels(values, step));
    }

    private static List<String> labels(double[] values, double step) {
        double largest = 0;
        for (double value : values) largest = Math.max(largest, Math.abs(value));
        if (largest >= 1e12 || largest < 1e-3) return scientific(values, step, largest);
        double unit = largest >= 1e9 && step >= 1e6 ? 1e9 : largest >= 1e6 && step >= 1e3 ? 1e6 : 1;
        String suffix = unit == 1e9 ? "B" : unit == 1e6 ? "M" : "";
        int decimals = decimals(step / unit);
        var labels = new ArrayList<String>(values.length);
        for (double value : values) {
            labels.add(value == 0 && unit > 1 ? "0" : Decimals.fixed(value / unit, decimals) + suffix);
        }
        return labels;
    }

    private static List<String> scientific(double[] values, double step, double largest) {
        if (largest == 0) return List.of("0");
        int exponent = Decimals.exponent(largest);
        double unit = Math.pow(10, exponent);
        String suffix = "e" + (exponent < 0 ? Decimals.MINUS : "") + Math.abs(exponent);
        int decimals = decimals(step / unit);
        var labels = new ArrayList<String>(values.length);
        for (double value : values) labels.add(value == 0 ? "0" : Decimals.fixed(value / unit, decimals) + suffix);
        return labels;
    }

    /// How many decimals a multiple of this step needs.
    private static int decimals(double step) {
        int exponent = Decimals.exponent(step);
        double mantissa = step / Math.pow(10, exponent);
        boolean quarter = Math.abs(mantissa - 2.5) < 0.01;
        return Math.clamp(-exponent + (quarter ? 1 : 0), 0, 9);
    }

    private static Ticks multiples(double low, double high, int... factors) {
        var values = new ArrayList<Double>();
        for (int exponent = Decimals.exponent(low); exponent <= Decimals.exponent(high); exponent++) {
            for (int factor : factors) {
                double value = factor * Math.pow(10, exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.add(value);
            }
        }
        return values.size() >= 3 ? ofLog(values) : linear(low, high, 4);
    }

    private static Ticks ofLog(List<Double> values) {
        var labels = new ArrayList<String>(values.size());
        for (double value : values) {
            int exponent = Decimals.exponent(value);
            boolean far = exponent < -4 || exponent > 5;
            labels.add(far ? Decimals.scientific(value, 0) : Decimals.fixed(value, Math.max(0, -exponent)));
        }
        return new Ticks(values.stream().mapToDouble(Double::doubleValue).toArray(), labels);
    }

    private Ticks startingWith(double first) {
        double[] more = new double[values.length + 1];
        more[0] = first;
        System.arraycopy(values, 0, more, 1, values.length);
        var text = new ArrayList<String>(labels);
        text.addFirst(Decimals.fixed(first, 0));
        return new Ticks(more, text);
    }
}
