package dev.crema.nn.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/// Columns of a table while it is read: text becomes numbers where a whole column allows it.
public final class Columns {
    /// What files write where a value is missing.
    private static final Set<String> MISSING = Set.of("", "?", "NA", "N/A", "NaN", "nan", "null", "NULL");

    private final List<String> names;
    private final List<List<@Nullable Object>> values = new ArrayList<>();

    /// Columns without rows yet.
    public Columns(List<String> names) {
        if (Set.copyOf(names).size() < names.size())
            throw new IllegalArgumentException("the columns " + names + " do not all have names of their own");
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) values.add(new ArrayList<>());
    }

    /// Appends one row; what it lacks at the end is missing.
    ///
    /// @throws IllegalArgumentException if it has more values than there are columns
    public void add(List<? extends @Nullable Object> row) {
        if (row.size() > names.size())
            throw new IllegalArgumentException("row " + (values.getFirst().size() + 1) + " has " + row.size()
                    + " values, but there are " + names.size() + " columns " + names);
        for (int i = 0; i < names.size(); i++) values.get(i).add(i < row.size() ? row.get(i) : null);
    }

    /// The data frame of all rows.
    public DataFrame frame() {
        Series<?>[] series = values.stream().map(Columns::typed).toArray(Series<?>[]::new);
        return DataFrame.byColumn(names.toArray(new String[0])).of(series);
    }

    /// Whole numbers, else numbers, else what there was.
    private static Series<?> typed(List<@Nullable Object> column) {
        List<@Nullable Object> cleaned = new ArrayList<>();
        for (Object value : column)
            cleaned.add(value instanceof String text && MISSING.contains(text.strip()) ? null : value);
        if (cleaned.stream().allMatch(Objects::isNull) || cleaned.stream().anyMatch(v -> v != null && !isNumber(v)))
            return Series.of(cleaned.toArray());
        boolean whole = cleaned.stream().allMatch(v -> v == null || isWhole(v));
        return Series.of(cleaned.stream()
                .map(v -> v == null ? null : whole ? (Object) (long) number(v) : (Object) number(v))
                .toArray());
    }

    private static boolean isNumber(Object value) {
        if (value instanceof Number) return true;
        return value instanceof String text && text.strip().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    private static boolean isWhole(Object value) {
        if (value instanceof String text) return text.strip().matches("[-+]?\\d{1,15}");
        return !(value instanceof Double || value instanceof Float) && number(value) == Math.rint(number(value));
    }

    private static double number(Object value) {
        return value instanceof Number n ? n.doubleValue() : Double.parseDouble(((String) value).strip());
    }

    /// The rows of a data frame.
    public static List<List<@Nullable Object>> rows(DataFrame frame) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        frame.forEach(row -> {
            @Nullable Object[] values = new Object[frame.width()];
            for (int i = 0; i < values.length; i++) values[i] = row.get(i);
            rows.add(Arrays.asList(values));
        });
        return rows;
    }

    /// The names of a data frame's columns.
    public static List<String> names(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }
}
