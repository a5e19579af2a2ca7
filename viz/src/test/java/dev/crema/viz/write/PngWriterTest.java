package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element.Anchor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {
    private static final Rgb BLUE = Rgb.of(0x0072B2);

    @Test
    void aPictureHasTwoPixelsForOneAndExactColours() throws IOException {
        BufferedImage image = read(drawing(new Element.Box(10, 5, 20, 10, BLUE, 1)));
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(100);
        assertThat(rgb(image, 0, 0)).isEqualTo(0xFFFFFF);
        assertThat(rgb(image, 20, 10)).isEqualTo(0x0072B2);
        assertThat(rgb(image, 59, 29)).isEqualTo(0x0072B2);
        assertThat(rgb(image, 60, 29)).isEqualTo(0xFFFFFF);
        assertThat(rgb(image, 59, 30)).isEqualTo(0xFFFFFF);
    }

    @Test
    void aHalfTransparentBoxMixesWithTheBackground() throws IOException {
        BufferedImage image = read(drawing(new Element.Box(0, 0, 100, 50, Rgb.BLACK, 0.5)));
        assertThat(rgb(image, 50, 50) & 0xFF).isBetween(126, 129);
    }

    @Test
    void aLineCoversItsWidth() throws IOException {
        var line = new Element.Lines(List.of(new double[] {10, 20.5, 90, 20.5}), Stroke.of(BLUE, 1));
        BufferedImage image = read(drawing(line));
        assertThat(rgb(image, 100, 40)).isEqualTo(0x0072B2);
        assertThat(rgb(image, 100, 41)).isEqualTo(0x0072B2);
        assertThat(rgb(image, 100, 39)).isEqualTo(0xFFFFFF);
        assertThat(rgb(image, 100, 42)).isEqualTo(0xFFFFFF);
    }

    @Test
    void aDashedLineHasGaps() throws IOException {
        var stroke = new Stroke(BLUE, 2, Dash.DASHED, 1);
        BufferedImage image = read(drawing(new Element.Lines(List.of(new double[] {0, 10, 100, 10}), stroke)));
        assertThat(rgb(image, 6, 20)).isEqualTo(0x0072B2);
        assertThat(rgb(image, 16, 20)).isEqualTo(0xFFFFFF);
    }

    @Test
    void everyMarkerCoversItsCentreAndStaysInItsSize() throws IOException {
        for (Marker marker : Marker.values()) {
            BufferedImage image = read(drawing(new Element.Markers(new double[] {50, 25}, marker, 12, BLUE, 1)));
            assertThat(rgb(image, 100, 50)).as(marker.symbol()).isEqualTo(0x0072B2);
            assertThat(rgb(image, 100, 24)).as(marker.symbol()).isEqualTo(0xFFFFFF);
            assertThat(rgb(image, 74, 50)).as(marker.symbol()).isEqualTo(0xFFFFFF);
        }
    }

    @Test
    void textStandsAtItsAnchorAndOnItsBaseLine() throws IOException {
        var end = new Element.TextRun("HHH", 90, 40, 20, Rgb.BLACK, Anchor.END, false);
        BufferedImage image = read(drawing(end));
        Bounds ink = ink(image);
        assertThat(ink.right()).isBetween(175.0, 180.0);
        assertThat(ink.bottom()).isBetween(79.0, 81.0);
        assertThat(ink.x()).isBetween(2 * end.bounds().x(), 2 * end.bounds().x() + 5);
        assertThat(ink.y()).isBetween(2 * end.bounds().y() - 1, 2 * end.bounds().y() + 2);
    }

    @Test
    void uprightTextRunsFromBottomToTop() throws IOException {
        var up = new Element.TextRun("HHH", 30, 45, 12, Rgb.BLACK, Anchor.START, true);
        Bounds ink = ink(read(drawing(up)));
        assertThat(ink.height()).isGreaterThan(ink.width());
        assertThat(ink.bottom()).isBetween(86.0, 90.0);
        assertThat(ink.right()).isBetween(59.0, 61.0);
    }

    @Test
    void pixelsOfAPictureStaySharp() throws IOException {
        var pixels = new Pixels(2, 1, new int[] {0xFF000000, 0xFFC0C0C0});
        BufferedImage image = read(drawing(new Element.Picture(10, 10, 20, 10, pixels)));
        assertThat(rgb(image, 39, 30)).isEqualTo(0);
        assertThat(rgb(image, 40, 30)).isEqualTo(0xC0C0C0);
    }

    @Test
    void chartsHaveAPaletteAndPhotographsTrueColour() throws IOException {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < 60; i++) {
            double[] path = {i, 0, 100 - i, 50};
            elements.add(new Element.Lines(List.of(path), Stroke.of(Rgb.of(i * 4, 255 - i * 4, i * 2), 1.3)));
        }
        BufferedImage chart = read(drawing(elements.toArray(Element[]::new)));
        assertThat(chart.getColorModel()).isInstanceOf(IndexColorModel.class);
        int[] colors = new int[400];
        for (int i = 0; i < 400; i++) colors[i] = 0xFF000000 | 0x010203 * (i % 80) + 0x100000 * Math.floorDiv(i, 80);
        BufferedImage photograph = read(drawing(new Element.Picture(0, 0, 50, 50, new Pixels(20, 20, colors))));
        assertThat(photograph.getColorModel()).isNotInstanceOf(IndexColorModel.class);
        assertThat(rgb(photograph, 0, 0)).isZero();
        assertThat(rgb(photograph, 97, 97)).isEqualTo(colors[399] & 0xFFFFFF);
    }

    @Test
    void aCloudOfMarkersIsDarkerWhereMoreOfThemLie() throws IOException {
        double[] places = new double[2 * 5000];
        for (int i = 0; i < 5000; i++) {
            places[2 * i] = i == 0 ? 80 : 20 + i % 20;
            places[2 * i + 1] = 25;
        }
        BufferedImage image = read(drawing(new Element.Markers(places, Marker.CIRCLE, 8, Rgb.BLACK, 0.25)));
        assertThat(rgb(image, 60, 50) & 0xFF).isLessThan(3);
        assertThat(rgb(image, 160, 50) & 0xFF).isBetween(188, 194);
    }

    @Test
    void theFileCarriesItsAltTextAndDensity() {
        byte[] bytes = PngWriter.write(drawing()).bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("pHYs").contains("iTXtDescription");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("nothing β");
    }

    @Test
    void theDensityIsThatOfTheScreenTimesTheScale() {
        // 96 dots an inch are 3780 a metre: so a program that goes by them shows both at the same size.
        assertThat(density(PngWriter.write(drawing()).bytes())).isEqualTo(7559);
        assertThat(density(PngWriter.write(drawing(), 1).bytes())).isEqualTo(3780);
    }

    @Test
    void aMarkerStandsOnAWholePixelSoThatAllOfOneColourHaveTheSameEdges() throws IOException {
        BufferedImage exact = read(drawing(new Element.Markers(new double[] {50, 25}, Marker.CIRCLE, 9, BLUE, 1)));
        BufferedImage beside = read(drawing(new Element.Markers(new double[] {50.2, 24.8}, Marker.CIRCLE, 9, BLUE, 1)));
        for (int y = 0; y < exact.getHeight(); y++)
            for (int x = 0; x < exact.getWidth(); x++)
                assertThat(rgb(beside, x, y)).as("%d, %d", x, y).isEqualTo(rgb(exact, x, y));
    }

    @Test
    void blendsThatNobodyTellsApartAreOneColour() throws IOException {
        var colors = new Element[60];
        for (int i = 0; i < colors.length; i++) {
            var path = List.of(new double[] {i, 0, i + 40, 50});
            colors[i] = new Element.Lines(path, Stroke.of(Rgb.of(0x808080 + 0x010101 * (i % 6)), 1));
        }
        BufferedImage image = read(drawing(colors));
        long shades = java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
        assertThat(shades).isBetween(4L, 32L);
    }

    private static int density(byte[] png) {
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        return java.nio.ByteBuffer.wrap(png).getInt(at);
    }

    @Test
    void whatTheFontLacksIsReportedAndVisible() throws IOException {
        var text = new Element.TextRun("한국", 10, 30, 20, Rgb.BLACK, Anchor.START, false);
        PngWriter.Png png = PngWriter.write(drawing(text));
        assertThat(png.missingGlyphs()).containsExactly("한 (U+D55C)", "국 (U+AD6D)");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.bytes()));
        assertThat(ink(image).width()).isBetween(70.0, 80.0);
    }

    private static Drawing drawing(Element... elements) {
        return new Drawing(100, 50, Rgb.WHITE, "nothing β", List.of(elements));
    }

    private static BufferedImage read(Drawing drawing) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(PngWriter.write(drawing).bytes()));
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    /// The rectangle around everything darker than mid-grey, in pixels of the file.
    private static Bounds ink(BufferedImage image) {
        int left = image.getWidth();
        int top = image.getHeight();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) > 128) continue;
                left = Math.min(left, x);
                right = Math.max(right, x + 1);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y + 1);
            }
        }
        return new Bounds(left, top, right - left, bottom - top);
    }
}
