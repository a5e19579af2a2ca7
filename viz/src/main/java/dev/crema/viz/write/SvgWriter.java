package dev.crema.viz.write;

import dev.crema.viz.write.Element.Area;
import dev.crema.viz.write.Element.Box;
import dev.crema.viz.write.Element.Lines;
import dev.crema.viz.write.Element.Markers;
import dev.crema.viz.write.Element.Picture;
import dev.crema.viz.write.Element.TextRun;
import java.util.Base64;

/// A drawing as SVG: text stays text, no scripts, no style sheet and no ids, so that many figures share one page.
/// What all elements have in common stands on the root, what neighbours have in common on a group around them, and
/// nothing is wider than it must be: a live frame has to stay under 4.5 KB.
public final class SvgWriter {
    /// So few discs are written as circles; more of them as one path.
    private static final int FEW_MARKERS = 3;
    /// From so many points on, a line keeps to half pixels.
    private static final int DENSE = 40;

    private final StringBuilder svg = new StringBuilder(8192);
    // The open group: its attributes, its elements, and where the attributes go if it stays with one element.
    private final StringBuilder elements = new StringBuilder(1024);
    private String group = "";
    private int inGroup;
    private int afterFirstTag;

    private SvgWriter() {}

    /// The SVG document of a drawing.
    public static String write(Drawing drawing) {
        var writer = new SvgWriter();
        writer.document(drawing);
        return writer.svg.toString();
    }

    private void document(Drawing drawing) {
        String size = " width=\"" + drawing.width() + "\" height=\"" + drawing.height() + '"';
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\"").append(size).append(" viewBox=\"0 0 ");
        svg.append(drawing.width()).append(' ').append(drawing.height()).append("\" role=\"img\" font-family=\"");
        svg.append(Typeface.FAMILY).append("\" font-size=\"").append(Coordinates.of(Typeface.TEXT));
        svg.append("\" fill=\"none\" stroke-linejoin=\"round\"><title>");
        escape(svg, drawing.alt());
        svg.append("</title><rect").append(size).append(" fill=\"");
        svg.append(drawing.background().hex()).append("\"/>");
        for (Element element : drawing.elements()) write(element);
        endGroup();
        svg.append("</svg>\n");
    }

    private void write(Element element) {
        switch (element) {
            case Box box -> box(box);
            case Lines lines -> lines(lines);
            case Area area -> area(area);
            case Markers markers -> markers(markers);
            case TextRun text -> text(text);
            case Picture picture -> picture(picture);
        }
    }

    private void box(Box box) {
        begin("rect", " fill=\"" + box.fill().hex() + '"' + opacity("fill-opacity", box.opacity()));
        attribute("x", box.x());
        attribute("y", box.y());
        attribute("width", box.width());
        attribute("height", box.height());
        end();
    }

    private void lines(Lines lines) {
        // Dense lines keep to half pixels and are written at twice their size: whole numbers are shorter.
        boolean dense = lines.paths().stream().anyMatch(path -> path.length / 2 >= DENSE);
        double scale = dense ? 2 : 1;
        begin("path", dense ? " transform=\"scale(.5)\"" : "");
        elements.append(" stroke=\"").append(lines.stroke().color().hex()).append('"');
        if (scale * lines.stroke().width() != 1)
            attribute("stroke-width", scale * lines.stroke().width());
        if (lines.stroke().dash() != Dash.SOLID) dash(lines.stroke().dash(), scale);
        elements.append(opacity("stroke-opacity", lines.stroke().opacity())).append(" d=\"");
        Coordinates.paths(elements, lines.paths(), false, dense);
        elements.append('"');
        end();
    }

    private void dash(Dash dash, double scale) {
        elements.append(" stroke-dasharray=\"");
        for (int i = 0; i < dash.lengths().size(); i++) {
            if (i > 0) elements.append(' ');
            Coordinates.append(elements, scale * dash.lengths().get(i));
        }
        elements.append('"');
    }

    private void area(Area area) {
        begin("path", " fill=\"" + area.fill().hex() + '"' + opacity("fill-opacity", area.opacity()));
        elements.append(" d=\"");
        Coordinates.paths(elements, area.rings(), true, false);
        elements.append('"');
        end();
    }

    private void markers(Markers markers) {
        Marker marker = markers.marker();
        if (MarkerCloud.fits(markers)) cloud(MarkerCloud.of(markers));
        else if (marker.round() && markers.count() <= FEW_MARKERS) circles(markers);
        else {
            String color = markers.color().hex();
            if (marker.round()) begin("path", " stroke-linecap=\"round\"");
            else begin("path", "");
            if (marker.round() || marker.stroked()) {
                elements.append(" stroke=\"")
                        .append(color)
                        .append('"')
                        .append(opacity("stroke-opacity", markers.opacity()));
                attribute(
                        "stroke-width",
                        marker.round() ? markers.size() * marker.diameter() : marker.width(markers.size()));
            } else {
                elements.append(" fill=\"")
                        .append(color)
                        .append('"')
                        .append(opacity("fill-opacity", markers.opacity()));
            }
            elements.append(" d=\"");
            Coordinates.markers(elements, markers);
            elements.append('"');
            end();
        }
    }

    private void circles(Markers markers) {
        for (int i = 0; i < markers.places().length; i += 2) {
            begin("circle", " fill=\"" + markers.color().hex() + '"' + opacity("fill-opacity", markers.opacity()));
            attribute("cx", markers.places()[i]);
            attribute("cy", markers.places()[i + 1]);
            attribute("r", markers.size() * markers.marker().diameter() / 2);
            end();
        }
    }

    private void text(TextRun text) {
        String anchor = switch (text.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        String size = text.size() == Typeface.TEXT ? "" : " font-size=\"" + Coordinates.of(text.size()) + '"';
        begin("text", " fill=\"" + text.color().hex() + '"' + size + anchor);
        if (text.upward()) {
            elements.append(" transform=\"translate(");
            Coordinates.append(elements, text.x());
            elements.append(' ');
            Coordinates.append(elements, text.y());
            elements.append(")rotate(-90)\"");
        } else {
            attribute("x", text.x());
            attribute("y", text.y());
        }
        elements.append('>');
        escape(elements, text.text());
        elements.append("</text>");
    }

    private void picture(Picture picture) {
        byte[] png = PngEncoder.encode(picture.pixels());
        image(new Bounds(picture.x(), picture.y(), picture.width(), picture.height()), png);
    }

    private void cloud(MarkerCloud cloud) {
        image(cloud.bounds(), cloud.png());
    }

    private void image(Bounds place, byte[] png) {
        begin("image", " style=\"image-rendering:pixelated\" preserveAspectRatio=\"none\"");
        attribute("x", place.x());
        attribute("y", place.y());
        attribute("width", place.width());
        attribute("height", place.height());
        elements.append(" href=\"data:image/png;base64,");
        elements.append(Base64.getEncoder().encodeToString(png)).append('"');
        end();
    }

    /// Starts an element in the group with these attributes.
    private void begin(String tag, String attributes) {
        if (!attributes.equals(group)) endGroup();
        group = attributes;
        elements.append('<').append(tag);
        if (inGroup++ == 0) afterFirstTag = elements.length();
    }

    private void end() {
        elements.append("/>");
    }

    /// Writes the open group; one element alone takes its attributes itself.
    private void endGroup() {
        if (inGroup == 1 || group.isEmpty()) {
            svg.append(elements, 0, afterFirstTag).append(group).append(elements, afterFirstTag, elements.length());
        } else if (inGroup > 1) {
            svg.append("<g").append(group).append('>').append(elements).append("</g>");
        }
        elements.setLength(0);
        inGroup = 0;
        afterFirstTag = 0;
    }

    private void attribute(String name, double value) {
        elements.append(' ').append(name).append("=\"");
        Coordinates.append(elements, value);
        elements.append('"');
    }

    private static String opacity(String name, double value) {
        return value == 1 ? "" : " " + name + "=\"" + Coordinates.of(value, 100) + '"';
    }

    private static void escape(StringBuilder target, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> target.append("&amp;");
                case '<' -> target.append("&lt;");
                case '>' -> target.append("&gt;");
                // XML 1.0 has no place for control characters, not even escaped.
                default -> target.append(letter < ' ' ? ' ' : letter);
            }
        }
    }
}
