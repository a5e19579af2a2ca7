package dev.crema.viz;

import dev.crema.nn.metrics.HasParameters;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Panel.Framing;
import dev.crema.viz.mark.Histogram;
import dev.crema.viz.mark.Network;
import dev.crema.viz.mark.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model as seen from its parameters: histograms of each layer, and the layers as columns of neurons.
final class LayerPlots {
    private static final int MOST_BINS = 40;
    /// More parameters than this are not shown.
    private static final int MOST = 24;

    private LayerPlots() {}

    /// A histogram for each parameter that has more than one value.
    ///
    /// @param gradients whether of the gradients, not of the values
    static Figure histograms(HasParameters model, boolean gradients) {
        String op = gradients ? "gradients" : "weights";
        var panels = new ArrayList<Panel>();
        for (Map.Entry<String, ? extends Tensor> entry : model.namedParameters().entrySet()) {
            Tensor parameter = entry.getValue();
            if (parameter.numel() < 2 || panels.size() == MOST) continue;
            if (gradients && !parameter.hasGrad()) continue;
            double[] values = (gradients ? parameter.grad() : parameter).toDoubles();
            panels.add(Panel.of(Histogram.of(values, bins(values.length)))
                    .withTitle(entry.getKey() + " " + parameter.shape())
                    .withLabels(gradients ? "gradient" : "value", "count"));
        }
        if (panels.isEmpty())
            throw new IllegalArgumentException(
                    op + ": no parameter has " + (gradients ? "a gradient; call backward() first" : "values"));
        int columns = panels.size() == 1 ? 1 : panels.size() <= 4 ? 2 : 3;
        Figure figure = Figure.of(panels, columns);
        return columns == 1 ? figure : figure.title(gradients ? "Gradients" : "Weights");
    }

    /// Rice's rule, twice the cube root.
    private static int bins(int count) {
        return (int) Math.clamp(Math.ceil(2 * Math.cbrt(count)), 5, MOST_BINS);
    }

    /// Layers of these sizes.
    static Panel network(int... sizes) {
        if (sizes.length == 0)
            throw new IllegalArgumentException("network: no layers; give their sizes, such as 2, 3, 1");
        var names = new ArrayList<String>();
        var counts = new ArrayList<Integer>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1)
                throw new IllegalArgumentException("network: a layer of " + sizes[i] + " neurons; give at least 1");
            counts.add(sizes[i]);
            names.add(i == 0 ? "input" : i == sizes.length - 1 ? "output" : "hidden " + i);
        }
        return panel(new Network(counts, names, List.of(), false, Style.AUTO));
    }

    /// The layers that have a weight. Where a layer takes more than the one before gives, what lies between is
    /// flattened: a column of its own.
    static Panel network(HasParameters model) {
        var counts = new ArrayList<Integer>();
        var names = new ArrayList<String>();
        var weights = new ArrayList<double @Nullable [][]>();
        for (Map.Entry<String, ? extends Tensor> entry : model.namedParameters().entrySet()) {
            Tensor weight = entry.getValue();
            if (weight.dim() < 2 || !entry.getKey().endsWith("weight")) continue;
            String name = entry.getKey().replaceFirst("\\.?weight$", "");
            if (counts.isEmpty()) {
                counts.add(weight.size(1));
                names.add(weight.dim() == 4 ? "input channels" : "input");
            } else if (counts.getLast() != weight.size(1)) {
                counts.add(weight.size(1));
                names.add("flattened");
                weights.add(null);
            }
            counts.add(weight.size(0));
            names.add(weight.dim() == 4 ? name + " " + weight.size(2) + "×" + weight.size(3) : name);
            weights.add(weight.dim() == 2 ? rows(weight) : null);
        }
        if (counts.isEmpty())
            throw new IllegalArgumentException(
                    "network: no parameter is a weight of two or more dimensions; give the sizes: Plot.network(2, 3, 1)");
        return panel(new Network(counts, names, weights, false, Style.AUTO));
    }

    private static Panel panel(Network network) {
        double width = Math.clamp(network.sizes().size() * 130.0, 300, 900);
        int most = network.sizes().stream()
                .mapToInt(size -> Math.min(size, 10))
                .max()
                .orElse(1);
        return Panel.of(network).withFrame(Framing.BARE).withPlot(new Panel.Size(width, Math.max(150, 50 + 38 * most)));
    }

    private static double[][] rows(Tensor weight) {
        double[] values = weight.toDoubles();
        int columns = weight.size(1);
        double[][] rows = new double[weight.size(0)][];
        for (int i = 0; i < rows.length; i++)
            rows[i] = java.util.Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        return rows;
    }
}
