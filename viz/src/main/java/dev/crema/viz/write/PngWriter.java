package dev.crema.viz.write;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A drawing as PNG at two pixels for one, with at most 256 colours unless it holds a coloured picture.
public final class PngWriter {
    /// Pixels of the file for one of the drawing.
    public static final int SCALE = 2;

    private PngWriter() {}

    /// A PNG file, and what could not be drawn in it.
    ///
    /// @param bytes the file
    /// @param missingGlyphs letters that the font lacks, each with its code: `한 (U+D55C)`; drawn as framed codes
    public record Png(byte[] bytes, List<String> missingGlyphs) {
        public Png {
            missingGlyphs = List.copyOf(missingGlyphs);
        }
    }

    /// The colours of texts, and of what is filled, whose colour says something: cells, bars, the shades of colour
    /// bars.
    private static Quantizer.Exact exact(Drawing drawing) {
        Set<Integer> texts = new HashSet<>();
        Set<Integer> fills = new HashSet<>();
        for (Element element : drawing.elements()) {
            if (element instanceof Element.Box box && box.opacity() == 1)
                fills.add(box.fill().value());
            if (element instanceof Element.Picture picture)
                for (int pixel : picture.pixels().argb()) fills.add(pixel & 0xFFFFFF);
            if (element instanceof Element.TextRun text) texts.add(text.color().value());
        }
        return new Quantizer.Exact(texts, fills);
    }

    /// Paints a drawing on somebody else's canvas, stretched to a size.
    public static void paint(Drawing drawing, Graphics2D graphics, int width, int height) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.scale((double) width / drawing.width(), (double) height / drawing.height());
        Painter.prepare(own, 1);
        Painter.paint(own, new Element.Box(0, 0, drawing.width(), drawing.height(), drawing.background(), 1));
        for (Element element : drawing.elements()) Painter.paint(own, element);
        own.dispose();
    }

    /// The PNG file of a drawing.
    public static Png write(Drawing drawing) {
        return write(drawing, SCALE);
    }

    /// The PNG file of a drawing.
    ///
    /// @param scale pixels of the file for one of the screen
    public static Png write(Drawing drawing, int scale) {
        int width = drawing.width() * scale;
        int height = drawing.height() * scale;
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        java.util.Arrays.fill(rgb, drawing.background().value());
        Graphics2D graphics = image.createGraphics();
        Painter.prepare(graphics, scale);
        boolean photograph = false;
        for (Element element : drawing.elements()) {
            Painter.paint(graphics, element);
            if (element instanceof Element.Picture picture)
                photograph |= picture.pixels().photograph();
        }
        graphics.dispose();
        for (int i = 0; i < rgb.length; i++) rgb[i] &= 0xFFFFFF; // Java2D may leave something above the colour
        var about = new PngEncoder.About(drawing.alt(), scale);
        byte[] bytes = photograph
                ? PngEncoder.encodeTrueColor(width, height, rgb, about)
                : Quantizer.encode(width, height, rgb, exact(drawing), about);
        return new Png(bytes, drawing.missingGlyphs());
    }
}
