package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layers as columns of neurons, those of a long layer elided in the middle, with its size and name below. With
/// weights, a line's colour is the sign (blue positive, vermillion negative and dashed) and its width the size.
///
/// @param sizes neurons in each layer, the inputs first
/// @param names what stands below each layer; as many as sizes
/// @param weights `[to][from]` between each two layers, or null for those unknown; empty if all are
/// @param weighted whether lines show their weights
public record Network(
        List<Integer> sizes, List<String> names, List<double @Nullable [][]> weights, boolean weighted, Style style)
        implements Mark {
    /// Longer layers are elided.
    private static final int MOST = 10;
    private static final int SHOWN_ENDS = 4;
    private static final int WIDTHS = 5;

    @Override
    public Network with(Style changed) {
        return new Network(sizes, names, weights, weighted, changed);
    }

    /// This network with its weights as colour and width of the lines.
    public Network withWeights() {
        return new Network(sizes, names, weights, true, style);
    }

    /// Whether there are weights to show.
    public boolean hasWeights() {
        return weights.stream().anyMatch(java.util.Objects::nonNull);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        double column = frame.width() / sizes.size();
        double height = frame.height() - 3 * Typeface.TEXT;
        int rows = sizes.stream().mapToInt(size -> shown(size).length).max().orElse(1);
        double step = Math.min(height / rows, 46);
        double size = Math.clamp(0.62 * step, 6, 24);
        var places = new ArrayList<double[]>();
        for (int layer = 0; layer < sizes.size(); layer++) {
            int count = shown(sizes.get(layer)).length;
            double[] place = new double[2 * count];
            for (int i = 0; i < count; i++) {
                place[2 * i] = frame.x() + (layer + 0.5) * column;
                place[2 * i + 1] = frame.y() + height / 2 + (i - (count - 1) / 2.0) * step;
            }
            places.add(place);
        }
        for (int layer = 0; layer + 1 < sizes.size(); layer++) drawLines(canvas, layer, places);
        for (int layer = 0; layer < sizes.size(); layer++) {
            drawNeurons(canvas, sizes.get(layer), places.get(layer), size, color(layer, canvas));
            drawWords(canvas, layer, frame.x() + (layer + 0.5) * column, frame.bottom(), column);
        }
    }

    private static Rgb color(int layer, Canvas canvas) {
        return layer == 0 ? canvas.theme().muted() : canvas.theme().series(0);
    }

    private void drawNeurons(Canvas canvas, int size, double[] places, double width, Rgb color) {
        int[] shown = shown(size);
        var neurons = new Clip.Path();
        var dots = new Clip.Path();
        for (int i = 0; i < shown.length; i++) {
            double x = places[2 * i];
            double y = places[2 * i + 1];
            if (shown[i] >= 0) neurons.add(x, y);
            else for (int dot = -1; dot <= 1; dot++) dots.add(x, y + dot * 7);
        }
        canvas.add(new Element.Markers(neurons.toArray(), Marker.CIRCLE, width, color, 1));
        canvas.add(new Element.Markers(
                neurons.toArray(),
                Marker.CIRCLE,
                width - 3.2,
                color.mix(canvas.theme().background(), 0.72),
                1));
        if (dots.size() > 0)
            canvas.add(new Element.Markers(
                    dots.toArray(), Marker.CIRCLE, 3, canvas.theme().muted(), 1));
    }

    private void drawWords(Canvas canvas, int layer, double x, double bottom, double column) {
        Rgb ink = canvas.theme().ink();
        String size = Integer.toString(sizes.get(layer));
        String name = Typeface.fitted(names.get(layer), Typeface.TEXT, column - 8);
        canvas.add(new Element.TextRun(size, x, bottom - 18, Typeface.TEXT + 1, ink, Anchor.MIDDLE, false));
        canvas.add(new Element.TextRun(
                name, x, bottom - 4, Typeface.TEXT, canvas.theme().muted(), Anchor.MIDDLE, false));
    }

    private void drawLines(Canvas canvas, int layer, List<double[]> places) {
        int[] from = shown(sizes.get(layer));
        int[] to = shown(sizes.get(layer + 1));
        double[][] weight = !weighted || weights.isEmpty() ? null : weights.get(layer);
        var plain = new ArrayList<double[]>();
        var strokes = new ArrayList<List<double[]>>();
        for (int i = 0; i < 2 * WIDTHS; i++) strokes.add(new ArrayList<>());
        double largest = weight == null ? 1 : largest(weight, from, to);
        for (int i = 0; i < from.length; i++)
            for (int j = 0; j < to.length; j++) {
                if (from[i] < 0 || to[j] < 0) continue;
                double[] path = {
                    places.get(layer)[2 * i],
                    places.get(layer)[2 * i + 1],
                    places.get(layer + 1)[2 * j],
                    places.get(layer + 1)[2 * j + 1]
                };
                if (weight == null) plain.add(path);
                else {
                    double share = weight[to[j]][from[i]] / largest;
                    int step = Math.clamp(Math.round(Math.abs(share) * WIDTHS - 0.5), 0, WIDTHS - 1);
                    strokes.get((share < 0 ? WIDTHS : 0) + step).add(path);
                }
            }
        if (!plain.isEmpty())
            canvas.add(new Element.Lines(plain, new Stroke(canvas.theme().axis(), 0.8, Dash.SOLID, 0.7)));
        for (int i = 0; i < strokes.size(); i++) {
            if (strokes.get(i).isEmpty()) continue;
            boolean negative = i >= WIDTHS;
            double width = 0.5 + 0.7 * (i % WIDTHS);
            double opacity = 0.35 + 0.6 * (i % WIDTHS) / (WIDTHS - 1);
            Rgb color = canvas.theme().series(negative ? 1 : 0);
            Dash dash = negative ? Dash.DASHED : Dash.SOLID;
            canvas.add(new Element.Lines(strokes.get(i), new Stroke(color, width, dash, opacity)));
        }
    }

    private static double largest(double[][] weight, int[] from, int[] to) {
        double largest = Double.MIN_NORMAL;
        for (int j : to) for (int i : from) if (i >= 0 && j >= 0) largest = Math.max(largest, Math.abs(weight[j][i]));
        return largest;
    }

    /// The neurons that are drawn, from the top; -1 where those between are left out.
    private static int[] shown(int size) {
        int[] all = new int[size <= MOST ? size : 2 * SHOWN_ENDS + 1];
        for (int i = 0; i < all.length; i++)
            all[i] = size <= MOST || i < SHOWN_ENDS ? i : i == SHOWN_ENDS ? -1 : size - all.length + i;
        return all;
    }

    @Override
    public List<LegendEntry> legend(dev.crema.viz.theme.Theme theme, Look look) {
        if (!weighted || !hasWeights()) return List.of();
        Rgb positive = theme.series(0);
        Rgb negative = theme.series(1);
        return List.of(
                new LegendEntry("positive weight", positive, Stroke.of(positive, 2), null, 0),
                new LegendEntry("negative weight", negative, new Stroke(negative, 2, Dash.DASHED, 1), null, 0));
    }

    @Override
    public String summary() {
        var words = new ArrayList<String>();
        for (int i = 0; i < sizes.size(); i++)
            words.add(sizes.get(i) + (names.get(i).isEmpty() ? "" : " (" + names.get(i) + ")"));
        return "network of " + Words.count(sizes.size(), "layer") + ": " + String.join(" → ", words);
    }
}
