package dev.crema.viz;

import dev.crema.viz.mark.Canvas;
import dev.crema.viz.mark.Look;
import dev.crema.viz.mark.Projection;
import dev.crema.viz.mark.Solid;
import dev.crema.viz.mark.Space;
import dev.crema.viz.mark.View;
import dev.crema.viz.scale.Range;
import dev.crema.viz.scale.Scale;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The room in which points hang: three walls with their grid behind them, ticks and names along the near edges.
final class SpaceBox {
    /// Room around the cube for ticks and names, in pixels.
    private static final double AROUND = 44;
    private static final double TO_LABEL = 14;
    private static final double TO_NAME = 36;

    private final Panel panel;
    private final Theme theme;
    private final View view;
    private final Space space;
    private final Bounds plot;
    private final boolean[] far = new boolean[3];

    SpaceBox(Panel panel, Axes axes, Theme theme, Bounds plot) {
        this.panel = panel;
        this.theme = theme;
        this.plot = plot;
        view = solids().isEmpty() ? View.USUAL : solids().getFirst().view();
        Range height = view.limits();
        if (height == null) {
            height = Range.EMPTY;
            for (Solid solid : solids()) height = height.and(solid.height());
            height = height.padded(0.02);
        }
        var inner = new Bounds(
                plot.x() + AROUND,
                plot.y() + 4,
                Math.max(20, plot.width() - 2 * AROUND),
                Math.max(20, plot.height() - AROUND));
        var projection = new Projection(view, inner);
        space = new Space(
                projection,
                axes.x(),
                axes.y(),
                Scale.linear(height, false),
                panel.x().flipped(),
                panel.y().flipped());
        for (int axis = 0; axis < 3; axis++) far[axis] = !projection.highSideNear(axis);
    }

    /// Walls, points, ticks and names, from the back to the front.
    void draw(List<Look> looks, Canvas canvas) {
        List<Element> elements = canvas.elements();
        List<double[]> walls = List.of(wall(0), wall(1), wall(2));
        elements.add(new Element.Area(walls, theme.grid(), 0.35));
        var lines = new ArrayList<double[]>();
        for (int axis = 0; axis < 3; axis++) addGrid(axis, lines);
        elements.add(new Element.Lines(lines, Stroke.of(theme.grid(), 1)));
        elements.add(new Element.Lines(List.of(edge(0), edge(1), edge(2)), Stroke.of(theme.axis(), 1)));
        for (int i = 0; i < looks.size(); i++) {
            if (panel.marks().get(i) instanceof Solid solid) solid.draw(canvas, looks.get(i), space);
            else panel.marks().get(i).draw(canvas, looks.get(i));
        }
        var taken = new ArrayList<Bounds>();
        for (int axis = 0; axis < 3; axis++) drawName(axis, taken, elements);
        for (int axis = 0; axis < 3; axis++) drawLabels(axis, taken, elements);
    }

    private List<Solid> solids() {
        return panel.marks().stream()
                .filter(Solid.class::isInstance)
                .map(Solid.class::cast)
                .toList();
    }

    /// The far wall across an axis.
    private double[] wall(int axis) {
        double[] ring = new double[8];
        for (int corner = 0; corner < 4; corner++) {
            double[] cube = new double[3];
            cube[axis] = far[axis] ? 1 : 0;
            cube[(axis + 1) % 3] = corner == 1 || corner == 2 ? 1 : 0;
            cube[(axis + 2) % 3] = corner >= 2 ? 1 : 0;
            double[] place = at(cube);
            ring[2 * corner] = place[0];
            ring[2 * corner + 1] = place[1];
        }
        return ring;
    }

    /// A line at each tick of an axis, along the two far walls that it crosses.
    private void addGrid(int axis, List<double[]> lines) {
        int one = (axis + 1) % 3;
        int other = (axis + 2) % 3;
        for (double value : ticks(axis).values()) {
            double share = share(axis, value);
            double[] path = new double[6];
            for (int i = 0; i < 3; i++) {
                double[] cube = new double[3];
                cube[axis] = share;
                cube[one] = i == 0 ? near(one) : far(one);
                cube[other] = i == 2 ? near(other) : far(other);
                double[] place = at(cube);
                path[2 * i] = place[0];
                path[2 * i + 1] = place[1];
            }
            lines.add(path);
        }
    }

    /// The edge that carries the ticks of an axis: on the floor at the near side; the upright one to the right.
    private double[] edge(int axis) {
        double[] start = at(onEdge(axis, 0));
        double[] end = at(onEdge(axis, 1));
        return new double[] {start[0], start[1], end[0], end[1]};
    }

    private double[] onEdge(int axis, double share) {
        if (axis == 0) return new double[] {share, near(1), 0};
        if (axis == 1) return new double[] {near(0), share, 0};
        double[] one = {far(0), near(1), share};
        double[] other = {near(0), far(1), share};
        return at(one)[0] > at(other)[0] ? one : other;
    }

    private void drawLabels(int axis, List<Bounds> taken, List<Element> elements) {
        Ticks ticks = ticks(axis);
        for (int i = 0; i < ticks.values().length; i++) {
            double[] place = outward(axis, share(axis, ticks.values()[i]), TO_LABEL);
            draw(text(ticks.labels().get(i), place, place[0], theme.muted()), taken, elements);
        }
    }

    private void drawName(int axis, List<Bounds> taken, List<Element> elements) {
        String name = name(axis);
        if (name == null) return;
        double[] place = outward(axis, 0.5, TO_NAME);
        double half = Typeface.width(name, Heading.TEXT) / 2;
        double x = Math.clamp(place[0], plot.x() + half, Math.max(plot.x() + half, plot.right() + 8 - half));
        draw(text(name, place, x, theme.ink()), taken, elements);
    }

    /// Draws a text unless another one stands there: seen from a steep angle, two axes meet.
    private static void draw(Element.TextRun text, List<Bounds> taken, List<Element> elements) {
        Bounds bounds = text.bounds();
        if (taken.stream().anyMatch(bounds::overlaps)) return;
        taken.add(bounds);
        elements.add(text);
    }

    private static Element.TextRun text(String words, double[] place, double x, Rgb color) {
        double y = Math.round(place[1] + Typeface.MIDDLE * Heading.TEXT);
        return new Element.TextRun(words, Math.round(x), y, Heading.TEXT, color, Anchor.MIDDLE, false);
    }

    /// A place beside an edge, away from the middle of the cube.
    private double[] outward(int axis, double share, double distance) {
        double[] place = at(onEdge(axis, share));
        if (axis == 2) return new double[] {place[0] + distance * 0.95, place[1]};
        double[] edge = edge(axis);
        double dx = edge[2] - edge[0];
        double dy = edge[3] - edge[1];
        double length = Math.max(Math.hypot(dx, dy), 1e-9);
        double side =
                -dx * (plot.y() + plot.height() / 2 - place[1]) + dy * (plot.x() + plot.width() / 2 - place[0]) > 0
                        ? -1
                        : 1;
        return new double[] {place[0] + side * distance * dy / length, place[1] - side * distance * dx / length};
    }

    private double[] at(double[] cube) {
        return space.projection().at(cube[0], cube[1], cube[2]);
    }

    private double near(int axis) {
        return far[axis] ? 0 : 1;
    }

    private double far(int axis) {
        return far[axis] ? 1 : 0;
    }

    private double share(int axis, double value) {
        double share = scale(axis).at(value);
        boolean flipped = axis == 0 ? space.flippedX() : axis == 1 && space.flippedY();
        return flipped ? 1 - share : share;
    }

    private Ticks ticks(int axis) {
        return scale(axis).ticks(plot.height() > 250 ? 6 : 4);
    }

    private Scale scale(int axis) {
        return axis == 0 ? space.x() : axis == 1 ? space.y() : space.z();
    }

    private @Nullable String name(int axis) {
        return axis == 0 ? panel.x().label() : axis == 1 ? panel.y().label() : view.label();
    }
}
