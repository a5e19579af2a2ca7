package dev.crema.viz.mark;

import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Stroke;
import dev.crema.viz.write.Typeface;
import java.util.List;

/// Pictures in rows, each with its title above it where titles are given. Pixels stay square and sharp.
///
/// @param titles one for each picture, or empty
/// @param wrong which of them to flag; empty for none
/// @param perRow how many stand side by side
public record Images(List<Pixels> pictures, List<String> titles, boolean[] wrong, int perRow, Style style)
        implements Mark {
    public static final double GAP = 6;

    public Images {
        pictures = List.copyOf(pictures);
        titles = List.copyOf(titles);
    }

    @Override
    public Images with(Style changed) {
        return new Images(pictures, titles, wrong, perRow, changed);
    }

    public Images withTitles(List<String> texts) {
        return new Images(pictures, texts, wrong, perRow, style);
    }

    public Images withPerRow(int count) {
        return new Images(pictures, titles, wrong, count, style);
    }

    public Images withWrong(boolean[] flags) {
        return new Images(pictures, titles, flags, perRow, style);
    }

    private boolean isWrong(int index) {
        return index < wrong.length && wrong[index];
    }

    /// The number of rows.
    public int rows() {
        return (pictures.size() + perRow - 1) / perRow;
    }

    /// How much room a title takes above its picture.
    public double titleHeight() {
        return titles.isEmpty() ? 0 : Typeface.TEXT + 7;
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        if (pictures.isEmpty()) return;
        Bounds frame = canvas.frame().bounds();
        double slotWidth = (frame.width() + GAP) / perRow - GAP;
        double slotHeight = (frame.height() + GAP) / rows() - GAP - titleHeight();
        for (int i = 0; i < pictures.size(); i++) {
            Pixels pixels = pictures.get(i);
            double scale = scale(Math.min(slotWidth / pixels.width(), slotHeight / pixels.height()));
            double left = frame.x() + i % perRow * (slotWidth + GAP);
            double top = frame.y() + Math.floorDiv(i, perRow) * (slotHeight + GAP + titleHeight()) + titleHeight();
            double width = scale * pixels.width();
            double x = left + (slotWidth - width) / 2;
            double height = scale * pixels.height();
            canvas.add(new Element.Picture(Math.round(x), Math.round(top), width, height, pixels));
            if (isWrong(i)) canvas.add(frame(canvas, Math.rint(x), Math.rint(top), width, height));
        }
        for (int i = 0; i < Math.min(titles.size(), pictures.size()); i++) {
            double left = frame.x() + i % perRow * (slotWidth + GAP);
            double bottom =
                    frame.y() + Math.floorDiv(i, perRow) * (slotHeight + GAP + titleHeight()) + titleHeight() - 5;
            String text = Typeface.fitted(titles.get(i), Typeface.TEXT, slotWidth);
            canvas.add(new Element.TextRun(
                    text,
                    Math.round(left + slotWidth / 2),
                    Math.round(bottom),
                    Typeface.TEXT,
                    canvas.theme().ink(),
                    Anchor.MIDDLE,
                    false));
        }
    }

    /// A frame just outside a picture.
    private static Element frame(Canvas canvas, double x, double y, double width, double height) {
        var stroke = Stroke.of(canvas.theme().wrong(), 3);
        return Cells.outline(x - 1.5, y - 1.5, width + 3, height + 3, stroke);
    }

    /// The largest scale at which a pixel of the picture covers whole pixels of the screen at two for one.
    private static double scale(double fitting) {
        return fitting >= 0.5 ? Math.floor(2 * fitting) / 2 : fitting;
    }

    @Override
    public String summary() {
        if (pictures.isEmpty()) return "no pictures";
        Pixels first = pictures.getFirst();
        String size = " of " + first.width() + " × " + first.height() + " pixels";
        String all = pictures.size() == 1 ? "picture" + size : pictures.size() + " pictures" + size;
        int mistakes = 0;
        for (boolean flag : wrong) if (flag) mistakes++;
        if (wrong.length > 0) all += ", " + mistakes + " wrong";
        if (titles.isEmpty()) return all;
        int shown = Math.min(12, titles.size());
        return all + ": " + String.join(", ", titles.subList(0, shown)) + (shown < titles.size() ? ", …" : "");
    }
}
