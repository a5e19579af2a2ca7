package dev.crema.viz;

import dev.crema.viz.mark.CategoryLabels;
import dev.crema.viz.mark.Frame;
import dev.crema.viz.scale.CategoryScale;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Typeface;
import java.util.List;

/// The labels at the ticks of both axes. Categories that are many or long get smaller, stand upright, are cut, or
/// are thinned.
final class TickLabels {
    private static final double LONGEST = 130;
    private static final double GAP = 7;
    /// From the plot to the base line of what stands level below it: clear of the lowest label beside it.
    private static final double BELOW = 17;
    private static final CategoryLabels PLAIN = new CategoryLabels(Typeface.TEXT, 1, false);

    private final List<String> across;
    private final List<String> up;
    private final CategoryLabels beside;
    private final CategoryLabels below;

    /// @param panel whose axes may do without labels
    /// @param width of the plot, about, for the labels below it
    /// @param height of the plot, about, for the labels beside it
    TickLabels(Panel panel, Axes axes, Ticks xTicks, double width, double height) {
        across = panel.x().unlabelled() ? List.of() : xTicks.labels();
        up = panel.y().unlabelled() ? List.of() : axes.yTicks().labels();
        beside = axes.y() instanceof CategoryScale names ? CategoryLabels.beside(up, height / span(names)) : PLAIN;
        below = axes.x() instanceof CategoryScale names ? CategoryLabels.below(across, width / span(names)) : PLAIN;
    }

    private static double span(CategoryScale names) {
        return names.high() - names.low();
    }

    /// The room for the labels beside the plot; never less than four digits take, so that live frames keep still.
    static double widest(Ticks yTicks) {
        double widest = Typeface.width("0.00", Typeface.TEXT);
        for (String label : yTicks.labels()) widest = Math.max(widest, Typeface.width(label, Typeface.TEXT));
        return Math.min(widest, LONGEST) + GAP;
    }

    /// The room for the labels below the plot.
    double height() {
        if (across.isEmpty()) return 4;
        if (!below.upright()) return BELOW + 4;
        return 8
                + across.stream()
                        .mapToDouble(label -> Math.min(LONGEST, Typeface.width(label, below.size())))
                        .max()
                        .orElse(0);
    }

    void draw(Frame frame, Ticks xTicks, Ticks yTicks, Theme theme, List<Element> elements) {
        Rgb color = theme.muted();
        Bounds plot = frame.bounds();
        double sizeUp = beside.size();
        for (int i = 0; i < up.size(); i += beside.stride()) {
            double y = frame.y(yTicks.values()[i]) + Typeface.MIDDLE * sizeUp;
            if (y < plot.y() - 2 || y > plot.bottom() + sizeUp) continue;
            String label = Typeface.fitted(up.get(i), sizeUp, LONGEST);
            elements.add(new Element.TextRun(label, plot.x() - GAP, whole(y), sizeUp, color, Anchor.END, false));
        }
        for (int i = 0; i < across.size(); i += below.stride()) {
            double x = frame.x(xTicks.values()[i]);
            if (x < plot.x() - 1 || x > plot.right() + 1) continue;
            elements.add(
                    below.upright() ? upright(across.get(i), x, plot, color) : level(across.get(i), x, plot, color));
        }
    }

    private Element level(String label, double x, Bounds plot, Rgb color) {
        return new Element.TextRun(label, whole(x), plot.bottom() + BELOW, below.size(), color, Anchor.MIDDLE, false);
    }

    private Element upright(String label, double x, Bounds plot, Rgb color) {
        String cut = Typeface.fitted(label, below.size(), LONGEST);
        double baseline = whole(x + Typeface.MIDDLE * below.size());
        return new Element.TextRun(cut, baseline, plot.bottom() + 6, below.size(), color, Anchor.END, true);
    }

    private static double whole(double place) {
        return Math.round(place);
    }
}
