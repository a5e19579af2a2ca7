package dev.crema.viz;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Drawing;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.List;
import java.util.stream.Stream;

/// The drawing of a figure, to ask what is on it.
record Drawn(Drawing drawing) {
    static Drawn of(Figure figure) {
        return new Drawn(figure.drawing(Theme.LIGHT));
    }

    <T extends Element> Stream<T> elements(Class<T> kind) {
        return drawing.elements().stream().filter(kind::isInstance).map(kind::cast);
    }

    List<String> texts() {
        return elements(Element.TextRun.class).map(Element.TextRun::text).toList();
    }

    /// The stroke of the first line of this colour.
    Stroke stroke(String color) {
        return elements(Element.Lines.class)
                .map(Element.Lines::stroke)
                .filter(stroke -> stroke.color().hex().equals(color))
                .findFirst()
                .orElseThrow();
    }

    /// The paths of all lines of this colour; x and y in turn.
    List<double[]> paths(String color) {
        return elements(Element.Lines.class)
                .filter(lines -> lines.stroke().color().hex().equals(color))
                .flatMap(lines -> lines.paths().stream())
                .toList();
    }

    /// How many markers of this colour there are.
    int markers(String color) {
        return elements(Element.Markers.class)
                .filter(markers -> markers.color().hex().equals(color))
                .mapToInt(Element.Markers::count)
                .sum();
    }
}
