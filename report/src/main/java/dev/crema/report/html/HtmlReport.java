package dev.crema.report.html;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A notebook with its outputs as one self-contained HTML page: text, formulas, code, figures, tables; no script,
/// prints well.
///
/// ```java
/// HtmlReport.of(notebookJson).save(Path.of("lab.html"));
/// ```
public final class HtmlReport {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser MARKDOWN =
            Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private final JsonObject notebook;
    private String title = "Notebook";

    private HtmlReport(JsonObject notebook) {
        this.notebook = notebook;
    }

    /// A page of this notebook (nbformat 4).
    public static HtmlReport of(JsonObject notebook) {
        return new HtmlReport(notebook);
    }

    /// Writes the page to a file.
    public void save(Path file) throws IOException {
        Files.writeString(file, html());
    }

    /// The page.
    public String html() {
        StringBuilder body = new StringBuilder();
        int code = 0;
        for (JsonElement element : notebook.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            switch (cell.get("cell_type").getAsString()) {
                case "markdown" -> markdown(text(cell.get("source")), body);
                case "code" -> code(cell, ++code, body);
                default ->
                    body.append("<pre class=\"raw\">")
                            .append(Html.escape(text(cell.get("source"))))
                            .append("</pre>\n");
            }
        }
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
                + Html.escape(title) + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n" + body
                + "</main>\n</body>\n</html>\n";
    }

    private void markdown(String source, StringBuilder body) {
        if (title.equals("Notebook")) MARKDOWN.parse(source).accept(new FirstHeading());
        body.append("<section class=\"text\">\n")
                .append(Formulas.html(source, text -> HTML.render(MARKDOWN.parse(text))))
                .append("</section>\n");
    }

    private static void code(JsonObject cell, int number, StringBuilder body) {
        String source = text(cell.get("source"));
        JsonElement count = cell.get("execution_count");
        String label = count == null || count.isJsonNull() ? Integer.toString(number) : count.getAsString();
        boolean folded = isFolded(cell);
        body.append("<section class=\"cell\">\n");
        if (!source.isBlank())
            body.append("<div class=\"label\">")
                    .append(label)
                    .append("</div>")
                    .append(folded ? "<details><summary>" + foldedName(cell) + "</summary>" : "")
                    .append("<pre class=\"code\"><code>")
                    .append(JavaHighlight.html(source))
                    .append("</code></pre>")
                    .append(folded ? "</details>\n" : "\n");
        JsonElement outputs = cell.get("outputs");
        if (outputs instanceof JsonArray list)
            for (JsonElement output : list) Outputs.html(output.getAsJsonObject(), body);
        body.append("</section>\n");
    }

    /// Whether Jupyter hides the source of a cell.
    private static boolean isFolded(JsonObject cell) {
        return cell.get("metadata") instanceof JsonObject metadata
                && metadata.get("jupyter") instanceof JsonObject jupyter
                && jupyter.has("source_hidden")
                && jupyter.get("source_hidden").getAsBoolean();
    }

    private static String foldedName(JsonObject cell) {
        JsonElement tags = cell.getAsJsonObject("metadata").get("tags");
        boolean solution = tags instanceof JsonArray list && list.contains(new JsonPrimitive("solution"));
        return solution ? "solution" : "code";
    }

    /// A text of nbformat: a string, or a list of lines.
    static String text(JsonElement source) {
        if (!(source instanceof JsonArray lines))
            return source == null || source.isJsonNull() ? "" : source.getAsString();
        StringBuilder text = new StringBuilder();
        for (JsonElement line : lines) text.append(line.getAsString());
        return text.toString();
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) throw new IllegalStateException("report.css is missing from the jar");
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The first heading names the page.
    private final class FirstHeading extends AbstractVisitor {
        private boolean found;

        @Override
        public void visit(Heading heading) {
            if (found) return;
            found = true;
            StringBuilder words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }
            });
            title = words.toString();
        }
    }
}
