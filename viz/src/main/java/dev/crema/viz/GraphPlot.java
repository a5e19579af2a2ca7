package dev.crema.viz;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Op;
import dev.crema.viz.Panel.Framing;
import dev.crema.viz.mark.Diagram;
import dev.crema.viz.mark.Diagram.Node;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/// How a tensor was computed: a box for each operation with the shape of its result, its value and its gradient,
/// and one for each tensor that nothing computed. What is furthest from the end stands on top.
final class GraphPlot {
    /// A larger graph cannot be read.
    private static final int MOST = 80;
    /// Tensors up to this size show all their values.
    private static final int MOST_VALUES = 3;

    private final List<Tensor> tensors = new ArrayList<>();
    private final List<List<Integer>> sources = new ArrayList<>();
    private final IdentityHashMap<Tensor, Integer> indices = new IdentityHashMap<>();

    private GraphPlot() {}

    static Panel of(Tensor end) {
        if (end.op() == null)
            throw new IllegalArgumentException("graph: " + end.shape()
                    + " was computed by no recorded operation; draw a result of parameters, outside noGrad");
        if (end.op().inputs().length == 0)
            throw new IllegalArgumentException(
                    "graph: backward() has used the graph up; draw before it, or call backwardRetainingGraph()");
        var graph = new GraphPlot();
        graph.visit(end);
        var diagram = new Diagram(graph.placed(), Style.AUTO);
        double width = 0;
        for (Node node : diagram.nodes()) width = Math.max(width, node.place() + node.width() / 2);
        return Panel.of(diagram)
                .withFrame(Framing.BARE)
                .withPlot(new Panel.Size(Math.max(width + 2, 240), diagram.height() + 4));
    }

    private int visit(Tensor tensor) {
        Integer known = indices.get(tensor);
        if (known != null) return known;
        if (tensors.size() == MOST)
            throw new IllegalArgumentException("graph: more than " + MOST
                    + " nodes cannot be read; draw one layer, or the loss of a smaller model");
        int index = tensors.size();
        indices.put(tensor, index);
        tensors.add(tensor);
        sources.add(List.of());
        Op op = tensor.op();
        if (op == null) return index;
        var from = new ArrayList<Integer>();
        for (Tensor input : op.inputs()) from.add(visit(input));
        sources.set(index, from);
        return index;
    }

    private List<Node> placed() {
        int count = tensors.size();
        int[] toEnd = new int[count];
        // The first tensor is the end, and a source may be met before all that it leads to: repeat until it settles.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < count; i++)
                for (int source : sources.get(i))
                    if (toEnd[source] < toEnd[i] + 1) {
                        toEnd[source] = toEnd[i] + 1;
                        changed = true;
                    }
        }
        int deepest = 0;
        for (int distance : toEnd) deepest = Math.max(deepest, distance);
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < count; i++) {
            boolean leaf = tensors.get(i).op() == null;
            nodes.add(new Node(lines(tensors.get(i), leaf), deepest - toEnd[i], 0, sources.get(i), leaf));
        }
        return spread(nodes, deepest);
    }

    /// Nodes of a level beside each other, below what they are made from: a few rounds of sorting by the mean place
    /// of their neighbours. Source: Sugiyama, Tagawa, Toda (1981).
    private static List<Node> spread(List<Node> nodes, int deepest) {
        double[] place = new double[nodes.size()];
        var levels = new ArrayList<List<Integer>>();
        for (int level = 0; level <= deepest; level++) levels.add(new ArrayList<>());
        for (int i = 0; i < nodes.size(); i++) levels.get(nodes.get(i).level()).add(i);
        for (List<Integer> level : levels) pack(level, nodes, place);
        for (int round = 0; round < 6; round++)
            for (int i = 0; i <= deepest; i++) {
                List<Integer> level = levels.get(round % 2 == 0 ? deepest - i : i);
                boolean down = round % 2 == 1;
                double[] wanted = new double[nodes.size()];
                for (int node : level) wanted[node] = mean(node, nodes, place, down);
                level.sort(Comparator.comparingDouble(node -> wanted[node]));
                pack(level, nodes, place);
            }
        double left = 0;
        for (int i = 0; i < place.length; i++)
            left = Math.min(left, place[i] - nodes.get(i).width() / 2);
        var placed = new ArrayList<Node>();
        for (int i = 0; i < place.length; i++) {
            Node node = nodes.get(i);
            placed.add(new Node(node.lines(), node.level(), place[i] - left, node.sources(), node.leaf()));
        }
        return placed;
    }

    private static void pack(List<Integer> level, List<Node> nodes, double[] place) {
        double width = -Diagram.GAP;
        for (int node : level) width += nodes.get(node).width() + Diagram.GAP;
        double x = -width / 2;
        for (int node : level) {
            place[node] = x + nodes.get(node).width() / 2;
            x += nodes.get(node).width() + Diagram.GAP;
        }
    }

    private static double mean(int node, List<Node> nodes, double[] place, boolean down) {
        double sum = 0;
        int count = 0;
        if (down)
            for (int source : nodes.get(node).sources()) {
                sum += place[source];
                count++;
            }
        else
            for (int other = 0; other < nodes.size(); other++)
                for (int i = 0; i < nodes.get(other).sources().size(); i++)
                    if (nodes.get(other).sources().get(i) == node) {
                        // The first input comes from the left.
                        sum += place[other] + i;
                        count++;
                    }
        return count == 0 ? place[node] : sum / count;
    }

    private static List<String> lines(Tensor tensor, boolean leaf) {
        var lines = new ArrayList<String>();
        Op op = tensor.op();
        String name = op != null ? op.name() : tensor.requiresGrad() ? "parameter" : "data";
        lines.add(tensor.dim() == 0 ? name : name + " " + tensor.shape());
        if (tensor.numel() <= MOST_VALUES) lines.add((leaf ? "" : "= ") + values(tensor));
        if (tensor.hasGrad()) {
            Tensor gradient = tensor.grad();
            lines.add(
                    gradient.numel() <= MOST_VALUES
                            ? "grad " + values(gradient)
                            : "|grad| "
                                    + Decimals.significant(
                                            Math.sqrt(gradient.pow(2).sum().item()), 3));
        }
        return lines;
    }

    private static String values(Tensor tensor) {
        var words = new ArrayList<String>();
        for (double value : tensor.toDoubles()) words.add(Decimals.significant(value, 3));
        return tensor.dim() == 0 ? words.getFirst() : "[" + String.join(", ", words) + "]";
    }
}
