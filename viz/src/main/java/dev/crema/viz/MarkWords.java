package dev.crema.viz;

import dev.crema.viz.mark.Bars;
import dev.crema.viz.mark.Coloring;
import dev.crema.viz.mark.Contour;
import dev.crema.viz.mark.ErrorBars;
import dev.crema.viz.mark.HeatCells;
import dev.crema.viz.mark.Images;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Mark;
import dev.crema.viz.mark.Network;
import dev.crema.viz.mark.Path3d;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.Points3d;
import dev.crema.viz.mark.ScoreSides;
import dev.crema.viz.mark.Style;
import dev.crema.viz.mark.Surface;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What the words of a figure do to a mark, and which marks they do not fit.
final class MarkWords {
    private MarkWords() {}

    static Mark colorBy(Mark mark, Object values) {
        boolean names = values instanceof String[]
                || (values instanceof List<?> list && !list.stream().allMatch(Number.class::isInstance));
        Coloring coloring = names
                ? Coloring.of(Labels.of("colorBy", "values", values))
                : Coloring.of(Numbers.row("colorBy", "values", values), number -> Labels.ofClass(values, number));
        int count = switch (mark) {
            case Points points -> points.x().length;
            case Points3d points -> points.x().length;
            default -> throw misplaced("colorBy", mark, "points (Plot.scatter)");
        };
        Numbers.sameLength("colorBy", "the points", count, "values", coloring.values().length);
        return mark instanceof Points points ? points.with(coloring) : ((Points3d) mark).with(coloring);
    }

    static Mark colorMap(Mark mark, String name) {
        ColorMap map = ColorMap.named(name);
        return switch (mark) {
            case Points points when points.coloring() != null -> points.with(map);
            case Points3d points when points.coloring() != null -> points.with(map);
            case HeatCells cells -> cells.with(map);
            case Contour contour -> contour.with(map);
            case Surface surface -> surface.with(map);
            default -> throw misplaced("colorMap", mark, "points after colorBy, a heat map, contours or a surface");
        };
    }

    static Bars by(Mark mark, Object groups) {
        if (!(mark instanceof Bars bars)) throw misplaced("by", mark, "bars (Plot.bars)");
        List<String> names = Labels.of("by", "groups", groups);
        Numbers.sameLength("by", "the bars", bars.values().length, "groups", names.size());
        return bars.by(names);
    }

    static ErrorBars errors(Mark mark, Object error) {
        double[] half = Numbers.row("errors", "error", error);
        double[][] xy = switch (mark) {
            case Line line -> new double[][] {line.x(), line.y()};
            case Points points -> new double[][] {points.x(), points.y()};
            case Bars bars
            when bars.groups().isEmpty() ->
                new double[][] {
                    IntStream.range(0, bars.values().length).asDoubleStream().toArray(), bars.values()
                };
            default -> throw misplaced("errors", mark, "a line, points or bars without groups");
        };
        Numbers.sameLength("errors", "the series", xy[1].length, "error", half.length);
        return new ErrorBars(xy[0], xy[1], half, Style.AUTO);
    }

    static Images perRow(Mark mark, int count) {
        if (!(mark instanceof Images images)) throw misplaced("perRow", mark, "pictures (Plot.images)");
        if (count < 1) throw new IllegalArgumentException("perRow: " + count + " pictures in a row; give at least 1");
        return images.withPerRow(count);
    }

    static Images titles(Mark mark, String format, Object labels) {
        if (!(mark instanceof Images images)) throw misplaced("titles", mark, "pictures (Plot.images)");
        List<String> texts = Labels.of("titles", "labels", labels).stream()
                .map(label -> String.format(Locale.ROOT, format, label))
                .toList();
        int count = images.pictures().size();
        if (texts.size() < count) Numbers.sameLength("titles", "the batch", count, "labels", texts.size());
        return images.withTitles(texts.subList(0, count));
    }

    static Images predictions(Mark mark, Object predicted, Object target) {
        if (!(mark instanceof Images images)) throw misplaced("predictions", mark, "pictures (Plot.images)");
        List<String> guesses = Labels.of("predictions", "predicted", predicted);
        List<String> truths = Labels.of("predictions", "target", target);
        int count = images.pictures().size();
        if (guesses.size() < count) Numbers.sameLength("predictions", "the batch", count, "predicted", guesses.size());
        if (truths.size() < count) Numbers.sameLength("predictions", "the batch", count, "target", truths.size());
        var titles = new ArrayList<String>();
        boolean[] wrong = new boolean[count];
        for (int i = 0; i < count; i++) {
            wrong[i] = !guesses.get(i).equals(truths.get(i));
            titles.add(wrong[i] ? guesses.get(i) + ", not " + truths.get(i) : guesses.get(i));
        }
        return images.withTitles(titles).withWrong(wrong);
    }

    static ScoreSides threshold(Mark mark, double cut) {
        if (!(mark instanceof ScoreSides sides)) throw misplaced("threshold", mark, "scores (Plot.scores)");
        if (!Double.isFinite(cut))
            throw new IllegalArgumentException("threshold: " + cut + " is no score; give a finite number");
        return sides.with(cut);
    }

    static Network weights(Mark mark) {
        if (!(mark instanceof Network network)) throw misplaced("weights", mark, "a network (Plot.network)");
        if (!network.hasWeights())
            throw new IllegalArgumentException(
                    "weights: this network was drawn from sizes alone; draw it from a model: Plot.network(model)");
        return network.withWeights();
    }

    static Mark descent(Mark mark, Object x, Object y) {
        double[] across = Numbers.row("descent", "x", x);
        double[] along = Numbers.row("descent", "y", y);
        Numbers.sameLength("descent", "x", across.length, "y", along.length);
        Style style = Style.AUTO.withLabel("descent").withColor("C1").withDash(Dash.SOLID);
        return switch (mark) {
            case Contour _ -> new Line(across, along, style.withMarker(Marker.CIRCLE));
            case Surface surface -> {
                double[] up = new double[across.length];
                for (int i = 0; i < up.length; i++) up[i] = surface.at(across[i], along[i]);
                yield new Path3d(across, along, up, surface.view(), style);
            }
            default -> throw misplaced("descent", mark, "contours or a surface");
        };
    }

    private static IllegalArgumentException misplaced(String word, Mark mark, String wanted) {
        String kind = mark.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new IllegalArgumentException(
                word + ": the last mark is of kind " + kind + "; " + word + " shapes " + wanted);
    }
}
