package dev.crema.viz;

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

/// The labels at the ticks of both axes. Categories that are many or long get smaller, stand upright, or are cut;
/// only where even that leaves no room does every second one stay away.
final class TickLabels {
    private static final double SMALLEST = 7;
    private static final double LONGEST = 130;
    private static final double GAP = 7;

    private final List<String> across;
    private final List<String> up;
    private final boolean acrossNames;
    private final double sizeUp;
    private final double slot;
    private final double sizeAcross;
    private final boolean upright;

    /// @param width of the plot, about, for the labels below it
    /// @param height of the plot, about, for the labels beside it
    TickLabels(Axes axes, Ticks xTicks, double width, double height) {
        across = xTicks.labels();
        up = axes.yTicks().labels();
        acrossNames = axes.x() instanceof CategoryScale;
        double row = axes.y() instanceof CategoryScale ? height / Math.max(1, up.size()) : 100;
        sizeUp = Math.clamp(0.9 * row, SMALLEST, Heading.TEXT);
        double full = axes.x().high() - axes.x().low();
        slot = acrossNames ? width / full : width;
        upright = acrossNames && across.stream().anyMatch(label -> Typeface.width(label, Heading.TEXT) > slot - 3);
        sizeAcross = upright ? Math.clamp(0.9 * slot, SMALLEST, Heading.TEXT) : Heading.TEXT;
    }

    /// The room for the labels beside the plot; never less than four digits take, so that live frames keep still.
    static double widest(Ticks yTicks) {
        double widest = Typeface.width("0.00", Heading.TEXT);
        for (String label : yTicks.labels()) widest = Math.max(widest, Typeface.width(label, Heading.TEXT));
        return Math.min(widest, LONGEST) + GAP;
    }

    /// The room for the labels below the plot.
    double height() {
        if (!upright) return 20;
        return 8
                + across.stream()
                        .mapToDouble(label -> Math.min(LONGEST, Typeface.width(label, sizeAcross)))
                        .max()
                        .orElse(0);
    }

    void draw(Frame frame, Ticks xTicks, Ticks yTicks, Theme theme, List<Element> elements) {
        Rgb color = theme.muted();
        Bounds plot = frame.bounds();
        for (int i = 0; i < up.size(); i++) {
            double y = frame.y(yTicks.values()[i]) + Typeface.MIDDLE * sizeUp;
            if (y < plot.y() - 2 || y > plot.bottom() + sizeUp) continue;
            String label = Typeface.fitted(up.get(i), sizeUp, LONGEST);
            elements.add(new Element.TextRun(label, plot.x() - GAP, whole(y), sizeUp, color, Anchor.END, false));
        }
        int stride = acrossNames ? (int) Math.ceil((upright ? sizeAcross : 0) / Math.max(slot, 0.1)) : 1;
        for (int i = 0; i < across.size(); i += Math.max(1, stride)) {
            double x = frame.x(xTicks.values()[i]);
            if (x < plot.x() - 1 || x > plot.right() + 1) continue;
            elements.add(upright ? uprightLabel(across.get(i), x, plot, color) : level(across.get(i), x, plot, color));
        }
    }

    private Element level(String label, double x, Bounds plot, Rgb color) {
        return new Element.TextRun(label, whole(x), plot.bottom() + 16, sizeAcross, color, Anchor.MIDDLE, false);
    }

    private Element uprightLabel(String label, double x, Bounds plot, Rgb color) {
        String cut = Typeface.fitted(label, sizeAcross, LONGEST);
        double baseline = whole(x + Typeface.MIDDLE * sizeAcross);
        return new Element.TextRun(cut, baseline, plot.bottom() + 6, sizeAcross, color, Anchor.END, true);
    }

    private static double whole(double place) {
        return Math.round(place);
    }
}
