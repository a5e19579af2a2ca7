package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element.Area;
import dev.crema.viz.write.Element.Box;
import dev.crema.viz.write.Element.Lines;
import dev.crema.viz.write.Element.Markers;
import dev.crema.viz.write.Element.Picture;
import dev.crema.viz.write.Element.TextRun;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Paints elements with Java2D: outlines only, text included, so that no font of the machine is ever asked for.
final class Painter {
    /// Opaque markers are filled so many at a time: one path of 100,000 sorts its edges for seconds.
    private static final int BATCH = 256;

    private Painter() {}

    /// Smooth edges, exact places.
    static void prepare(Graphics2D graphics, double scale) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.scale(scale, scale);
    }

    static void paint(Graphics2D graphics, Element element) {
        switch (element) {
            case Box box -> {
                graphics.setColor(color(box.fill(), box.opacity()));
                graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
            }
            case Lines lines -> lines(graphics, lines);
            case Area area -> {
                var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
                for (double[] ring : area.rings()) append(path, ring, true);
                graphics.setColor(color(area.fill(), area.opacity()));
                graphics.fill(path);
            }
            case Markers markers -> markers(graphics, markers);
            case TextRun text -> text(graphics, text);
            case Picture picture -> picture(graphics, picture);
        }
    }

    private static void lines(Graphics2D graphics, Lines lines) {
        var path = new Path2D.Double();
        for (double[] points : lines.paths()) append(path, points, false);
        graphics.setColor(color(lines.stroke().color(), lines.stroke().opacity()));
        graphics.setStroke(stroke(lines.stroke()));
        graphics.draw(path);
    }

    private static BasicStroke stroke(Stroke stroke) {
        float width = (float) stroke.width();
        if (stroke.dash() == Dash.SOLID) return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        var lengths = stroke.dash().lengths();
        float[] dash = new float[lengths.size()];
        for (int i = 0; i < dash.length; i++) dash[i] = lengths.get(i).floatValue();
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    private static void markers(Graphics2D graphics, Markers markers) {
        if (!MarkerCloud.fits(markers)) {
            shapes(graphics, markers);
            return;
        }
        MarkerCloud cloud = MarkerCloud.of(markers);
        var place = AffineTransform.getTranslateInstance(
                cloud.bounds().x(), cloud.bounds().y());
        place.scale(1.0 / PngWriter.SCALE, 1.0 / PngWriter.SCALE);
        graphics.drawImage(cloud.image(), place, null);
    }

    /// Markers as outlines, whatever their number.
    static void shapes(Graphics2D graphics, Markers markers) {
        Marker marker = markers.marker();
        graphics.setColor(color(markers.color(), markers.opacity()));
        graphics.setStroke(new BasicStroke((float) marker.width(markers.size())));
        // Translucent markers of one element are one path: where they overlap nothing adds up, as in SVG.
        int batch = markers.opacity() == 1 ? BATCH : markers.count();
        double[] places = markers.places();
        for (int start = 0; start < markers.count(); start += batch) {
            var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
            int end = Math.min(start + batch, markers.count());
            for (int i = start; i < end; i++)
                append(path, marker, onPixel(places[2 * i]), onPixel(places[2 * i + 1]), markers.size());
            if (marker.stroked()) graphics.draw(path);
            else graphics.fill(path);
        }
    }

    /// The nearest whole pixel of the file: so markers of one colour have the same edges, which pack into half the
    /// bytes.
    private static double onPixel(double place) {
        return Math.rint(place * PngWriter.SCALE) / PngWriter.SCALE;
    }

    private static void append(Path2D path, Marker marker, double x, double y, double size) {
        double[] corners = marker.corners();
        if (marker.round()) {
            double diameter = size * marker.diameter();
            path.append(new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter), false);
        } else if (marker.stroked()) {
            for (int i = 0; i < corners.length; i += 4) {
                append(path, Coordinates.corners(corners, i, 2, x, y, size), false);
            }
        } else {
            append(path, Coordinates.corners(corners, 0, corners.length / 2, x, y, size), true);
        }
    }

    private static void text(Graphics2D graphics, TextRun text) {
        Path2D outline = Typeface.outline(text.text(), text.size());
        var place = AffineTransform.getTranslateInstance(text.x(), text.y());
        if (text.upward()) place.rotate(-Math.PI / 2);
        place.translate(-text.anchor().share() * Typeface.width(text.text(), text.size()), 0);
        outline.transform(place);
        graphics.setColor(color(text.color(), 1));
        graphics.fill(outline);
    }

    private static void picture(Graphics2D graphics, Picture picture) {
        Pixels pixels = picture.pixels();
        var image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
        var place = AffineTransform.getTranslateInstance(picture.x(), picture.y());
        place.scale(picture.width() / pixels.width(), picture.height() / pixels.height());
        graphics.drawImage(image, place, null);
    }

    private static void append(Path2D path, double[] points, boolean close) {
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
        if (close) path.closePath();
    }

    private static Color color(Rgb rgb, double opacity) {
        return new Color(rgb.red(), rgb.green(), rgb.blue(), (int) Math.round(255 * Math.clamp(opacity, 0, 1)));
    }
}
