package dev.crema.tensor.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/// A column of an Arrow file: its numbers, and the sizes of what stands in one row.
///
/// @param type null where the column holds no numbers
/// @param rowSizes none for plain numbers
/// @param order the order in which the dimensions of a row are meant; empty as they are
/// @param scalar whether the column is one number, not one row
/// @param nodes how many field nodes it has in a batch
/// @param buffers how many buffers
record IpcField(
        String name,
        String describedType,
        @Nullable StoredType type,
        long[] rowSizes,
        int[] order,
        boolean scalar,
        int nodes,
        int buffers) {
    static final String EXTENSION = "ARROW:extension:name";
    static final String EXTENSION_METADATA = "ARROW:extension:metadata";
    static final String TENSOR = "arrow.fixed_shape_tensor";
    static final String SCALAR = "crema:scalar";

    private static final int DEEPEST = 32;

    /// Reads a field of a schema.
    ///
    /// @throws IllegalArgumentException if its buffers cannot be counted
    static IpcField of(Field field) {
        Field inner = field;
        long[] sizes = {};
        int lists = 0;
        while (inner.typeType() == Type.FixedSizeList && inner.childrenLength() == 1 && lists++ < DEEPEST) {
            FixedSizeList list = (FixedSizeList) inner.type(new FixedSizeList());
            sizes = Arrays.copyOf(sizes, sizes.length + 1);
            sizes[sizes.length - 1] = list == null ? -1 : list.listSize();
            inner = inner.children(0);
        }
        @Nullable StoredType type = inner.dictionary() == null ? numbers(inner) : null;
        int[] order = {};
        @Nullable String extension = metadata(field, EXTENSION);
        @Nullable String details = metadata(field, EXTENSION_METADATA);
        if (TENSOR.equals(extension) && details != null && Json.parse(details) instanceof Map<?, ?> map) {
            long[] shape = longs(map.get("shape"));
            if (sizes.length != 1 || product(shape) != sizes[0])
                throw new IllegalArgumentException("the tensors of column " + field.name() + " have the shape "
                        + Arrays.toString(shape) + ", but lists of " + Arrays.toString(sizes) + " elements");
            sizes = shape;
            order = Arrays.stream(longs(map.get("permutation")))
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
        String described = Type.name(inner.typeType()).toLowerCase(Locale.ROOT);
        boolean scalar = "true".equals(metadata(field, SCALAR));
        return new IpcField(
                String.valueOf(field.name()),
                described,
                type,
                sizes,
                order,
                scalar,
                nodes(field, 0),
                buffers(field, 0));
    }

    private static long product(long... sizes) {
        long product = 1;
        for (long size : sizes) product *= size;
        return product;
    }

    private static long[] longs(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream()
                        .mapToLong(value -> value instanceof Long number ? number : -1)
                        .toArray()
                : new long[0];
    }

    private static @Nullable String metadata(Field field, String key) {
        for (int i = 0; i < field.customMetadataLength(); i++) {
            KeyValue entry = field.customMetadata(i);
            if (key.equals(entry.key())) return entry.value();
        }
        return null;
    }

    private static @Nullable StoredType numbers(Field field) {
        return switch (field.typeType()) {
            case Type.Bool -> StoredType.BOOL;
            case Type.Int -> {
                Int type = (Int) field.type(new Int());
                if (type == null) yield null;
                yield switch (type.bitWidth()) {
                    case 8 -> type.isSigned() ? StoredType.INT8 : StoredType.UINT8;
                    case 16 -> type.isSigned() ? StoredType.INT16 : StoredType.UINT16;
                    case 32 -> type.isSigned() ? StoredType.INT32 : StoredType.UINT32;
                    case 64 -> type.isSigned() ? StoredType.INT64 : StoredType.UINT64;
                    default -> null;
                };
            }
            case Type.FloatingPoint -> {
                FloatingPoint type = (FloatingPoint) field.type(new FloatingPoint());
                if (type == null) yield null;
                yield switch (type.precision()) {
                    case Precision.HALF -> StoredType.FLOAT16;
                    case Precision.SINGLE -> StoredType.FLOAT32;
                    case Precision.DOUBLE -> StoredType.FLOAT64;
                    default -> null;
                };
            }
            default -> null;
        };
    }

    private static int nodes(Field field, int depth) {
        int nodes = 1;
        if (depth < DEEPEST)
            for (int i = 0; i < field.childrenLength(); i++) nodes += nodes(field.children(i), depth + 1);
        return nodes;
    }

    /// How many buffers a field and its children have, by the table of the columnar format.
    private static int buffers(Field field, int depth) {
        if (field.dictionary() != null) return 2;
        int buffers = switch (field.typeType()) {
            case Type.Null -> 0;
            case Type.Struct_, Type.FixedSizeList -> 1;
            case Type.Binary, Type.Utf8, Type.LargeBinary, Type.LargeUtf8 -> 3;
            case Type.Union, Type.RunEndEncoded, Type.BinaryView, Type.Utf8View, Type.ListView, Type.LargeListView ->
                throw new IllegalArgumentException("the column " + field.name() + " is of type "
                        + Type.name(field.typeType()) + "; leave it out when the file is written");
            default -> 2;
        };
        if (depth < DEEPEST)
            for (int i = 0; i < field.childrenLength(); i++) buffers += buffers(field.children(i), depth + 1);
        return buffers;
    }
}
