package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Drawing;
import dev.crema.viz.write.Element;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/// What must hold for every chart, measured on the drawing.
class GalleryTest {
    // Drawn once for all tests: the long series and the PNGs take their time.
    private static final Map<String, Drawing> LIGHT = new ConcurrentHashMap<>();
    private static final Map<String, Drawing> DARK = new ConcurrentHashMap<>();
    private static final Map<String, BufferedImage> PICTURES = new ConcurrentHashMap<>();

    static Stream<String> names() {
        return Gallery.figures().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noTwoTextsOverlap(String name) {
        List<Element.TextRun> texts = texts(light(name));
        for (int i = 0; i < texts.size(); i++)
            for (int j = 0; j < i; j++)
                assertThat(texts.get(i).bounds().overlaps(texts.get(j).bounds()))
                        .as(
                                "\"%s\" and \"%s\"",
                                texts.get(j).text(), texts.get(i).text())
                        .isFalse();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingLiesInsideTheFigure(String name) {
        Drawing drawing = light(name);
        var all = new Bounds(0, 0, drawing.width(), drawing.height());
        for (Element.TextRun text : texts(drawing))
            assertThat(all.contains(text.bounds()))
                    .as("\"%s\" at %s", text.text(), text.bounds())
                    .isTrue();
        for (Element element : drawing.elements())
            if (element instanceof Element.Lines lines)
                for (double[] path : lines.paths())
                    for (int i = 0; i < path.length; i += 2)
                        assertThat(all.holds(path[i], path[i + 1]))
                                .as(path[i] + ", " + path[i + 1])
                                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTextReadsOnWhatLiesBehindIt(String name) {
        for (Drawing drawing : List.of(light(name), DARK.computeIfAbsent(name, GalleryTest::dark))) {
            for (int i = 0; i < drawing.elements().size(); i++)
                if (drawing.elements().get(i) instanceof Element.TextRun text)
                    assertThat(text.color().contrast(behind(text, drawing, i)))
                            .as("\"%s\" on %s", text.text(), drawing.background())
                            .isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSvgIsWellFormedSaysWhatItShowsAndNeedsNoIds(String name) throws Exception {
        Figure figure = Gallery.figure(name);
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(figure.svg())));
        var root = document.getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("width")).isEqualTo(String.valueOf(figure.width()));
        assertThat(root.getFirstChild().getNodeName()).isEqualTo("title");
        assertThat(root.getFirstChild().getTextContent())
                .isEqualTo(figure.alt())
                .hasSizeGreaterThan(10);
        assertThat(figure.svg())
                .doesNotContain(" id=")
                .doesNotContain("<script")
                .doesNotContain("<style")
                .doesNotContain("NaN\"");
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSvgIsSmall(String name) {
        boolean embedsPixels = Gallery.figure(name).svg().contains("base64");
        assertThat(Gallery.figure(name).svg().length()).isLessThan(embedsPixels ? 140_000 : 45_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePngIsTwiceAsLargeOpaqueAndHasAPalette(String name) {
        Figure figure = Gallery.figure(name);
        BufferedImage image = PICTURES.computeIfAbsent(name, GalleryTest::picture);
        assertThat(image.getWidth()).isEqualTo(2 * figure.width());
        assertThat(image.getHeight()).isEqualTo(2 * figure.height());
        assertThat(image.getColorModel().hasAlpha()).isFalse();
        assertThat(image.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
        boolean photographs = light(name).elements().stream()
                .anyMatch(element -> element instanceof Element.Picture picture && photograph(picture));
        assertThat(image.getColorModel() instanceof IndexColorModel).isEqualTo(!photographs);
    }

    @ParameterizedTest
    @MethodSource("names")
    void solidBoxesHaveTheirColourInThePng(String name) {
        Drawing drawing = light(name);
        BufferedImage image = PICTURES.computeIfAbsent(name, GalleryTest::picture);
        for (Element element : drawing.elements()) {
            if (!(element instanceof Element.Box box) || box.opacity() < 1) continue;
            if (box.width() < 6 || box.height() < 6) continue;
            // Near the lower left corner: no text and no grid line there.
            int x = (int) Math.ceil(2 * box.x()) + 4;
            int y = (int) Math.floor(2 * (box.y() + box.height())) - 4;
            Rgb pixel = Rgb.of(image.getRGB(x, y));
            // A matrix of 100 classes has more colours than a palette: there neighbours share one.
            assertThat(Math.abs(pixel.red() - box.fill().red()))
                    .as("at %d, %d", x, y)
                    .isLessThanOrEqualTo(2);
            assertThat(Math.abs(pixel.green() - box.fill().green()))
                    .as("at %d, %d", x, y)
                    .isLessThanOrEqualTo(2);
            assertThat(Math.abs(pixel.blue() - box.fill().blue()))
                    .as("at %d, %d", x, y)
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aCloudOfPointsInSpaceTakesAThirdOfTheBytesOfTrueColour() {
        assertThat(Gallery.figure("space").png()).hasSizeLessThan(60_000);
    }

    @Test
    @Tag("slow")
    void theContactSheetIsWrittenToBeLookedAt() throws IOException {
        ContactSheet.write(Path.of("target/gallery"));
        assertThat(Path.of("target/gallery/index.html")).isNotEmptyFile();
    }

    private static Drawing light(String name) {
        return LIGHT.computeIfAbsent(name, _ -> Gallery.figure(name).drawing(Theme.LIGHT));
    }

    private static Drawing dark(String name) {
        return Gallery.figure(name).drawing(Theme.DARK);
    }

    private static BufferedImage picture(String name) {
        try {
            return ImageIO.read(new ByteArrayInputStream(Gallery.figure(name).png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Element.TextRun> texts(Drawing drawing) {
        return drawing.elements().stream()
                .filter(Element.TextRun.class::isInstance)
                .map(Element.TextRun.class::cast)
                .toList();
    }

    private static boolean photograph(Element.Picture picture) {
        return Arrays.stream(picture.pixels().argb()).distinct().count() > 160;
    }

    /// The colour of the boxes and the background behind the middle of a text.
    private static Rgb behind(Element.TextRun text, Drawing drawing, int index) {
        Bounds bounds = text.bounds();
        double x = bounds.x() + bounds.width() / 2;
        double y = bounds.y() + bounds.height() / 2;
        Rgb color = drawing.background();
        for (Element element : drawing.elements().subList(0, index))
            if (element instanceof Element.Box box && box.bounds().holds(x, y))
                color = color.mix(box.fill(), box.opacity());
        return color;
    }
}
