package dev.crema.viz.write;

import java.awt.geom.Path2D;

/// Liberation Sans, the one font of Crema's pictures (OFL, in PDFBox's jar): how wide a text is, and its outlines.
/// Never a `java.awt.Font`: that needs fontconfig and differs from machine to machine.
///
/// ```java
/// Typeface.width("epoch", 11)              // 30.0 pixels
/// Typeface.missing("한 → x")               // [한 (U+D55C)]
/// ```
public final class Typeface {
    /// The names under which SVG asks for the same or a similar font.
    public static final String FAMILY = "Liberation Sans,Arial,Helvetica,sans-serif";
    /// The size of most texts, in pixels: that of a notebook's own text. matplotlib's is 14 at the same width of a
    /// figure.
    public static final double TEXT = 13;
    /// The height of capitals and digits, in sizes.
    public static final double CAPITALS = 0.7;
    /// How far letters reach below the base line, in sizes.
    public static final double DESCENT = 0.21;
    /// From a base line to the middle of capitals above it, in sizes.
    public static final double MIDDLE = CAPITALS / 2;

    private Typeface() {}

    /// The width of a text in pixels, without kerning. Letters that the font lacks count as other fonts draw them:
    /// a full square for Hangul and Chinese, 0.6 for others.
    public static double width(String text, double size) {
        double ems = 0;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            ems += advance(letter);
            i += Character.charCount(letter);
        }
        return ems * size;
    }

    /// The text, shortened with an ellipsis if it is wider than `width` pixels.
    public static String fitted(String text, double size, double width) {
        if (width(text, size) <= width) return text;
        int end = text.length();
        while (end > 0 && width(text.substring(0, end), size) + advance('…') * size > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /// The letters of a text that the font lacks, each with its code: `한 (U+D55C)`.
    public static java.util.List<String> missing(String text) {
        return text.codePoints()
                .filter(letter -> !Character.isWhitespace(letter) && OutlineFont.LIBERATION.glyph(letter) == 0)
                .distinct()
                .mapToObj(letter -> Character.toString(letter) + " (U+%04X)".formatted(letter))
                .toList();
    }

    /// The outline of a text that starts at (0, 0), y downwards. A letter that the font lacks is a frame around its
    /// code.
    static Path2D outline(String text, double size) {
        var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            int glyph = OutlineFont.LIBERATION.glyph(letter);
            if (glyph != 0) OutlineFont.LIBERATION.append(outline, glyph, x, 0, size);
            else if (!Character.isWhitespace(letter)) appendCode(outline, letter, x, size);
            x += advance(letter) * size;
            i += Character.charCount(letter);
        }
        return outline;
    }

    private static double advance(int letter) {
        int glyph = OutlineFont.LIBERATION.glyph(letter);
        if (glyph != 0) return OutlineFont.LIBERATION.advance(glyph);
        return full(letter) ? 1 : 0.6;
    }

    private static boolean full(int letter) {
        return between(letter, 0x1100, 0x11FF)
                || between(letter, 0x2E80, 0xD7A3)
                || between(letter, 0xF900, 0xFAFF)
                || between(letter, 0xFF01, 0xFF60)
                || letter >= 0x1F300;
    }

    private static boolean between(int letter, int first, int last) {
        return first <= letter && letter <= last;
    }

    /// A frame with the letter's code in two rows, as last-resort fonts draw it.
    private static void appendCode(Path2D outline, int letter, double x, double size) {
        double width = (advance(letter) - 0.08) * size;
        double left = x + 0.04 * size;
        double top = -0.82 * size;
        double height = 0.98 * size;
        double line = 0.045 * size;
        appendFrame(outline, left, top, width, height);
        appendFrame(outline, left + width - line, top + line, 2 * line - width, height - 2 * line);
        String code = "%04X".formatted(letter);
        int half = (code.length() + 1) / 2;
        double digits = Math.min(0.42, (width / size - 0.1) / (0.556 * half)) * size;
        double start = left + (width - half * 0.556 * digits) / 2;
        for (int i = 0; i < code.length(); i++) {
            double baseline = i < half ? top + 0.43 * size : top + 0.86 * size;
            int glyph = OutlineFont.LIBERATION.glyph(code.charAt(i));
            OutlineFont.LIBERATION.append(outline, glyph, start + i % half * 0.556 * digits, baseline, digits);
        }
    }

    /// A rectangle; with a negative width it winds the other way and cuts a hole.
    private static void appendFrame(Path2D outline, double x, double y, double width, double height) {
        outline.moveTo(x, y);
        outline.lineTo(x + width, y);
        outline.lineTo(x + width, y + height);
        outline.lineTo(x, y + height);
        outline.closePath();
    }
}
