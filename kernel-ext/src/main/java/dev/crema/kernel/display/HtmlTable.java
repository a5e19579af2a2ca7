package dev.crema.kernel.display;

import dev.crema.magics.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A table in HTML and, as its twin for terminals, in plain text.
///
/// @param columns the headings
/// @param rows the cells' texts
public record HtmlTable(List<String> columns, List<List<String>> rows) {
    private static final int MOST_ROWS = 50;

    /// The table as it is shown; of a long one the beginning.
    ///
    /// @param total how many rows there are in truth
    public MimeBundle bundle(int total) {
        String more = total > rows.size() ? "… " + (total - rows.size()) + " more rows" : "";
        return MimeBundle.text((text() + more).stripTrailing())
                .with("text/html", html() + (more.isEmpty() ? "" : "<p>" + more + "</p>"));
    }

    static MimeBundle ofMap(Map<?, ?> map) {
        if (map.isEmpty()) return MimeBundle.text("{}");
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows.size() == MOST_ROWS) break;
            rows.add(List.of(ValueText.of(entry.getKey()), ValueText.of(entry.getValue())));
        }
        String html = new HtmlTable(List.of("key", "value"), rows).html();
        return MimeBundle.text(ValueText.of(map)).with("text/html", html);
    }

    static int mostRows() {
        return MOST_ROWS;
    }

    private String html() {
        var html = new StringBuilder("<table><thead><tr>");
        for (String column : columns) html.append("<th>").append(escape(column)).append("</th>");
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (String cell : row) html.append("<td>").append(escape(cell)).append("</td>");
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private String text() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).length();
            for (List<String> row : rows)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        var text = new StringBuilder(line(columns, widths));
        for (List<String> row : rows) text.append(line(row, widths));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++)
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        return line.toString().stripTrailing() + "\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
