package dev.crema.nn.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dflib.DataFrame;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// The first sheet of a workbook; its first row names the columns.
public final class XlsxFile {
    private XlsxFile() {}

    /// Reads the first sheet.
    public static DataFrame read(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Row row : workbook.getFirstSheet().read()) {
                List<@Nullable Object> values = values(row);
                if (values.stream().anyMatch(value -> value != null)) rows.add(values);
            }
            if (rows.isEmpty()) throw new IllegalArgumentException("its first sheet is empty");
            Columns columns =
                    new Columns(rows.removeFirst().stream().map(String::valueOf).toList());
            rows.forEach(columns::add);
            return columns.frame();
        }
    }

    private static List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++)
            values.add(row.getOptionalCell(i).map(XlsxFile::value).orElse(null));
        while (!values.isEmpty() && values.getLast() == null) values.removeLast();
        return values;
    }

    private static @Nullable Object value(Cell cell) {
        if (cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) return null;
        return cell.getType() == CellType.FORMULA ? cell.getRawValue() : cell.getValue();
    }
}
