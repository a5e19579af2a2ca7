package dev.crema.magics;

import java.util.List;

/// A table in HTML and, as its twin for terminals, in plain text.
///
/// @param columns the headings
/// @param rows the cells' texts
public record HtmlTable(List<String> columns, List<List<String>> rows) {
    /// The table as it is shown; of a long one the beginning.
    ///
    /// @param total how many rows there are in truth
    public MimeBundle bundle(int total) {
        String more = total > rows.size() ? "… " + (total - rows.size()) + " more rows" : "";
        return MimeBundle.text((text() + more).stripTrailing())
                .with("text/html", html() + (more.isEmpty() ? "" : "<p>" + more + "</p>"));
    }

    /// How many rows a table shows at most.
    public static int mostRows() {
        return Setting.TABLE_ROWS.value();
    }

    /// The table in HTML alone.
    public String html() {
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

    /// The table in plain text alone; every row ends its line.
    public String text() {
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

    /// Text as it stands in HTML.
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
