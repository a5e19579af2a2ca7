package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Typeface;
import java.util.List;

/// A ring around one point with a text beside it, where lines leave room: the best epoch.
///
/// @param above whether the text stands above the point, where there is room
public record Callout(double x, double y, String text, boolean above, Style style) implements Mark {
    private static final double SIZE = 11;
    private static final double[] DISTANCES = {11, 20, 32, 46};

    @Override
    public Callout with(Style changed) {
        return new Callout(x, y, text, above, changed);
    }

    @Override
    public Turn turn() {
        return Turn.PREVIOUS;
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        double px = canvas.x(x);
        double py = canvas.y(y);
        if (!canvas.frame().holds(px, py)) return;
        Label.draw(canvas, freest(canvas, px, py));
        double[] place = {px, py};
        canvas.add(new Element.Markers(place, Marker.CIRCLE, 9, look.color(), 1));
        canvas.add(new Element.Markers(place, Marker.CIRCLE, 5, canvas.theme().background(), 1));
    }

    /// The text at the first place around the point that no line crosses, or that the fewest cross.
    private Element.TextRun freest(Canvas canvas, double px, double py) {
        Bounds frame = canvas.frame().bounds();
        double half = Typeface.width(text, SIZE) / 2 + 3;
        double capitals = Typeface.CAPITALS * SIZE;
        Element.TextRun best = null;
        int fewest = Integer.MAX_VALUE;
        for (double distance : DISTANCES) {
            for (boolean up : new boolean[] {above, !above}) {
                for (double side : new double[] {0, -1, 1}) {
                    double y = Math.round(up ? py - distance : py + distance + capitals);
                    double center = Math.clamp(
                            px + side * half, frame.x() + half, Math.max(frame.x() + half, frame.right() - half));
                    if (y - capitals - 2 < frame.y() || y + 3 > frame.bottom()) continue;
                    var run = new Element.TextRun(
                            text, Math.round(center), y, SIZE, canvas.theme().ink(), Anchor.MIDDLE, false);
                    int crossings = Label.crossings(canvas, run.bounds());
                    if (crossings < fewest) {
                        best = run;
                        fewest = crossings;
                    }
                }
            }
        }
        double above = Math.max(py - DISTANCES[0], frame.y() + SIZE);
        return best != null
                ? best
                : new Element.TextRun(text, px, above, SIZE, canvas.theme().ink(), Anchor.MIDDLE, false);
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        return List.of();
    }

    @Override
    public String summary() {
        return text;
    }
}
