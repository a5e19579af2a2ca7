package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element.Anchor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SvgWriterTest {
    private static final Rgb RED = Rgb.of(0xFF0000);

    @Test
    void aDocumentNamesItsRoleItsSizeAndWhatItShows() {
        assertThat(svg())
                .isEqualTo(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\""
                                + " role=\"img\" font-family=\"Liberation Sans,Arial,Helvetica,sans-serif\" font-size=\"13\""
                                + " fill=\"none\" stroke-linejoin=\"round\"><title>a &lt; b &amp; c</title>"
                                + "<rect width=\"100\" height=\"50\" fill=\"#fff\"/></svg>\n");
    }

    @Test
    void oneElementTakesItsAttributesAndSeveralShareAGroup() {
        var box = new Element.Box(1, 2, 3.25, 4, RED, 1);
        assertThat(svg(box)).contains("<rect fill=\"#f00\" x=\"1\" y=\"2\" width=\"3.3\" height=\"4\"/>");
        assertThat(svg(box, box)).contains("<g fill=\"#f00\"><rect x=\"1\"").contains("</g></svg>");
    }

    @Test
    void linesAreWrittenInShortSteps() {
        double[] path = {10, 20, 10.5, 19.75, 20.5, 19.75, 20.5, 30};
        var lines = new Element.Lines(List.of(path, new double[] {30, 30, 40, 30}), Stroke.of(RED, 1));
        assertThat(svg(lines)).contains("<path stroke=\"#f00\" d=\"M10 20l.5-.2h10v10.2m9.5 0h10\"/>");
    }

    @Test
    void roundingDoesNotAddUpAlongALine() {
        double[] path = new double[2 * 1001];
        for (int i = 0; i <= 1000; i++) {
            path[2 * i] = i * 0.333;
            path[2 * i + 1] = i % 2 == 0 ? 10 : 12.04;
        }
        assertThat(end(svg(new Element.Lines(List.of(path), Stroke.of(RED, 1)))))
                .isBetween(332.5, 333.5);
    }

    @Test
    void denseLinesKeepToHalfPixels() {
        var random = new Random(1);
        double[] path = new double[2 * 150];
        for (int i = 0; i < 150; i++) {
            path[2 * i] = 2.5 * i;
            path[2 * i + 1] = 50 + random.nextGaussian();
        }
        String svg = svg(new Element.Lines(List.of(path), Stroke.of(RED, 1.5)));
        assertThat(svg).contains("transform=\"scale(.5)\"").contains("stroke-width=\"3\"");
        assertThat(svg.length()).isLessThan(150 * 5 + 420);
    }

    @Test
    void aFewDiscsAreCirclesAndManyOnePath() {
        var few = new Element.Markers(new double[] {1, 2}, Marker.CIRCLE, 6, RED, 0.5);
        assertThat(svg(few)).contains("<circle fill=\"#f00\" fill-opacity=\".5\" cx=\"1\" cy=\"2\" r=\"3\"/>");
        var many = new Element.Markers(new double[] {1, 2, 3, 4, 5, 6, 7, 9}, Marker.CIRCLE, 6, RED, 1);
        assertThat(svg(many)).contains("stroke-linecap=\"round\"").contains("d=\"M1 2h0m2 2h0m2 2h0m2 3h0\"");
    }

    @Test
    void thousandsOfMarkersAreOnePicture() {
        double[] places = new Random(1).doubles(20_000, 0, 50).toArray();
        String svg = svg(new Element.Markers(places, Marker.CIRCLE, 2, RED, 1));
        assertThat(svg)
                .contains("<image")
                .contains("href=\"data:image/png;base64,")
                .doesNotContain("<path");
        assertThat(svg.length()).isLessThan(20_000);
    }

    @Test
    void textStaysText() {
        var text = new Element.TextRun("한 < ก", 5, 6, 14, RED, Anchor.MIDDLE, false);
        assertThat(svg(text))
                .contains(
                        "<text fill=\"#f00\" font-size=\"14\" text-anchor=\"middle\" x=\"5\" y=\"6\">한 &lt; ก</text>");
        var upright = new Element.TextRun("up", 5, 6, 13, RED, Anchor.END, true);
        assertThat(svg(upright))
                .contains("<text fill=\"#f00\" text-anchor=\"end\" transform=\"translate(5 6)rotate(-90)\">up</text>");
    }

    @Test
    void controlCharactersBecomeSpaces() {
        var text = new Element.TextRun("a\u0001b\nc", 0, 0, 11, RED, Anchor.START, false);
        assertThat(svg(text)).contains(">a b c</text>");
    }

    /// Where the pen of the first path ends, across.
    private static double end(String svg) {
        String commands = svg.substring(svg.indexOf(" d=\"M") + 5, svg.indexOf("\"/></svg>"));
        boolean doubled = svg.contains("scale(.5)");
        double x = 0;
        String[] steps = commands.replace("-", " -")
                .replaceAll("([a-z])", " $1 ")
                .strip()
                .split("\\s+", -1);
        char command = 'M';
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].matches("[a-z]")) {
                command = steps[i].charAt(0);
                continue;
            }
            if (command != 'v') x += Double.parseDouble(steps[i]);
            if (command == 'l' || command == 'm' || command == 'M') i++;
        }
        return doubled ? x / 2 : x;
    }

    private static String svg(Element... elements) {
        return SvgWriter.write(new Drawing(100, 50, Rgb.WHITE, "a < b & c", List.of(elements)));
    }
}
