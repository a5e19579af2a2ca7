package dev.crema.viz;

import dev.crema.viz.mark.Extent;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.scale.CategoryScale;
import dev.crema.viz.scale.Range;
import dev.crema.viz.scale.Scale;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.write.Typeface;

/// The scales and ticks of a panel, from what its marks must show and what was asked of its axes.
///
/// @param x the horizontal scale
/// @param y the vertical scale
/// @param across what was asked of the horizontal axis
/// @param yTicks as many as the height has room for
/// @param empty whether no mark has anything to show
record Axes(Scale x, Scale y, Axis across, Ticks yTicks, boolean empty) {
    /// Pixels from one label of the vertical axis to the next, at least about.
    private static final double ROOM_UP = 38;
    private static final double ROOM_ACROSS = 70;

    /// @param height of the plot, in pixels, about
    static Axes of(Panel panel, double height) {
        var extent = new Extent(panel.x().log(), panel.y().log());
        for (Mark mark : panel.marks()) mark.extend(extent);
        int target = Math.clamp(Math.round(height / ROOM_UP), 2, 8);
        Scale x = scale(panel.x(), extent.x(), 0);
        Scale y = scale(panel.y(), extent.y(), target);
        boolean empty = extent.x().range().isEmpty() && extent.y().range().isEmpty();
        Ticks ticks = panel.y().on(y, target);
        return new Axes(x, y, panel.x(), panel.y().mirrored() ? ticks.withoutSigns() : ticks, empty);
    }

    /// @param target of ticks, for an axis that ends at ticks; 0 for one that ends near the data
    private static Scale scale(Axis axis, Extent.Reach reach, int target) {
        Range data = axis.shown(reach.range());
        if (!axis.categories().isEmpty()) {
            var all = new Range(-0.5, axis.categories().size() - 0.5);
            Range shown = axis.limits() != null ? axis.limits() : all;
            return new CategoryScale(axis.categories(), shown.low(), shown.high());
        }
        if (axis.log()) return Scale.log(axis.limits() != null ? axis.limits() : logRoom(data));
        if (axis.limits() != null) return Scale.linear(axis.limits(), reach.whole());
        if (reach.exact() && reach.range().equals(data)) return Scale.linear(data, reach.whole());
        if (target > 0 && reach.room() == 0 && axis.ticks().isEmpty())
            return Scale.rounded(data, reach.whole(), target);
        return Scale.linear(data.padded(reach.room()), reach.whole());
    }

    private static Range logRoom(Range data) {
        if (data.isEmpty()) return data;
        double ratio = Math.pow(data.high() / data.low(), 0.04);
        return new Range(data.low() / ratio, data.high() * ratio);
    }

    /// How many units across for one up.
    double aspect() {
        return (x.high() - x.low()) / (y.high() - y.low());
    }

    /// How far the last label below the axis reaches beyond its end.
    double overhang(Ticks xTicks, double width) {
        int last = xTicks.values().length - 1;
        if (last < 0 || x instanceof CategoryScale) return 0;
        double end = (1 - x.at(xTicks.values()[last])) * width;
        return Math.max(0, Typeface.width(xTicks.labels().get(last), Typeface.TEXT) / 2 - end);
    }

    /// As many ticks as stand beside each other without touching.
    Ticks xTicks(double width) {
        if (x instanceof CategoryScale) return x.ticks(0);
        if (!across.ticks().isEmpty()) return across.on(x, 0);
        int target = Math.clamp(Math.round(width / ROOM_ACROSS), 1, 10);
        Ticks ticks = x.ticks(target);
        while (target > 1 && crowded(ticks, width)) {
            target--;
            ticks = x.ticks(target);
        }
        return ticks;
    }

    private boolean crowded(Ticks ticks, double width) {
        for (int i = 1; i < ticks.values().length; i++) {
            double distance = (x.at(ticks.values()[i]) - x.at(ticks.values()[i - 1])) * width;
            double half =
                    Typeface.width(ticks.labels().get(i - 1) + ticks.labels().get(i), Typeface.TEXT) / 2;
            if (distance < half + 8) return true;
        }
        return false;
    }
}
