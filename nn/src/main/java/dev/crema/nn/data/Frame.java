package dev.crema.nn.data;

import dev.crema.nn.data.file.Columns;
import dev.crema.nn.data.file.CsvFile;
import dev.crema.nn.data.file.JsonFile;
import dev.crema.nn.data.file.ParquetFile;
import dev.crema.nn.data.file.XlsxFile;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/// A table with named columns: read from a file, looked at, and made into tensors. A thin coat over a DFLib
/// `DataFrame`.
///
/// ```java
/// var cars = Frame.csv("cars.csv");
/// var x = cars.where(r -> r.number("mpg") > 20).tensor("mpg", "weight");      // [rows, 2]
/// var data = Tables.iris().dataset("species");
/// ```
///
/// Columns hold numbers or text, as their values allow; empty values, `?` and `NA` are missing. A file that is not
/// there, or not what its reader expects, is an `IllegalArgumentException` with its name.
public final class Frame {
    private final DataFrame table;

    private Frame(DataFrame table) {
        this.table = table;
    }

    /// One row, for `where`.
    public interface Row {
        /// The value of a column of numbers; NaN if it is missing.
        double number(String column);

        /// The value of a column as text; empty if it is missing.
        String text(String column);
    }

    /// Reads values between commas, semicolons or tabs (`.tsv`); lines from `#` are comments. Without names of
    /// columns the first line holds them; with names the file has no such line.
    public static Frame csv(String file, String... columns) {
        return new Frame(FrameFiles.read("csv", file, path -> CsvFile.read(path, columns)));
    }

    /// Reads the first sheet of a workbook, whose first row names the columns.
    public static Frame xlsx(String file) {
        return new Frame(FrameFiles.read("xlsx", file, XlsxFile::read));
    }

    /// Reads a list of objects, an object of lists, or an object a line.
    public static Frame json(String file) {
        return new Frame(FrameFiles.read("json", file, JsonFile::read));
    }

    /// Reads a Parquet file of plain columns. Needs the artefact `blue.strategic.parquet:parquet-floor`, which is
    /// not shipped because of its size.
    public static Frame parquet(String file) {
        return new Frame(FrameFiles.parquet(() -> FrameFiles.read("parquet", file, ParquetFile::read)));
    }

    /// The columns of a tensor `[rows, columns]`, or `[rows]` for one.
    public static Frame of(Tensor x, String... columns) {
        Tensor matrix = x.dim() == 1 ? x.unsqueeze(1) : x;
        if (matrix.dim() != 2 || matrix.size(1) != columns.length)
            throw new IllegalArgumentException("Frame.of: a tensor " + x.shape() + " does not have the "
                    + columns.length + " columns " + Arrays.toString(columns));
        boolean whole = !matrix.dtype().isFloating();
        double[] values = matrix.detach().toDoubles();
        Columns table = new Columns(List.of(columns));
        for (int i = 0; i < matrix.size(0); i++) {
            List<Object> row = new ArrayList<>();
            for (int j = 0; j < columns.length; j++) {
                double value = values[i * columns.length + j];
                row.add(whole ? (Object) (long) value : (Object) value);
            }
            table.add(row);
        }
        return new Frame(table.frame());
    }

    /// Columns by name, each of the same length; a shorter one is missing at its end.
    public static Frame of(Map<String, double[]> columns) {
        int rows = columns.values().stream().mapToInt(c -> c.length).max().orElse(0);
        Columns table = new Columns(List.copyOf(columns.keySet()));
        for (int i = 0; i < rows; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (double[] column : columns.values()) row.add(i < column.length ? (Object) column[i] : null);
            table.add(row);
        }
        return new Frame(table.frame());
    }

    /// A DFLib data frame.
    public static Frame of(DataFrame table) {
        return new Frame(table);
    }

    /// The DFLib `DataFrame` underneath, for what this class does not do.
    public Object dflib() {
        return table;
    }

    /// The number of rows.
    public int size() {
        return table.height();
    }

    /// The names of the columns, in order.
    public List<String> columns() {
        return Columns.names(table);
    }

    /// A column of numbers; NaN where a value is missing, 1 and 0 for true and false.
    ///
    /// @throws IllegalArgumentException if a value is text
    public double[] column(String name) {
        return FrameValues.numbers(table, name);
    }

    /// A column as text; empty where a value is missing.
    public List<String> texts(String name) {
        return FrameValues.texts(table, name);
    }

    /// The different values of a column, sorted: numbers by size, text by letters.
    public List<String> unique(String name) {
        return FrameValues.unique(table, name);
    }

    /// A column as classes from 0, int64 `[rows]`: the place of each value in `unique`. They keep the values as
    /// their names: data sets, matrices and charts made with these labels show them.
    public Tensor labels(String name) {
        return FrameValues.labels(table, name);
    }

    /// Columns side by side in the default float type, `[rows, columns]`; all columns if none is named.
    ///
    /// @throws IllegalArgumentException if a column is text, or lacks values
    public Tensor tensor(String... names) {
        return tensor(DType.defaultFloat(), names);
    }

    /// Columns side by side in this type, `[rows, columns]`; all columns if none is named.
    public Tensor tensor(DType dtype, String... names) {
        return FrameValues.tensor(table, dtype, names.length == 0 ? columns().toArray(new String[0]) : names);
    }

    /// All other columns as inputs, `[rows, columns - 1]`, and this one as the target: text becomes classes with
    /// their names, int64 `[rows]`; numbers stay numbers, `[rows, 1]`.
    public TensorDataset dataset(String target) {
        Tensor x = without(target).tensor();
        if (!FrameValues.isText(table, target)) return TensorDataset.of(x, tensor(target));
        return TensorDataset.of(x, labels(target)).withClasses(unique(target));
    }

    /// These columns only, in this order.
    public Frame select(String... names) {
        for (String name : names) FrameValues.require(table, name);
        return new Frame(table.cols(names).select());
    }

    /// The other columns.
    public Frame without(String... names) {
        for (String name : names) FrameValues.require(table, name);
        return new Frame(table.colsExcept(names).select());
    }

    /// The rows for which this holds.
    public Frame where(Predicate<Row> condition) {
        return new Frame(table.rows(FrameValues.rowsWhere(table, condition)).select());
    }

    /// The rows that lack no value.
    public Frame dropMissing() {
        return new Frame(table.rows(FrameValues.complete(table)).select());
    }

    /// The first rows.
    public Frame head(int rows) {
        return new Frame(table.head(Math.min(rows, size())));
    }

    /// The mean of each column of numbers for each value of this one, in the order of `unique`.
    public Frame meanBy(String name) {
        List<String> groups = unique(name);
        List<List<Object>> rows = new ArrayList<>();
        for (String group : groups) rows.add(new ArrayList<>(List.of(group)));
        List<String> names = new ArrayList<>(List.of(name));
        for (String column : columns()) {
            if (column.equals(name) || FrameValues.isText(table, column)) continue;
            names.add(column);
            double[] means = FrameValues.means(table, name, column);
            for (int i = 0; i < means.length; i++) rows.get(i).add(means[i]);
        }
        Columns grouped = new Columns(names);
        rows.forEach(grouped::add);
        return new Frame(grouped.frame());
    }

    /// Writes a file whose ending says how: `.csv .tsv .json .parquet`.
    public void save(String file) {
        FrameFiles.write(table, file);
    }

    /// The table as HTML, of long ones the first and the last rows.
    public String html() {
        return FrameText.html(table);
    }

    /// The table as text, of long ones the first and the last rows.
    @Override
    public String toString() {
        return FrameText.text(table);
    }
}
