package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A drawing as a page of PDF vectors: lines stay lines, and text is text in a subset of the bundled font. Letters
/// that the font lacks are framed codes, as in PNG. One pixel is 1/96 inch.
public final class PdfWriter {
    static final double POINTS = 0.75;

    private PdfWriter() {}

    /// The PDF file of a drawing; the same drawing gives the same bytes.
    public static byte[] write(Drawing drawing) {
        try (var document = new PDDocument();
                InputStream file = PdfWriter.class.getResourceAsStream(OutlineFont.FILE)) {
            if (file == null) throw new IllegalStateException("no font " + OutlineFont.FILE + " on the class path");
            document.setDocumentId(0L);
            var size = new PDRectangle((float) (POINTS * drawing.width()), (float) (POINTS * drawing.height()));
            var page = new PDPage(size);
            document.addPage(page);
            document.getDocumentInformation().setTitle(drawing.alt());
            try (var painter = new PdfPainter(document, page, PDType0Font.load(document, file))) {
                painter.box(new Element.Box(0, 0, drawing.width(), drawing.height(), drawing.background(), 1));
                for (Element element : drawing.elements()) painter.paint(element);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the PDF: " + e.getMessage(), e);
        }
    }

    static float[] parts(Rgb color) {
        return new float[] {color.red() / 255f, color.green() / 255f, color.blue() / 255f};
    }
}
