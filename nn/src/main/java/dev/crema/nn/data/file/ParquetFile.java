package dev.crema.nn.data.file;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/// Flat Parquet files. Its library is optional: without it on the class path, any use is a `NoClassDefFoundError`,
/// which `Frame` explains.
public final class ParquetFile {
    private ParquetFile() {}

    /// Reads all rows.
    public static DataFrame read(Path file) throws IOException {
        var schema = ParquetReader.readMetadata(file.toFile()).getFileMetaData().getSchema();
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        Columns columns = new Columns(names);
        try (Stream<Map<String, Object>> rows = ParquetReader.streamContent(file.toFile(), new Rows())) {
            rows.forEach(row -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (String name : names) values.add(row.get(name));
                columns.add(values);
            });
        }
        return columns.frame();
    }

    private static final class Rows implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
        @Override
        public Map<String, Object> start() {
            return new LinkedHashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String[] path, @Nullable Object value) {
            if (value != null) row.put(path[0], value);
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }

    /// Writes whole numbers as int64, others as doubles, truth values as such, and the rest as text.
    public static void write(DataFrame frame, Path file) throws IOException {
        List<String> names = Columns.names(frame);
        List<List<@Nullable Object>> rows = Columns.rows(frame);
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) fields.add(field(names.get(i), rows, i));
        try (ParquetWriter<List<@Nullable Object>> writer =
                ParquetWriter.writeFile(new MessageType("frame", fields), file.toFile(), (row, values) -> {
                    for (int i = 0; i < names.size(); i++) {
                        Object value = converted(row.get(i), fields.get(i));
                        if (value != null) values.write(names.get(i), value);
                    }
                })) {
            for (List<@Nullable Object> row : rows) writer.write(row);
        }
    }

    private static Type field(String name, List<List<@Nullable Object>> rows, int column) {
        if (all(rows, column, Long.class) || all(rows, column, Integer.class))
            return Types.optional(PrimitiveTypeName.INT64).named(name);
        if (all(rows, column, Number.class))
            return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
        if (all(rows, column, Boolean.class))
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static boolean all(List<List<@Nullable Object>> rows, int column, Class<?> type) {
        return rows.stream().map(row -> row.get(column)).allMatch(v -> v == null || type.isInstance(v));
    }

    private static @Nullable Object converted(@Nullable Object value, Type field) {
        if (value == null) return null;
        return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT64 -> ((Number) value).longValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BOOLEAN -> value;
            default -> value.toString();
        };
    }
}
