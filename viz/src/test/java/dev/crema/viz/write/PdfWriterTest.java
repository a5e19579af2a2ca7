package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfWriterTest {
    private static final Figure FIGURE = Plot.bars(List.of("α", "한국어", "long"), new double[] {1, 2, 3})
            .title("Accuracy \u2212 5 %")
            .figsize(640, 420);

    @Test
    void theTextOfTheFigureCanBeFoundAndCopied() throws IOException {
        try (PDDocument document = Loader.loadPDF(FIGURE.pdf())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Accuracy \u2212 5 %", "α", "long");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(FIGURE.alt());
        }
    }

    @Test
    void aPageIsTheFigureAtOne96thOfAnInchAndEmbedsASubsetOfTheFont() throws IOException {
        try (PDDocument document = Loader.loadPDF(FIGURE.pdf())) {
            var page = document.getPage(0);
            assertThat(page.getMediaBox().getWidth()).isEqualTo(480);
            assertThat(page.getMediaBox().getHeight()).isEqualTo(315);
            var fonts = page.getResources().getFontNames();
            assertThat(fonts).hasSize(1);
            var font = page.getResources().getFont(fonts.iterator().next());
            assertThat(font.isEmbedded()).isTrue();
            assertThat(font.getName()).endsWith("+LiberationSans");
        }
    }

    @Test
    void theSameFigureGivesTheSameBytesAndFewOfThem() {
        assertThat(FIGURE.pdf()).isEqualTo(FIGURE.pdf()).hasSizeLessThan(40_000);
    }

    @Test
    void everyElementAndMarkerIsWritten() throws IOException {
        double[] x = {1, 2, 3};
        Figure all = Figure.row(
                Plot.scatter(x, x).marker("x").plus(Plot.line(x, x).dash()),
                Plot.scatter(x, x).marker("*").alpha(0.5),
                Plot.image(new double[][] {{0, 1}, {1, 0}}),
                Plot.scatter(new double[5000], new double[5000]).alpha(0.2));
        try (PDDocument document = Loader.loadPDF(all.pdf())) {
            int pictures = 0;
            for (var name : document.getPage(0).getResources().getXObjectNames()) {
                assertThat(document.getPage(0).getResources().isImageXObject(name))
                        .isTrue();
                pictures++;
            }
            assertThat(pictures).isEqualTo(2);
        }
    }
}
