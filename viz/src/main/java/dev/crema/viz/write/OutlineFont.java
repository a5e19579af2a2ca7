package dev.crema.viz.write;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// The outlines of a TrueType font: the tables `cmap` (format 4), `hmtx`, `loca` and `glyf`, and no others.
///
/// FontBox reads all tables and starts its logging first, 190 to 250 ms in a fresh JVM of the 300 that a first
/// figure may take; these four tables take 10. A test holds both to the same outlines and widths. Source: Apple and
/// Microsoft, OpenType specification 1.9.1, chapters of these tables.
final class OutlineFont {
    /// The font file, in PDFBox's jar.
    static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    static final OutlineFont LIBERATION = read(FILE);

    private final ByteBuffer data;
    private final Map<String, Integer> tables = new HashMap<>();
    private final char[] glyphs = new char[0x10000];
    private final double unitsPerEm;
    private final boolean longOffsets;
    private final int metrics;

    private OutlineFont(byte[] bytes) {
        data = ByteBuffer.wrap(bytes);
        int count = data.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            tables.put(new String(bytes, entry, 4, java.nio.charset.StandardCharsets.US_ASCII), data.getInt(entry + 8));
        }
        unitsPerEm = unsigned(table("head") + 18);
        longOffsets = data.getShort(table("head") + 50) == 1;
        metrics = unsigned(table("hhea") + 34);
        readCharacters();
    }

    private static OutlineFont read(String resource) {
        try (InputStream in = OutlineFont.class.getResourceAsStream(resource)) {
            if (in == null)
                throw new IllegalStateException(
                        "no font " + resource + " on the class path; add org.apache.pdfbox:pdfbox");
            return new OutlineFont(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + resource, e);
        }
    }

    /// The glyph of a character; 0 if the font has none.
    int glyph(int codePoint) {
        return codePoint < glyphs.length ? glyphs[codePoint] : 0;
    }

    /// How far a glyph moves the pen, in ems.
    double advance(int glyph) {
        return unsigned(table("hmtx") + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
    }

    /// Adds the outline of a glyph whose pen stands at (x, y), y downwards.
    void append(Path2D outline, int glyph, double x, double y, double size) {
        double scale = size / unitsPerEm;
        append(outline, glyph, new Placement(scale, 0, 0, -scale, x, y), 0);
    }

    private void append(Path2D outline, int glyph, Placement at, int depth) {
        int start = offset(glyph);
        if (start == offset(glyph + 1) || depth > 5) return;
        int place = table("glyf") + start;
        int contours = data.getShort(place);
        if (contours >= 0) new Contours(data, place, contours).append(outline, at);
        else appendParts(outline, place + 10, at, depth);
    }

    /// A composite glyph: é is e and ´, each with its own placement.
    private void appendParts(Path2D outline, int start, Placement at, int depth) {
        int place = start;
        int flags;
        do {
            flags = unsigned(place);
            int part = unsigned(place + 2);
            place += 4;
            boolean words = (flags & 1) != 0;
            double dx = words ? data.getShort(place) : data.get(place);
            double dy = words ? data.getShort(place + 2) : data.get(place + 1);
            place += words ? 4 : 2;
            double[] matrix = {1, 0, 0, 1};
            int numbers = (flags & 0x8) != 0 ? 1 : (flags & 0x40) != 0 ? 2 : (flags & 0x80) != 0 ? 4 : 0;
            for (int i = 0; i < numbers; i++) {
                double value = data.getShort(place + 2 * i) / 16384.0;
                if (numbers == 1) matrix[3] = value;
                matrix[numbers == 2 ? 3 * i : i] = value;
            }
            place += 2 * numbers;
            append(outline, part, at.inner(matrix, dx, dy), depth + 1);
        } while ((flags & 0x20) != 0);
    }

    private void readCharacters() {
        int cmap = table("cmap");
        int count = unsigned(cmap + 2);
        for (int i = 0; i < count; i++) {
            int place = cmap + data.getInt(cmap + 4 + 8 * i + 4);
            if (unsigned(place) == 4) {
                readSegments(place);
                return;
            }
        }
        throw new IllegalStateException("font: no cmap table of format 4");
    }

    private void readSegments(int place) {
        int doubled = unsigned(place + 6);
        for (int i = 0; i < doubled; i += 2) {
            int end = unsigned(place + 14 + i);
            int start = unsigned(place + 16 + doubled + i);
            int delta = data.getShort(place + 16 + 2 * doubled + i);
            int rangePlace = place + 16 + 3 * doubled + i;
            int range = unsigned(rangePlace);
            for (int letter = start; letter <= end && letter < 0xFFFF; letter++) {
                int glyph = range == 0 ? letter : unsigned(rangePlace + range + 2 * (letter - start));
                glyphs[letter] = (char) (glyph == 0 ? 0 : glyph + delta);
            }
        }
    }

    private int offset(int glyph) {
        int loca = table("loca");
        return longOffsets ? data.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
    }

    private int table(String tag) {
        Integer place = tables.get(tag);
        if (place == null) throw new IllegalStateException("font: no table " + tag);
        return place;
    }

    private int unsigned(int place) {
        return data.getShort(place) & 0xFFFF;
    }

    /// From font units to pixels: `(xx * x + xy * y + dx, yx * x + yy * y + dy)`.
    record Placement(double xx, double xy, double yx, double yy, double dx, double dy) {
        double x(double x, double y) {
            return xx * x + xy * y + dx;
        }

        double y(double x, double y) {
            return yx * x + yy * y + dy;
        }

        /// The placement of a part: first its own matrix (x scale, 01, 10, y scale) and shift, then this one.
        Placement inner(double[] matrix, double partX, double partY) {
            return new Placement(
                    xx * matrix[0] + xy * matrix[1],
                    xx * matrix[2] + xy * matrix[3],
                    yx * matrix[0] + yy * matrix[1],
                    yx * matrix[2] + yy * matrix[3],
                    x(partX, partY),
                    y(partX, partY));
        }
    }
}
