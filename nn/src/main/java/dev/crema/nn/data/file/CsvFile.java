package dev.crema.nn.data.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.dflib.DataFrame;
import org.dflib.csv.Csv;

/// Values between commas, semicolons or tabs; lines that start with `#` are comments.
public final class CsvFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvFile() {}

    /// Reads a file with these columns, or, if none are named, with names in its first line.
    public static DataFrame read(Path file, String... columns) throws IOException {
        char delimiter = delimiter(file);
        try (Reader in = Files.newBufferedReader(file)) {
            return read(in, delimiter, columns);
        }
    }

    /// Reads text with these columns, or, if none are named, with names in its first line.
    public static DataFrame read(Reader in, char delimiter, String... columns) {
        DataFrame raw = Csv.loader().format(format(delimiter)).generateHeader().load(in);
        List<List<Object>> rows = new ArrayList<>(Columns.rows(raw));
        if (rows.isEmpty()) throw new IllegalArgumentException("there is no line in it");
        List<String> names = columns.length > 0
                ? Arrays.asList(columns)
                : rows.removeFirst().stream()
                        .map(name -> String.valueOf(name).replace(BYTE_ORDER_MARK, ""))
                        .toList();
        if (columns.length > 0 && raw.width() != columns.length)
            throw new IllegalArgumentException("it has " + raw.width() + " columns, but " + columns.length
                    + " names are given: " + Arrays.toString(columns));
        Columns typed = new Columns(names);
        rows.forEach(typed::add);
        return typed.frame();
    }

    /// Writes a file with the names in its first line.
    public static void write(DataFrame frame, Path file) {
        Csv.saver().format(format(isTabs(file) ? '\t' : ',')).save(frame, file);
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setCommentMarker('#')
                .setIgnoreSurroundingSpaces(true)
                .build();
    }

    private static boolean isTabs(Path file) {
        return file.toString().endsWith(".tsv") || file.toString().endsWith(".tab");
    }

    /// A tab for `.tsv`; a semicolon where the first line has some but no comma.
    private static char delimiter(Path file) throws IOException {
        if (isTabs(file)) return '\t';
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String line = in.readLine();
            while (line != null && (line.isBlank() || line.startsWith("#"))) line = in.readLine();
            return line != null && line.indexOf(',') < 0 && line.indexOf(';') >= 0 ? ';' : ',';
        }
    }
}
