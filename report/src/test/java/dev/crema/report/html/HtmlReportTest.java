package dev.crema.report.html;

import static org.assertj.core.api.Assertions.assertThat;

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
}
