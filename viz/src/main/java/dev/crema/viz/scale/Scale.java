package dev.crema.viz.scale;

import java.util.List;

/// How the values of one axis become places on it.
public sealed interface Scale permits LinearScale, LogScale, CategoryScale {
    /// The place of a value: 0 at the low end of the axis, 1 at the high end, beyond them outside. NaN where the
    /// value has no place.
    double at(double value);

    /// The value at the low end.
    double low();

    /// The value at the high end.
    double high();

    /// About so many ticks.
    Ticks ticks(int target);

    /// The scale for the values an axis must show.
    ///
    /// @param range the smallest and the largest of them; empty ranges and single values get room around them
    /// @param whole whether ticks stand at whole numbers only
    static Scale linear(Range range, boolean whole) {
        Range wide = range.isEmpty() ? new Range(0, 1) : range.widened(whole);
        return new LinearScale(wide.low(), wide.high(), whole, 0);
    }

    /// The scale from a tick below the values to a tick above them.
    ///
    /// @param target the number of ticks between the values, about
    static Scale rounded(Range range, boolean whole, int target) {
        if (range.isEmpty()) return linear(range, whole);
        Range wide = range.widened(whole);
        double step = Ticks.step(wide.low(), wide.high(), target, whole);
        double from = Math.floor(wide.low() / step + 1e-6) * step;
        double to = Math.ceil(wide.high() / step - 1e-6) * step;
        return new LinearScale(from, to, whole, step);
    }

    /// The logarithmic scale for positive values.
    static Scale log(Range range) {
        if (range.isEmpty() || range.high() <= 0) return new LogScale(0.1, 10);
        double low = range.low() > 0 ? range.low() : range.high() / 1000;
        return low == range.high() ? new LogScale(low / 3, low * 3) : new LogScale(low, range.high());
    }

    /// One place for each label, at 0, 1, 2, …
    static Scale categories(List<String> labels) {
        return new CategoryScale(labels, -0.5, labels.size() - 0.5);
    }
}
