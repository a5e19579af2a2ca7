package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Typeface;

/// A text on the plot, placed by shares of its width and height.
///
/// @param across 0 at the left edge, 1 at the right
/// @param up 0 at the lower edge, 1 at the upper
public record Note(double across, double up, String text, Style style) implements Mark {

    @Override
    public Note with(Style changed) {
        return new Note(across, up, text, changed);
    }

    @Override
    public Turn turn() {
        return Turn.PREVIOUS;
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        Rgb color = canvas.theme().color(style.color() == null ? "ink" : style.color());
        double size = Double.isNaN(style.size()) ? Typeface.TEXT : style.size();
        Anchor anchor = across < 0.2 ? Anchor.START : across > 0.8 ? Anchor.END : Anchor.MIDDLE;
        double x = frame.x() + across * frame.width();
        double y = frame.bottom() - up * frame.height();
        Label.draw(canvas, new Element.TextRun(text, x, y, size, color, anchor, false));
    }

    @Override
    public String summary() {
        return "note: " + text;
    }
}
