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
    /// From a level edge to its labels, and from these to its name.
    private static final double TO_LABEL = 6;
    private static final double TO_NAME = 7;
    /// From the upright edge to its labels.
    private static final double TO_UPRIGHT = 7;
    /// Pixels from one label to the next, at least about.
    private static final double ROOM_ACROSS = 34;
    private static final double ROOM_UP = 20;

    private final Panel panel;
    private final Theme theme;
    private final View view;
    private Space space;
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
        Scale upright = Scale.linear(height, false);
        for (int axis = 0; axis < 3; axis++) far[axis] = !new Projection(view, plot).highSideNear(axis);
        space = space(axes, upright, plot);
        // What stands around the cube takes the same pixels however large the cube is: once placed it is known.
        for (int pass = 0; pass < 2; pass++) space = space(axes, upright, insideOf(texts()));
    }

    private Space space(Axes axes, Scale upright, Bounds inner) {
        return new Space(
                new Projection(view, inner),
                axes.x(),
                axes.y(),
                upright,
                panel.x().flipped(),
                panel.y().flipped());
    }

    /// The frame of the cube around which these texts just fit into the plot.
    private Bounds insideOf(List<Element.TextRun> texts) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int corner = 0; corner < 8; corner++) {
            double[] place = at(new double[] {corner & 1, corner >> 1 & 1, corner >> 2});
            left = Math.min(left, place[0]);
            right = Math.max(right, place[0]);
            top = Math.min(top, place[1]);
            bottom = Math.max(bottom, place[1]);
        }
        double[] around = {0, 0, 0, 0};
        for (Element.TextRun text : texts) {
            Bounds box = text.bounds();
            around[0] = Math.max(around[0], left - box.x());
            around[1] = Math.max(around[1], top - box.y());
            around[2] = Math.max(around[2], box.right() - right);
            around[3] = Math.max(around[3], box.bottom() - bottom);
        }
        return new Bounds(
                plot.x() + around[0],
                plot.y() + around[1],
                Math.max(20, plot.width() - around[0] - around[2]),
                Math.max(20, plot.height() - around[1] - around[3]));
    }

    /// Walls, points, ticks and names, from the back to the front.
    void draw(List<Look> looks, Canvas canvas) {
        List<Element> elements = canvas.elements();
        List<double[]> walls = List.of(wall(0), wall(1), wall(2));
        elements.add(new Element.Area(walls, theme.grid(), 0.35));
        var lines = new ArrayList<double[]>();
        for (int axis = 0; axis < 3; axis++) addGrid(axis, lines);
        elements.add(new Element.Lines(lines, Stroke.of(theme.grid().mix(theme.axis(), 0.3), 1)));
        elements.add(new Element.Lines(List.of(edge(0), edge(1), edge(2)), Stroke.of(theme.axis(), 1)));
        for (int i = 0; i < looks.size(); i++) {
            if (panel.marks().get(i) instanceof Solid solid) solid.draw(canvas, looks.get(i), space);
            else panel.marks().get(i).draw(canvas, looks.get(i));
        }
        elements.addAll(texts());
    }

    /// Names and tick labels, but for those that would stand on another one: seen from a steep angle, two axes
    /// meet.
    private List<Element.TextRun> texts() {
        var all = new ArrayList<Element.TextRun>();
        for (int axis = 0; axis < 3; axis++) addName(axis, all);
        for (int axis = 0; axis < 3; axis++) {
            Ticks ticks = ticks(axis);
            for (int i = 0; i < ticks.values().length; i++) {
                String label = ticks.labels().get(i);
                double distance = axis == 2 ? TO_UPRIGHT : TO_LABEL + depth(axis, label) / 2;
                add(text(label, outward(axis, share(axis, ticks.values()[i]), distance), axis, theme.muted()), all);
            }
        }
        return all;
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

    private void addName(int axis, List<Element.TextRun> all) {
        String name = name(axis);
        if (name == null) return;
        double labels = 0;
        for (String label : ticks(axis).labels()) labels = Math.max(labels, depth(axis, label));
        double distance = axis == 2 ? TO_UPRIGHT + labels + 10 : TO_LABEL + labels + TO_NAME + depth(axis, name) / 2;
        add(text(name, outward(axis, 0.5, distance), axis, theme.ink()), all);
    }

    /// How far a text reaches across its edge: long labels beside a steep edge keep clear of it.
    private double depth(int axis, String words) {
        double width = Typeface.width(words, Typeface.TEXT);
        if (axis == 2) return width;
        double[] edge = edge(axis);
        double dx = edge[2] - edge[0];
        double dy = edge[3] - edge[1];
        double height = Typeface.CAPITALS * Typeface.TEXT;
        return (width * Math.abs(dy) + height * Math.abs(dx)) / Math.max(Math.hypot(dx, dy), 1e-9);
    }

    private static void add(Element.TextRun text, List<Element.TextRun> all) {
        Bounds bounds = text.bounds();
        if (all.stream().noneMatch(other -> bounds.overlaps(other.bounds()))) all.add(text);
    }

    private static Element.TextRun text(String words, double[] place, int axis, Rgb color) {
        double y = Math.round(place[1] + Typeface.MIDDLE * Typeface.TEXT);
        Anchor anchor = axis == 2 ? Anchor.START : Anchor.MIDDLE;
        return new Element.TextRun(words, Math.round(place[0]), y, Typeface.TEXT, color, anchor, false);
    }

    /// A place beside an edge, away from the middle of the cube.
    private double[] outward(int axis, double share, double distance) {
        double[] place = at(onEdge(axis, share));
        if (axis == 2) return new double[] {place[0] + distance, place[1]};
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
        double[] edge = edge(axis);
        double length = Math.hypot(edge[2] - edge[0], edge[3] - edge[1]);
        int target = (int) Math.clamp(length / (axis == 2 ? ROOM_UP : ROOM_ACROSS), 1, 9);
        Axis asked = axis == 0 ? panel.x() : axis == 1 ? panel.y() : Axis.PLAIN;
        return asked.on(scale(axis), target);
    }

    private Scale scale(int axis) {
        return axis == 0 ? space.x() : axis == 1 ? space.y() : space.z();
    }

    private @Nullable String name(int axis) {
        return axis == 0 ? panel.x().label() : axis == 1 ? panel.y().label() : view.label();
    }
}
