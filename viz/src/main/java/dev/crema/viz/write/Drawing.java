package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import java.util.List;

/// A figure after layout: everything has its place, and a writer only writes it down. So SVG, PNG and whatever
/// comes agree in every position.
///
/// @param width in pixels
/// @param height in pixels
/// @param background what the whole drawing is filled with
/// @param alt what the figure shows, in a sentence
/// @param elements in the order of drawing
public record Drawing(int width, int height, Rgb background, String alt, List<Element> elements) {
    public Drawing {
        elements = List.copyOf(elements);
    }

    /// The letters that the font lacks, each once and with its code: `한 (U+D55C)`.
    public List<String> missingGlyphs() {
        return elements.stream()
                .filter(Element.TextRun.class::isInstance)
                .flatMap(text -> Typeface.missing(((Element.TextRun) text).text()).stream())
                .distinct()
                .toList();
    }
}
