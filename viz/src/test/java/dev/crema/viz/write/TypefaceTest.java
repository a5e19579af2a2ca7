package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class TypefaceTest {
    /// FontBox reads the same font: every glyph of the text planes must have its width, its outline and its area.
    @Test
    void widthsAndOutlinesAreThoseOfFontBox() throws IOException {
        var resource =
                TypefaceTest.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
        assertThat(resource).isNotNull();
        int glyphs = 0;
        try (var font = new TTFParser().parse(new RandomAccessReadBuffer(resource.readAllBytes()))) {
            var characters = font.getUnicodeCmapLookup(false);
            for (int letter = ' '; letter < 0xFFFF; letter++) {
                int glyph = OutlineFont.LIBERATION.glyph(letter);
                assertThat(glyph).isEqualTo(characters.getGlyphId(letter));
                if (glyph == 0) continue;
                glyphs++;
                assertThat(OutlineFont.LIBERATION.advance(glyph) * 2048)
                        .isCloseTo(font.getAdvanceWidth(glyph), within(1e-9));
                var ours = new Path2D.Double();
                OutlineFont.LIBERATION.append(ours, glyph, 0, 0, 2048);
                var data = font.getGlyph().getGlyph(glyph);
                if (data == null) continue;
                Rectangle2D theirs = data.getPath().getBounds2D();
                Rectangle2D bounds = ours.getBounds2D();
                assertThat(bounds.getMinX()).as("U+%04X", letter).isCloseTo(theirs.getMinX(), within(2.0));
                assertThat(bounds.getMaxX()).as("U+%04X", letter).isCloseTo(theirs.getMaxX(), within(2.0));
                assertThat(-bounds.getMaxY()).as("U+%04X", letter).isCloseTo(theirs.getMinY(), within(2.0));
                assertThat(-bounds.getMinY()).as("U+%04X", letter).isCloseTo(theirs.getMaxY(), within(2.0));
                assertThat(-area(ours)).as("U+%04X", letter).isCloseTo(area(data.getPath()), within(600.0));
            }
        }
        assertThat(glyphs).isGreaterThan(2000);
    }

    @Test
    void aTextIsAsWideAsItsLetters() {
        assertThat(Typeface.width("", 11)).isZero();
        assertThat(Typeface.width("0", 10)).isCloseTo(5.56, within(0.01));
        assertThat(Typeface.width("epoch", 20)).isCloseTo(2 * Typeface.width("epoch", 10), within(1e-9));
        assertThat(Typeface.width("한국어", 10)).isEqualTo(30);
    }

    @Test
    void aTextIsShortenedToFit() {
        String fitted = Typeface.fitted("a very long class name", 11, 60);
        assertThat(fitted).startsWith("a very").endsWith("…");
        assertThat(Typeface.width(fitted, 11)).isLessThanOrEqualTo(60);
        assertThat(Typeface.fitted("short", 11, 60)).isEqualTo("short");
    }

    @Test
    void missingLettersAreNamed() {
        assertThat(Typeface.missing("loss → 0.1 − β ≤ 2 · café Ж")).isEmpty();
        assertThat(Typeface.missing("한 a 한 ก 😀")).containsExactly("한 (U+D55C)", "ก (U+0E01)", "😀 (U+1F600)");
    }

    @Test
    void aMissingLetterIsDrawnAsItsCode() {
        Rectangle2D bounds = Typeface.outline("한", 20).getBounds2D();
        assertThat(bounds.getWidth()).isBetween(14.0, 20.0);
        assertThat(bounds.getHeight()).isGreaterThan(14);
    }

    /// The signed area of a path, curves as straight lines.
    private static double area(Path2D path) {
        double area = 0;
        double[] at = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (PathIterator i = path.getPathIterator(null, 1); !i.isDone(); i.next()) {
            int kind = i.currentSegment(at);
            double nextX = kind == PathIterator.SEG_CLOSE ? startX : at[0];
            double nextY = kind == PathIterator.SEG_CLOSE ? startY : at[1];
            if (kind == PathIterator.SEG_MOVETO) {
                startX = nextX;
                startY = nextY;
            } else {
                area += (x * nextY - nextX * y) / 2;
            }
            x = nextX;
            y = nextY;
        }
        return area;
    }
}
