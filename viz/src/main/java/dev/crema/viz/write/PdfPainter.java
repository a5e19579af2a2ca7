package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element.Area;
import dev.crema.viz.write.Element.Box;
import dev.crema.viz.write.Element.Lines;
import dev.crema.viz.write.Element.Markers;
import dev.crema.viz.write.Element.Picture;
import dev.crema.viz.write.Element.TextRun;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/// Writes elements as PDF operators, in pixels with y downwards.
final class PdfPainter implements Closeable {
    /// From a quarter of a circle to a cubic curve, in radii.
    private static final double ARC = 0.5523;

    private final PDDocument document;
    private final PDPageContentStream content;
    private final PDFont font;
    private final Map<Double, PDExtendedGraphicsState> opacities = new HashMap<>();

    PdfPainter(PDDocument document, PDPage page, PDFont font) throws IOException {
        this.document = document;
        this.font = font;
        content = new PDPageContentStream(document, page);
        float scale = (float) PdfWriter.POINTS;
        content.transform(new Matrix(scale, 0, 0, -scale, 0, page.getMediaBox().getHeight()));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    void paint(Element element) throws IOException {
        switch (element) {
            case Box box -> box(box);
            case Lines lines -> lines(lines);
            case Area area -> {
                fill(area.fill(), area.opacity());
                for (double[] ring : area.rings()) path(ring, true);
                content.fill();
            }
            case Markers markers -> markers(markers);
            case TextRun text -> text(text);
            case Picture picture -> {
                Pixels pixels = picture.pixels();
                image(
                        pixels.width(),
                        pixels.height(),
                        pixels.argb(),
                        new Bounds(picture.x(), picture.y(), picture.width(), picture.height()));
            }
        }
    }

    void box(Box box) throws IOException {
        fill(box.fill(), box.opacity());
        content.addRect((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
        content.fill();
    }

    private void lines(Lines lines) throws IOException {
        stroke(lines.stroke().color(), lines.stroke().opacity(), lines.stroke().width());
        var lengths = lines.stroke().dash().lengths();
        float[] dash = new float[lengths.size()];
        for (int i = 0; i < dash.length; i++) dash[i] = lengths.get(i).floatValue();
        content.setLineDashPattern(dash, 0);
        content.setLineJoinStyle(1);
        for (double[] points : lines.paths()) path(points, false);
        content.stroke();
    }

    private void markers(Markers markers) throws IOException {
        if (MarkerCloud.fits(markers)) {
            MarkerCloud cloud = MarkerCloud.of(markers);
            int[] argb = new int[cloud.alpha().length];
            for (int i = 0; i < argb.length; i++)
                argb[i] = cloud.alpha()[i] << 24 | cloud.color().value();
            image(cloud.width(), cloud.height(), argb, cloud.bounds());
            return;
        }
        Marker marker = markers.marker();
        double[] corners = marker.corners();
        if (marker.stroked()) {
            stroke(markers.color(), markers.opacity(), marker.width(markers.size()));
            content.setLineDashPattern(new float[0], 0);
        } else fill(markers.color(), markers.opacity());
        for (int i = 0; i < markers.places().length; i += 2) {
            double x = markers.places()[i];
            double y = markers.places()[i + 1];
            if (marker.round()) disc(x, y, markers.size() * marker.diameter() / 2);
            else if (marker.stroked())
                for (int c = 0; c < corners.length; c += 4)
                    path(Coordinates.corners(corners, c, 2, x, y, markers.size()), false);
            else path(Coordinates.corners(corners, 0, corners.length / 2, x, y, markers.size()), true);
        }
        if (marker.stroked()) content.stroke();
        else content.fill();
    }

    /// Letters of the font as text, others as the outlines of their frames.
    private void text(TextRun text) throws IOException {
        fill(text.color(), 1);
        double start = -text.anchor().share() * Typeface.width(text.text(), text.size());
        var known = new StringBuilder();
        double knownStart = start;
        double pen = start;
        for (int letter : text.text().codePoints().toArray()) {
            String one = Character.toString(letter);
            boolean missing = OutlineFont.LIBERATION.glyph(letter) == 0;
            if (missing && !known.isEmpty()) {
                show(known.toString(), text, knownStart);
                known.setLength(0);
            }
            if (missing) outline(one, text, pen);
            else {
                if (known.isEmpty()) knownStart = pen;
                known.append(one);
            }
            pen += Typeface.width(one, text.size());
        }
        if (!known.isEmpty()) show(known.toString(), text, knownStart);
    }

    /// Upright glyphs on a page whose y runs downwards: the text matrix turns them over.
    private void show(String letters, TextRun text, double along) throws IOException {
        content.beginText();
        content.setFont(font, (float) text.size());
        content.setTextMatrix(
                text.upward()
                        ? new Matrix(0, -1, -1, 0, (float) text.x(), (float) (text.y() - along))
                        : new Matrix(1, 0, 0, -1, (float) (text.x() + along), (float) text.y()));
        content.showText(letters);
        content.endText();
    }

    private void outline(String letter, TextRun text, double along) throws IOException {
        if (letter.isBlank()) return;
        Path2D outline = Typeface.outline(letter, text.size());
        var place = java.awt.geom.AffineTransform.getTranslateInstance(text.x(), text.y());
        if (text.upward()) place.rotate(-Math.PI / 2);
        place.translate(along, 0);
        float[] c = new float[6];
        float x = 0;
        float y = 0;
        for (PathIterator i = outline.getPathIterator(place); !i.isDone(); i.next()) {
            int end = 0;
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> content.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> content.lineTo(c[0], c[1]);
                case PathIterator.SEG_QUADTO -> {
                    // PDF has cubic curves alone: their control points lie two thirds of the way.
                    float firstX = x + 2 * (c[0] - x) / 3;
                    float firstY = y + 2 * (c[1] - y) / 3;
                    content.curveTo(
                            firstX, firstY, c[2] + 2 * (c[0] - c[2]) / 3, c[3] + 2 * (c[1] - c[3]) / 3, c[2], c[3]);
                    end = 2;
                }
                default -> content.closePath();
            }
            x = c[end];
            y = c[end + 1];
        }
        content.fill();
    }

    private void image(int width, int height, int[] argb, Bounds place) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        opacity(1);
        var packed = LosslessFactory.createFromImage(document, image);
        // A picture's own y runs upwards.
        content.drawImage(
                packed, new Matrix((float) place.width(), 0, 0, (float) -place.height(), (float) place.x(), (float)
                        (place.y() + place.height())));
    }

    private void disc(double x, double y, double radius) throws IOException {
        float r = (float) radius;
        float k = (float) (ARC * radius);
        float px = (float) x;
        float py = (float) y;
        content.moveTo(px + r, py);
        content.curveTo(px + r, py + k, px + k, py + r, px, py + r);
        content.curveTo(px - k, py + r, px - r, py + k, px - r, py);
        content.curveTo(px - r, py - k, px - k, py - r, px, py - r);
        content.curveTo(px + k, py - r, px + r, py - k, px + r, py);
        content.closePath();
    }

    private void path(double[] points, boolean close) throws IOException {
        content.moveTo((float) points[0], (float) points[1]);
        for (int i = 2; i < points.length; i += 2) content.lineTo((float) points[i], (float) points[i + 1]);
        if (close) content.closePath();
    }

    private void fill(Rgb color, double opacity) throws IOException {
        opacity(opacity);
        float[] parts = PdfWriter.parts(color);
        content.setNonStrokingColor(parts[0], parts[1], parts[2]);
    }

    private void stroke(Rgb color, double opacity, double width) throws IOException {
        opacity(opacity);
        float[] parts = PdfWriter.parts(color);
        content.setStrokingColor(parts[0], parts[1], parts[2]);
        content.setLineWidth((float) width);
    }

    private void opacity(double opacity) throws IOException {
        PDExtendedGraphicsState state = opacities.get(opacity);
        if (state == null) {
            state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant((float) opacity);
            state.setStrokingAlphaConstant((float) opacity);
            opacities.put(opacity, state);
        }
        content.setGraphicsStateParameters(state);
    }
}
