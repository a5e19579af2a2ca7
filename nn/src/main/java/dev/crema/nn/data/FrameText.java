package dev.crema.nn.data;

import dev.crema.nn.data.file.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/// A data frame as text and as HTML.
final class FrameText {
    private static final int SHOWN = 10;
    private static final int DIGITS = 6;

    private FrameText() {}

    static String text(DataFrame table) {
        List<List<String>> rows = rows(table);
        int[] widths = new int[table.width()];
        for (List<String> row : rows)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        var text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++)
                text.append(i == 0 ? "" : "  ")
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(row.get(i));
            text.append('\n');
        }
        return text.append(size(table)).toString();
    }

    private static String size(DataFrame table) {
        return table.height()
                + (table.height() == 1 ? " row, " : " rows, ")
                + table.width()
                + (table.width() == 1 ? " column" : " columns");
    }

    static String html(DataFrame table) {
        var html = new StringBuilder("<table>");
        List<List<String>> rows = rows(table);
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            for (String value : rows.get(i))
                html.append("<" + cell + ">").append(escaped(value)).append("</" + cell + ">");
            html.append("</tr>");
        }
        return html.append("</table><p>").append(size(table)).append("</p>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// The names, then the rows that are shown.
    private static List<List<String>> rows(DataFrame table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Columns.names(table));
        int height = table.height();
        boolean all = height <= 2 * SHOWN;
        for (int i = 0; i < height; i++) {
            if (!all && i == SHOWN) {
                rows.add(IntStream.range(0, table.width()).mapToObj(_ -> "…").toList());
                i = height - SHOWN;
            }
            int row = i;
            rows.add(IntStream.range(0, table.width())
                    .mapToObj(column -> cell(table.getColumn(column).get(row)))
                    .toList());
        }
        return rows;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        if (!(value instanceof Double number) || !Double.isFinite(number)) return value.toString();
        String plain = Double.toString(number);
        return plain.length() <= DIGITS + 2 ? plain : String.format(Locale.ROOT, "%." + DIGITS + "g", number);
    }
}
