package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.List;

/// The values of contours, on their lines: one on the longest line of each level, where none stands yet.
final class LevelLabels {
    private static final double TEXT = 10;
    /// Shorter lines would vanish behind their own label.
    private static final double SHORTEST = 90;
    /// Places tried along a line.
    private static final int TRIES = 12;

    private final List<Element.TextRun> texts = new ArrayList<>();
    private final List<Bounds> taken = new ArrayList<>();

    /// Finds a place on the lines of a level.
    void add(Canvas canvas, List<double[]> paths, double level) {
        double[] longest = paths.getFirst();
        for (double[] path : paths) if (length(path) > length(longest)) longest = path;
        double length = length(longest);
        if (length < SHORTEST) return;
        String words = Decimals.plain(Math.rint(level * 1e6) / 1e6);
        double half = Typeface.width(words, TEXT) / 2 + 2;
        for (int i = 0; i < TRIES; i++) {
            // From the middle outwards, to both sides in turn.
            double share = 0.5 + (i % 2 == 0 ? 1 : -1) * Math.ceil(i / 2.0) / (TRIES + 1);
            double[] place = along(longest, share * length);
            var box = new Bounds(place[0] - half, place[1] - TEXT / 2 - 1, 2 * half, TEXT + 2);
            boolean free =
                    canvas.frame().bounds().contains(box) && taken.stream().noneMatch(box::overlaps);
            if (!free) continue;
            taken.add(box);
            double y = Math.round(place[1] + Typeface.MIDDLE * TEXT);
            texts.add(new Element.TextRun(
                    words, Math.round(place[0]), y, TEXT, canvas.theme().ink(), Anchor.MIDDLE, false));
            return;
        }
    }

    /// The labels, each on a patch of the ground.
    void draw(Canvas canvas) {
        for (Bounds box : taken)
            canvas.add(new Element.Box(
                    box.x(), box.y(), box.width(), box.height(), canvas.theme().background(), 0.85));
        for (Element.TextRun text : texts) canvas.add(text);
    }

    private static double length(double[] path) {
        double length = 0;
        for (int i = 2; i < path.length; i += 2) length += Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]);
        return length;
    }

    /// The place so far along a line.
    private static double[] along(double[] path, double distance) {
        double left = distance;
        for (int i = 2; i < path.length; i += 2) {
            double step = Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]);
            if (left <= step && step > 0) {
                double share = left / step;
                return new double[] {
                    path[i - 2] + share * (path[i] - path[i - 2]), path[i - 1] + share * (path[i + 1] - path[i - 1])
                };
            }
            left -= step;
        }
        return new double[] {path[path.length - 2], path[path.length - 1]};
    }
}
