package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Marker;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ring around one point with a text beside it: the best epoch. Where curves leave no room close by, the text
/// stands farther away and a thin line leads to it.
///
/// @param above whether the text stands above the point, where there is room
public record Callout(double x, double y, String text, boolean above, Style style) implements Mark {
    private static final double[] DISTANCES = {11, 16, 22, 32, 46};
    private static final double[] SIDES = {0, -1, 1, -0.5, 0.5};
    private static final double RING = 9;
    /// Pixels around the text that nothing crosses.
    private static final double ROOM = 3;
    /// Places tried across and up, when there is none close by.
    private static final int FAR = 10;

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
        double[] point = {px, py};
        List<Element.TextRun> close = close(canvas, px, py);
        Element.TextRun free = firstFree(canvas, close, px, py);
        if (free == null) {
            free = firstFree(canvas, far(canvas, px, py), px, py);
            if (free != null) canvas.add(leader(canvas, free.bounds(), px, py));
        }
        Label.draw(canvas, free != null ? free : fewestCrossings(canvas, close));
        canvas.add(new Element.Markers(point, Marker.CIRCLE, RING, look.color(), 1));
        canvas.add(new Element.Markers(
                point, Marker.CIRCLE, RING - 4, canvas.theme().background(), 1));
    }

    /// Places around the point, the nearest first.
    private List<Element.TextRun> close(Canvas canvas, double px, double py) {
        double half = Typeface.width(text, Typeface.TEXT) / 2 + ROOM;
        double capitals = Typeface.CAPITALS * Typeface.TEXT;
        var places = new ArrayList<Element.TextRun>();
        for (double distance : DISTANCES)
            for (boolean up : new boolean[] {above, !above})
                for (double side : SIDES)
                    places.add(at(canvas, px + side * half, up ? py - distance : py + distance + capitals));
        return inside(canvas, places);
    }

    /// Places all over the frame, the nearest first.
    private List<Element.TextRun> far(Canvas canvas, double px, double py) {
        Bounds frame = canvas.frame().bounds();
        var places = new ArrayList<Element.TextRun>();
        for (int i = 0; i <= FAR; i++)
            for (int j = 0; j <= FAR; j++)
                places.add(at(canvas, frame.x() + i * frame.width() / FAR, frame.y() + j * frame.height() / FAR));
        places.sort(Comparator.comparingDouble(place -> Math.hypot(place.x() - px, place.y() - py)));
        return inside(canvas, places);
    }

    private Element.TextRun at(Canvas canvas, double center, double base) {
        Bounds frame = canvas.frame().bounds();
        double half = Typeface.width(text, Typeface.TEXT) / 2 + ROOM;
        double x = Math.clamp(center, frame.x() + half, Math.max(frame.x() + half, frame.right() - half));
        var ink = canvas.theme().ink();
        return new Element.TextRun(text, Math.round(x), Math.round(base), Typeface.TEXT, ink, Anchor.MIDDLE, false);
    }

    private static List<Element.TextRun> inside(Canvas canvas, List<Element.TextRun> places) {
        Bounds frame = canvas.frame().bounds();
        return places.stream()
                .filter(place ->
                        place.bounds().y() - 2 >= frame.y() && place.bounds().bottom() <= frame.bottom())
                .toList();
    }

    private static Element.@Nullable TextRun firstFree(
            Canvas canvas, List<Element.TextRun> places, double px, double py) {
        var ring = new Bounds(px - RING / 2, py - RING / 2, RING, RING);
        for (Element.TextRun place : places) {
            Bounds box = place.bounds();
            var room = new Bounds(box.x() - ROOM, box.y() - ROOM, box.width() + 2 * ROOM, box.height() + 2 * ROOM);
            if (!box.overlaps(ring) && Label.crossings(canvas, room) == 0) return place;
        }
        return null;
    }

    private Element.TextRun fewestCrossings(Canvas canvas, List<Element.TextRun> places) {
        Bounds frame = canvas.frame().bounds();
        return places.stream()
                .min(Comparator.comparingInt(place -> Label.crossings(canvas, place.bounds())))
                .orElseGet(() -> at(canvas, canvas.x(x), frame.y() + Typeface.TEXT));
    }

    /// From the ring to the nearest edge of the text.
    private static Element.Lines leader(Canvas canvas, Bounds text, double px, double py) {
        double toX = Math.clamp(px, text.x(), text.right());
        double toY = Math.clamp(py, text.y() - 2, text.bottom() + 2);
        return new Element.Lines(
                List.of(new double[] {px, py, toX, toY}),
                Stroke.of(canvas.theme().muted(), 0.8));
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
