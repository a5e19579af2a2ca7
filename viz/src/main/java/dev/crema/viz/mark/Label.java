package dev.crema.viz.mark;

import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;

/// A text among data: where something lies behind it, on a patch of the background that keeps it readable.
final class Label {
    private static final double ROOM = 3;

    private Label() {}

    static void draw(Canvas canvas, Element.TextRun text) {
        Bounds bounds = text.bounds();
        if (crossings(canvas, bounds) > 0) {
            canvas.add(new Element.Box(
                    bounds.x() - ROOM,
                    bounds.y() - ROOM,
                    bounds.width() + 2 * ROOM,
                    bounds.height() + 2 * ROOM - 1,
                    canvas.theme().background(),
                    0.8));
        }
        canvas.add(text);
    }

    /// How many pieces of lines, areas of bars, markers and texts lie behind a rectangle; the grid does not count.
    static int crossings(Canvas canvas, Bounds box) {
        int crossings = 0;
        for (Element element : canvas.elements()) {
            if (element instanceof Element.Lines lines
                    && !lines.stroke().color().equals(canvas.theme().grid())) {
                for (double[] path : lines.paths()) crossings += Clip.crossings(path, box);
            } else if (element instanceof Element.Box filled) {
                if (filled.bounds().overlaps(box)) crossings++;
            } else if (element instanceof Element.Markers markers) {
                for (int i = 0; i < markers.places().length; i += 2)
                    if (box.holds(markers.places()[i], markers.places()[i + 1])) crossings++;
            } else if (element instanceof Element.TextRun text) {
                if (text.bounds().overlaps(box)) crossings++;
            }
        }
        return crossings;
    }
}
