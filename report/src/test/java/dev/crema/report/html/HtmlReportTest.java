package dev.crema.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static String page(String cells) {
        return HtmlReport.of(JsonParser.parseString("{\"nbformat\": 4, \"cells\": [" + cells + "]}")
                        .getAsJsonObject())
                .html();
    }

    private static String code(String source, String outputs) {
        return "{\"cell_type\": \"code\", \"execution_count\": 7, \"source\": \"" + source + "\", \"outputs\": ["
                + outputs + "]}";
    }

    @Test
    void theFirstHeadingNamesThePage() {
        String page = page("{\"cell_type\": \"markdown\", \"source\": [\"# Digits\\n\", \"\\n\", \"# More\"]}");
        assertThat(page).contains("<title>Digits</title>", "<h1>Digits</h1>", "<h1>More</h1>");
    }

    @Test
    void textCodeAndTablesAreShown() {
        String page = page("{\"cell_type\": \"markdown\", \"source\": \"| a | b |\\n|---|---|\\n| 1 | 2 |\"},"
                + code("int a = 1; // one", ""));
        assertThat(page).contains("<td>1</td>", "<span class=\"k\">int</span>", "<span class=\"c\">// one</span>");
    }

    @Test
    void whatCodePrintsCannotBecomeMarkup() {
        String stream =
                "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"<script>alert(1)</script> & more\"}";
        String result = "{\"output_type\": \"execute_result\", \"data\": {\"text/plain\": \"List<String>\"}}";
        String page = page(code("List<String> a;", stream + "," + result));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", "<pre>List&lt;String&gt;</pre>")
                .doesNotContain("<script");
    }

    @Test
    void aPictureStandsInThePageWithItsSizeAndWords() {
        String picture = "{\"output_type\": \"display_data\", \"data\": {\"image/png\": \"iVBORw0=\\n\","
                + " \"text/plain\": \"a figure\"}, \"metadata\": {\"image/png\": {\"width\": 640, \"height\": 400,"
                + " \"alt\": \"a \\\"loss\\\" curve\"}}}";
        assertThat(page(code("", picture)))
                .contains("<img src=\"data:image/png;base64,iVBORw0=\" width=\"640\" height=\"400\"")
                .contains("alt=\"a &quot;loss&quot; curve\"");
    }

    @Test
    void anErrorIsShownWithoutTheColoursOfTerminals() {
        String error = "{\"output_type\": \"error\", \"ename\": \"IllegalStateException\", \"evalue\": \"boom\","
                + " \"traceback\": [\"\\u001b[31mIllegalStateException: boom\\u001b[0m\", \"at Cell 2, line 1\"]}";
        assertThat(page(code("throw x;", error)))
                .contains("IllegalStateException: boom\nat Cell 2, line 1")
                .doesNotContain("\u001b");
    }

    @Test
    void thePageLoadsNothingFromElsewhere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lab.html");
        HtmlReport.of(JsonParser.parseString("{\"cells\": []}").getAsJsonObject())
                .save(file);
        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .doesNotContain("http:", "https:", "<script", "<link", "@import");
    }

    private static String text(String markdown) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", "markdown");
        cell.addProperty("source", markdown);
        return page(cell.toString());
    }

    @Test
    void formulasAreMathMl() {
        assertThat(text("The best $\\hat w = \\frac1m \\sum_i x_i^2$ of *all*."))
                .contains(
                        "The best <math><semantics><mrow><mover accent=\"true\"><mi>w</mi><mo>^</mo></mover><mo>=</mo>"
                                + "<mfrac><mn>1</mn><mi>m</mi></mfrac>"
                                + "<msub><mo>∑</mo><mi>i</mi></msub><msubsup><mi>x</mi><mi>i</mi><mrow><mn>2</mn></mrow></msubsup></mrow>",
                        "<annotation encoding=\"application/x-tex\">\\hat w = \\frac1m \\sum_i x_i^2</annotation>",
                        "of <em>all</em>");
        assertThat(text("$$\n\\sum_{i=1}^m \\bigl(w - 1\\bigr)\n$$"))
                .contains("<math display=\"block\">", "<munderover><mo>∑</mo>", "minsize=\"1.2em\"");
        assertThat(text("$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$"))
                .contains("<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>");
        assertThat(text("$w = -5$")).contains("<mo form=\"prefix\">−</mo><mn>5</mn>");
        assertThat(text("$\\log \\mathcal N(t; \\mu)$")).contains("<mi>log</mi><mspace", "<mi>\uD835\uDCA9</mi>");
    }

    @Test
    void whatIsNoFormulaStaysText() {
        assertThat(text("costs 5$ or 6$, `a $x$ b`, \\$z\\$"))
                .doesNotContain("<math")
                .contains("a $x$ b", "5$ or 6$", "$z$");
        assertThat(text("```\n$x$\n```")).doesNotContain("<math");
        assertThat(text("known $x$ and unknown $\\foo<x>$"))
                .contains("<mi>x</mi>", "<code class=\"tex\">$\\foo&lt;x&gt;$</code>");
        assertThat(text("open $\\frac{1$")).contains("<code class=\"tex\">$\\frac{1$</code>");
    }

    @Test
    void theSolutionOfAnExerciseIsFolded() {
        String page =
                page("{\"cell_type\": \"code\", \"execution_count\": null, \"source\": \"// a = 1\", \"outputs\": [],"
                        + " \"metadata\": {\"jupyter\": {\"source_hidden\": true}, \"tags\": [\"solution\"]}}");
        assertThat(page).contains("<details><summary>solution</summary><pre class=\"code\">", "</pre></details>");
    }
}
