package dev.crema.nn.data;

import dev.crema.nn.data.file.Columns;
import dev.crema.nn.metrics.ClassNames;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/// The values of a data frame as numbers, text and classes.
final class FrameValues {
    private FrameValues() {}

    static void require(DataFrame table, String name) {
        if (!table.getColumnsIndex().contains(name))
            throw new IllegalArgumentException("Frame: no column \"" + name + "\"; there are " + Columns.names(table));
    }

    private static List<@Nullable Object> values(DataFrame table, String name) {
        require(table, name);
        List<@Nullable Object> values = new ArrayList<>();
        table.getColumn(name).forEach(values::add);
        return values;
    }

    static boolean isText(DataFrame table, String name) {
        return values(table, name).stream()
                .anyMatch(value -> value != null && !(value instanceof Number) && !(value instanceof Boolean));
    }

    static double[] numbers(DataFrame table, String name) {
        return values(table, name).stream()
                .mapToDouble(value -> number(name, value))
                .toArray();
    }

    private static double number(String name, @Nullable Object value) {
        if (value instanceof Number number) return number.doubleValue();
        if (value instanceof Boolean flag) return flag ? 1 : 0;
        if (value == null) return Double.NaN;
        try {
            return Double.parseDouble(value.toString());
        } catch (NumberFormatException text) {
            throw new IllegalArgumentException(
                    "Frame: the column \"" + name + "\" is text, such as \"" + value + "\"; labels(\"" + name
                            + "\") makes classes of it, texts(\"" + name + "\") reads it, without(\"" + name
                            + "\") leaves it out",
                    text);
        }
    }

    static List<String> texts(DataFrame table, String name) {
        return values(table, name).stream()
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }

    static List<String> unique(DataFrame table, String name) {
        Comparator<Object> order = isText(table, name)
                ? Comparator.comparing(Object::toString)
                : Comparator.comparingDouble(value -> number(name, value));
        return values(table, name).stream()
                .filter(Objects::nonNull)
                .sorted(order)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    static Tensor labels(DataFrame table, String name) {
        requireComplete(table, name);
        List<String> classes = unique(table, name);
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String label : classes) places.put(label, places.size());
        Tensor labels = Tensor.of(
                DType.INT64,
                texts(table, name).stream()
                        .mapToInt(text -> Objects.requireNonNull(places.get(text)))
                        .toArray());
        return ClassNames.give(labels, classes);
    }

    static Tensor tensor(DataFrame table, DType dtype, String... names) {
        double[] values = new double[table.height() * names.length];
        for (int column = 0; column < names.length; column++) {
            double[] numbers = numbers(table, names[column]);
            requireComplete(table, names[column]);
            for (int row = 0; row < numbers.length; row++) values[row * names.length + column] = numbers[row];
        }
        return Tensor.of(dtype, values).view(table.height(), names.length);
    }

    private static void requireComplete(DataFrame table, String name) {
        long missing = values(table, name).stream().filter(Objects::isNull).count();
        if (missing > 0)
            throw new IllegalArgumentException("Frame: the column \"" + name + "\" lacks " + missing + " of "
                    + table.height() + " values; dropMissing() leaves such rows out");
    }

    static int[] rowsWhere(DataFrame table, Predicate<Frame.Row> condition) {
        return IntStream.range(0, table.height())
                .filter(row -> condition.test(new Frame.Row() {
                    @Override
                    public double number(String column) {
                        require(table, column);
                        return FrameValues.number(
                                column, table.getColumn(column).get(row));
                    }

                    @Override
                    public String text(String column) {
                        require(table, column);
                        return Objects.toString(table.getColumn(column).get(row), "");
                    }
                }))
                .toArray();
    }

    static int[] complete(DataFrame table) {
        List<List<@Nullable Object>> rows = Columns.rows(table);
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).stream().allMatch(Objects::nonNull))
                .toArray();
    }

    /// The mean of a column's values in each group of another's; NaN if a group has none.
    static double[] means(DataFrame table, String group, String column) {
        List<String> groups = texts(table, group);
        double[] numbers = numbers(table, column);
        return unique(table, group).stream()
                .mapToDouble(value -> IntStream.range(0, numbers.length)
                        .filter(i -> groups.get(i).equals(value) && !Double.isNaN(numbers[i]))
                        .mapToDouble(i -> numbers[i])
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }
}
