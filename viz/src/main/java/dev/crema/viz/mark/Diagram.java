package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;

/// Boxes with a few lines of text, level by level from the top, and arrows from box to box: how a loss was
/// computed.
///
/// @param nodes the boxes; arrows lead from what a box is made from to the box
public record Diagram(List<Node> nodes, Style style) implements Mark {
    /// The height of a line of text.
    public static final double LINE = 16;
    /// From the bottom of a level to the top of the next.
    public static final double BETWEEN = 26;
    public static final double GAP = 16;
    private static final double INSET = 8;

    public Diagram {
        nodes = List.copyOf(nodes);
    }

    /// @param lines what the box says, its name first
    /// @param level how far down it stands, from 0
    /// @param place where its middle stands across, in pixels
    /// @param sources the indices of the boxes it is made from
    /// @param leaf whether nothing computed it
    public record Node(List<String> lines, int level, double place, List<Integer> sources, boolean leaf) {
        public Node {
            lines = List.copyOf(lines);
            sources = List.copyOf(sources);
        }

        /// The width of the box.
        public double width() {
            double widest = 0;
            for (String line : lines) widest = Math.max(widest, Typeface.width(line, Typeface.TEXT));
            return Math.ceil(widest) + 2 * INSET;
        }

        double height() {
            return lines.size() * LINE + 8;
        }
    }

    @Override
    public Diagram with(Style changed) {
        return new Diagram(nodes, changed);
    }

    /// The height that all levels need.
    public double height() {
        double height = 0;
        for (double level : levels()) height += level + BETWEEN;
        return height - BETWEEN;
    }

    private double[] levels() {
        int count = nodes.stream().mapToInt(Node::level).max().orElse(0) + 1;
        double[] heights = new double[count];
        for (Node node : nodes) heights[node.level()] = Math.max(heights[node.level()], node.height());
        return heights;
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        double[] levels = levels();
        double[] tops = new double[levels.length];
        tops[0] = frame.y();
        for (int i = 1; i < tops.length; i++) tops[i] = tops[i - 1] + levels[i - 1] + BETWEEN;
        drawArrows(canvas, frame, tops);
        for (Node node : nodes) {
            double x = Math.round(frame.x() + node.place() - node.width() / 2);
            double y = Math.round(tops[node.level()]);
            Rgb color = node.leaf() ? canvas.theme().series(2) : canvas.theme().series(0);
            double width = Math.ceil(node.width());
            Rgb ground = color.mix(canvas.theme().background(), 0.88);
            canvas.add(new Element.Box(x, y, width, node.height(), ground, 1));
            canvas.add(Cells.outline(x, y, width, node.height(), Stroke.of(color, 1.4)));
            for (int i = 0; i < node.lines().size(); i++) {
                Rgb ink = canvas.theme().ink();
                double base = y + 4 + (i + 0.75) * LINE;
                double middle = x + Math.ceil(node.width()) / 2;
                canvas.add(new Element.TextRun(
                        node.lines().get(i), middle, base, Typeface.TEXT, ink, Anchor.MIDDLE, false));
            }
        }
    }

    private void drawArrows(Canvas canvas, Bounds frame, double[] tops) {
        var lines = new ArrayList<double[]>();
        var heads = new Clip.Path();
        for (Node node : nodes)
            for (int i = 0; i < node.sources().size(); i++) {
                Node source = nodes.get(node.sources().get(i));
                double share = (i + 1.0) / (node.sources().size() + 1);
                double toX = frame.x() + node.place() + (share - 0.5) * Math.min(node.width(), 60);
                double toY = tops[node.level()] - 2;
                double fromX = frame.x() + source.place();
                double fromY = tops[source.level()] + source.height();
                lines.add(new double[] {fromX, fromY, toX, toY});
                heads.add(toX, toY - 3);
            }
        if (lines.isEmpty()) return;
        canvas.add(new Element.Lines(lines, Stroke.of(canvas.theme().axis(), 1.2)));
        canvas.add(new Element.Markers(
                heads.toArray(), Marker.DOWN, 8, canvas.theme().axis(), 1));
    }

    @Override
    public List<LegendEntry> legend(dev.crema.viz.theme.Theme theme, Look look) {
        return List.of();
    }

    @Override
    public String summary() {
        var words = new ArrayList<String>();
        for (Node node : nodes) if (words.size() < 12) words.add(node.lines().getFirst());
        String more = nodes.size() > words.size() ? ", …" : "";
        return "graph of " + Words.count(nodes.size(), "node") + ": " + String.join(", ", words) + more;
    }
}
