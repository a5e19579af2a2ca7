package dev.crema.report.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/// The outputs of a cell as HTML: of several forms the richest that a page can show.
final class Outputs {
    private Outputs() {}

    static void html(JsonObject output, StringBuilder body) {
        switch (output.get("output_type").getAsString()) {
            case "stream" -> stream(output, body);
            case "error" -> error(output, body);
            default -> data(output, body);
        }
    }

    private static void stream(JsonObject output, StringBuilder body) {
        body.append("<pre class=\"out ")
                .append(Html.escape(output.get("name").getAsString()))
                .append("\">")
                .append(Html.escape(Html.plain(HtmlReport.text(output.get("text")))))
                .append("</pre>\n");
    }

    private static void error(JsonObject output, StringBuilder body) {
        StringBuilder trace = new StringBuilder();
        for (JsonElement line : output.getAsJsonArray("traceback"))
            trace.append(line.getAsString()).append('\n');
        String text = trace.isEmpty()
                ? output.get("ename").getAsString() + ": "
                        + output.get("evalue").getAsString()
                : trace.toString();
        body.append("<pre class=\"out error\">")
                .append(Html.escape(Html.plain(text)))
                .append("</pre>\n");
    }

    private static void data(JsonObject output, StringBuilder body) {
        JsonObject data = output.getAsJsonObject("data");
        JsonObject metadata = output.has("metadata") ? output.getAsJsonObject("metadata") : new JsonObject();
        body.append("<div class=\"out\">");
        if (data.has("image/svg+xml")) body.append(HtmlReport.text(data.get("image/svg+xml")));
        else if (data.has("image/png")) picture("image/png", data, metadata, body);
        else if (data.has("image/jpeg")) picture("image/jpeg", data, metadata, body);
        else if (data.has("text/html")) body.append(HtmlReport.text(data.get("text/html")));
        else
            body.append("<pre>")
                    .append(Html.escape(HtmlReport.text(data.get("text/plain"))))
                    .append("</pre>");
        body.append("</div>\n");
    }

    private static void picture(String type, JsonObject data, JsonObject metadata, StringBuilder body) {
        JsonObject about = metadata.has(type) ? metadata.getAsJsonObject(type) : new JsonObject();
        body.append("<img src=\"data:")
                .append(type)
                .append(";base64,")
                .append(HtmlReport.text(data.get(type)).replace("\n", ""))
                .append('"');
        attribute("width", about.get("width"), body);
        attribute("height", about.get("height"), body);
        JsonElement alt = about.get("alt");
        attribute("alt", alt == null ? data.get("text/plain") : alt, body);
        body.append('>');
    }

    private static void attribute(String name, @Nullable JsonElement value, StringBuilder body) {
        if (value != null)
            body.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(Html.escape(HtmlReport.text(value)))
                    .append('"');
    }
}
