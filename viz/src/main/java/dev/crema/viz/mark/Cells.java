package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.List;

/// Cells of a matrix: where they are, and their texts.
final class Cells {
    private Cells() {}

    /// The cell at a row and a column, on whole pixels and without a gap to its neighbours.
    static Bounds bounds(Canvas canvas, double row, double column) {
        double left = Math.round(canvas.x(column - 0.5));
        double right = Math.round(canvas.x(column + 0.5));
        double top = Math.round(canvas.y(row - 0.5));
        double bottom = Math.round(canvas.y(row + 0.5));
        return new Bounds(left, top, right - left, bottom - top);
    }

    /// The four sides of a rectangle; it starts in the middle of one, so that no corner is open.
    static Element.Lines outline(double x, double y, double width, double height, Stroke stroke) {
        double middle = x + width / 2;
        double[] path = {middle, y, x + width, y, x + width, y + height, x, y + height, x, y, middle, y};
        return new Element.Lines(List.of(path), stroke);
    }

    /// A text in the middle of a cell, `lower` pixels below it.
    static Element.TextRun text(Bounds cell, String text, double size, double lower, Rgb color) {
        double x = cell.x() + cell.width() / 2;
        double y = cell.y() + cell.height() / 2 + Typeface.MIDDLE * size + lower;
        return new Element.TextRun(text, x, y, size, color, Anchor.MIDDLE, false);
    }
}
