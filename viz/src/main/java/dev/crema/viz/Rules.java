package dev.crema.viz;

import dev.crema.viz.mark.Frame;
import dev.crema.viz.scale.CategoryScale;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.ArrayList;
import java.util.List;

/// The straight lines of a plot: grid behind the data, base line and ticks in front. No frame.
record Rules(Panel panel, Theme theme, Frame frame, Ticks xTicks, Ticks yTicks) {
    private static final double TICK = 4;

    void drawGrid(List<Element> elements) {
        Bounds plot = frame.bounds();
        var lines = new ArrayList<double[]>();
        if (panel.y().grid()) {
            for (double value : yTicks.values()) {
                double y = crisp(frame.y(value));
                lines.add(new double[] {plot.x(), y, plot.right(), y});
            }
        }
        if (panel.x().grid()) {
            for (double value : xTicks.values()) {
                double x = crisp(frame.x(value));
                lines.add(new double[] {x, plot.y(), x, plot.bottom()});
            }
        }
        if (!lines.isEmpty()) elements.add(new Element.Lines(lines, Stroke.of(theme.grid(), 1)));
    }

    void drawAxes(List<Element> elements) {
        Bounds plot = frame.bounds();
        var lines = new ArrayList<double[]>();
        boolean cells = frame.y() instanceof CategoryScale;
        if (!cells) lines.add(new double[] {plot.x(), crisp(plot.bottom()), plot.right(), crisp(plot.bottom())});
        if (!(frame.x() instanceof CategoryScale)) {
            for (double value : xTicks.values()) {
                double x = crisp(frame.x(value));
                lines.add(new double[] {x, crisp(plot.bottom()), x, crisp(plot.bottom()) + TICK});
            }
        }
        if (!lines.isEmpty()) elements.add(new Element.Lines(lines, Stroke.of(theme.axis(), 1)));
    }

    /// The middle of a pixel: a line of one pixel is sharp there, at once and at twice the size.
    private static double crisp(double place) {
        return Math.floor(place + 1e-6) + 0.5;
    }
}
