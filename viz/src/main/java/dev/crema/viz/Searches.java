package dev.crema.viz;

import dev.crema.viz.mark.Callout;
import dev.crema.viz.mark.ErrorBars;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.ReferenceLine;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.scale.Range;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Pictures of a search: for a learning rate, and over the settings of a sweep.
final class Searches {
    private static final String[] NO_GROUP = {""};

    private Searches() {}

    /// The loss against a growing learning rate, and the rate at which it falls fastest. Source: Smith, "Cyclical
    /// learning rates for training neural networks" (2017), section 3.3.
    static Panel learningRates(double[] rates, double[] losses) {
        double[] smooth = smoothed(losses);
        int lowest = 0;
        for (int i = 1; i < smooth.length; i++)
            if (smooth[i] < smooth[lowest] || Double.isNaN(smooth[lowest])) lowest = i;
        int steepest = steepest(rates, smooth, lowest);
        var marks = new ArrayList<Mark>();
        marks.add(new Line(
                rates,
                losses,
                Style.AUTO.withLabel("loss").withColor("C4").withWidth(0.9).withDash(Dash.SOLID)));
        marks.add(new Line(
                rates, smooth, Style.AUTO.withLabel("smoothed").withColor("C0").withDash(Dash.SOLID)));
        String summary = "Learning-rate finder over " + losses.length + " rates";
        if (steepest >= 0) {
            String rate = Decimals.significant(rates[steepest], 2);
            marks.add(new ReferenceLine(rates[steepest], true, Style.AUTO));
            marks.add(new Callout(
                    rates[steepest], smooth[steepest], "steepest at " + rate, true, Style.AUTO.withColor("C1")));
            summary += ": the loss falls fastest at " + rate + " and is lowest at "
                    + Decimals.significant(rates[lowest], 2);
        }
        Panel panel = Panel.of(marks)
                .withLabels("learning rate", "loss")
                .withX(axis -> axis.withLog(true))
                .withSummary(summary);
        Range shown = shown(smooth, lowest);
        return shown.isEmpty() ? panel : panel.withY(axis -> axis.withLimits(shown));
    }

    /// A diverged end would flatten the rest: from the lowest loss to a little above the first.
    private static Range shown(double[] smooth, int lowest) {
        if (smooth.length < 2 || !Double.isFinite(smooth[0]) || !Double.isFinite(smooth[lowest])) return Range.EMPTY;
        double high = smooth[0];
        for (int i = 0; i < lowest; i++) if (Double.isFinite(smooth[i])) high = Math.max(high, smooth[i]);
        double room = Math.max(high - smooth[lowest], Math.abs(high) * 1e-3);
        return new Range(smooth[lowest] - 0.15 * room, high + 0.5 * room);
    }

    private static int steepest(double[] rates, double[] smooth, int lowest) {
        int best = -1;
        double fastest = 0;
        for (int i = 1; i < Math.min(lowest + 1, smooth.length - 1); i++) {
            double slope = (smooth[i + 1] - smooth[i - 1]) / (Math.log(rates[i + 1]) - Math.log(rates[i - 1]));
            if (slope < fastest) {
                fastest = slope;
                best = i;
            }
        }
        return best;
    }

    /// Each value as the mean of its neighbours, the near ones counting most; what is not finite counts not at all.
    private static double[] smoothed(double[] values) {
        double[] smooth = new double[values.length];
        double reach = Math.max(1, values.length / 40.0);
        int window = (int) Math.ceil(3 * reach);
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            double weight = 0;
            for (int j = Math.max(0, i - window); j <= Math.min(values.length - 1, i + window); j++) {
                if (!Double.isFinite(values[j])) continue;
                double share = Math.exp(-0.5 * (i - j) * (i - j) / (reach * reach));
                sum += share * values[j];
                weight += share;
            }
            smooth[i] = Double.isFinite(values[i]) ? sum / weight : values[i];
        }
        return smooth;
    }

    /// The mean of each setting with an error bar of one standard deviation, single trials as pale points.
    ///
    /// @param groups one for each trial, or null; each is a series of its own
    static Panel sweep(Object x, double[] y, @Nullable List<String> groups) {
        boolean numbers = isNumbers(x);
        List<String> names = numbers ? List.of() : Labels.of("sweep", "x", x);
        List<String> categories = List.copyOf(new LinkedHashSet<>(names));
        double[] at = numbers
                ? Numbers.row("sweep", "x", x)
                : names.stream().mapToDouble(categories::indexOf).toArray();
        Numbers.sameLength("sweep", "x", at.length, "y", y.length);
        if (groups != null) Numbers.sameLength("sweep", "y", y.length, "groups", groups.size());
        var marks = new ArrayList<Mark>();
        var words = new ArrayList<String>();
        String[] all = groups == null ? NO_GROUP : new LinkedHashSet<>(groups).toArray(new String[0]);
        for (int g = 0; g < all.length; g++) {
            String group = all[g];
            int[] members = IntStream.range(0, y.length)
                    .filter(i -> groups == null || groups.get(i).equals(group))
                    .toArray();
            words.add(addSeries(marks, at, y, members, groups == null ? null : group, g, categories));
        }
        Panel panel = Panel.of(marks).withSummary("Sweep of " + y.length + " trials: " + String.join("; ", words));
        return numbers ? panel : panel.withX(axis -> axis.withCategories(categories));
    }

    private static String addSeries(
            List<Mark> marks,
            double[] at,
            double[] y,
            int[] members,
            @Nullable String group,
            int index,
            List<String> categories) {
        var settings = new TreeSet<Double>();
        for (int i : members) settings.add(at[i]);
        double[] x = settings.stream().mapToDouble(Double::doubleValue).toArray();
        double[] mean = new double[x.length];
        double[] deviation = new double[x.length];
        boolean repeated = x.length < members.length;
        int best = 0;
        for (int k = 0; k < x.length; k++) {
            double setting = x[k];
            double[] values = Arrays.stream(members)
                    .filter(i -> at[i] == setting)
                    .mapToDouble(i -> y[i])
                    .filter(Double::isFinite)
                    .toArray();
            mean[k] = Arrays.stream(values).average().orElse(Double.NaN);
            double center = mean[k];
            double squares =
                    Arrays.stream(values).map(v -> (v - center) * (v - center)).sum();
            deviation[k] = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
            if (mean[k] > mean[best] || Double.isNaN(mean[best])) best = k;
        }
        Style style = Style.AUTO.withColor("C" + index % 5).withDash(Dash.series(index));
        if (repeated)
            marks.add(new Points(
                    Arrays.stream(members).mapToDouble(i -> at[i]).toArray(),
                    Arrays.stream(members).mapToDouble(i -> y[i]).toArray(),
                    null,
                    style.withAlpha(0.4).withSize(4).withMarker(Marker.CIRCLE)));
        Style line = style.withMarker(Marker.series(index));
        marks.add(new Line(x, mean, group == null ? line : line.withLabel(group)));
        if (repeated) marks.add(new ErrorBars(x, mean, deviation, style));
        if (x.length == 0) return "none";
        String setting = categories.isEmpty() ? Decimals.plain(x[best]) : categories.get((int) x[best]);
        return (group == null ? "" : group + " ") + "highest mean " + Decimals.significant(mean[best], 4) + " at "
                + setting;
    }

    private static boolean isNumbers(Object x) {
        if (x instanceof List<?> list) return list.stream().allMatch(Number.class::isInstance);
        return !(x instanceof Object[] array) || array instanceof Number[];
    }
}
