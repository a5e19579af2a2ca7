package dev.crema.tensor.file;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The safetensors format: eight bytes with the length of the header, the header in JSON, then the elements of all
/// tensors one behind the other. Format: the README of safetensors.
public final class SafetensorsFile {
    private static final long LONGEST_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";

    private static final Map<String, StoredType> TYPES = Map.ofEntries(
            Map.entry("BOOL", StoredType.BOOL),
            Map.entry("U8", StoredType.UINT8),
            Map.entry("I8", StoredType.INT8),
            Map.entry("U16", StoredType.UINT16),
            Map.entry("I16", StoredType.INT16),
            Map.entry("U32", StoredType.UINT32),
            Map.entry("I32", StoredType.INT32),
            Map.entry("U64", StoredType.UINT64),
            Map.entry("I64", StoredType.INT64),
            Map.entry("F16", StoredType.FLOAT16),
            Map.entry("BF16", StoredType.BFLOAT16),
            Map.entry("F32", StoredType.FLOAT32),
            Map.entry("F64", StoredType.FLOAT64));

    private final FileBytes file;
    private final Map<?, ?> header;
    private final long start;

    private SafetensorsFile(FileBytes file) {
        this.file = file;
        long length = file.size() < 8 ? 0 : file.int64(0);
        if (length < 2 || length > LONGEST_HEADER || length > file.size() - 8)
            throw file.refused("it is cut off or no safetensors file: the header should have "
                    + Long.toUnsignedString(length) + " bytes, the file has " + file.size() + " altogether");
        this.start = 8 + length;
        this.header = parse(new String(file.copyOf(8, length), StandardCharsets.UTF_8));
    }

    private Map<?, ?> parse(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> map) return map;
        } catch (IllegalArgumentException wrong) {
            throw file.refused("the header is no JSON: " + wrong.getMessage());
        }
        throw file.refused("the header is no JSON object: {\"name\": {\"dtype\": …}}");
    }

    /// The tensors of a file by name, in the order in which they lie in it.
    public static Map<String, Tensor> read(String file) {
        return new SafetensorsFile(FileBytes.open("load", file)).tensors();
    }

    /// The texts that were saved beside the tensors.
    public static Map<String, String> metadata(String file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (new SafetensorsFile(FileBytes.open("load", file)).header.get(METADATA) instanceof Map<?, ?> texts)
            texts.forEach((name, text) -> metadata.put(String.valueOf(name), String.valueOf(text)));
        return metadata;
    }

    private Map<String, Tensor> tensors() {
        List<Entry> entries = new ArrayList<>();
        header.forEach((name, value) -> {
            if (!METADATA.equals(name)) entries.add(entry(String.valueOf(name), value));
        });
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry entry : entries) {
            if (entry.begin != at)
                throw file.refused("the tensor " + entry.name + " begins at byte " + entry.begin + " and not where the"
                        + " one before it ends (" + at + "); tensors must follow one another");
            at = entry.end;
        }
        if (at != file.size() - start)
            throw file.refused("it is cut off or longer than it says: the tensors need " + at + " bytes, the file has "
                    + (file.size() - start) + " for them; save or download it again");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries)
            tensors.put(
                    entry.name,
                    file.tensor(entry.type, ByteOrder.LITTLE_ENDIAN, start + entry.begin, FileBytes.ints(entry.sizes)));
        return tensors;
    }

    private record Entry(String name, StoredType type, long[] sizes, long begin, long end) {}

    private Entry entry(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> fields)
                || !(fields.get("dtype") instanceof String code)
                || !(fields.get("shape") instanceof List<?> shape)
                || !(fields.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2)
            throw file.refused("the tensor " + name + " needs dtype, shape and data_offsets, has " + value);
        @Nullable StoredType type = TYPES.get(code);
        if (type == null)
            throw file.refused("the tensor " + name + " is of type " + code
                    + ", which no type here holds; convert it before saving, in PyTorch with x.to(torch.float32)");
        long[] sizes = numbers(name, shape);
        long[] range = numbers(name, offsets);
        long count = file.count("the tensor " + name, type, sizes);
        if (range[0] < 0 || range[1] - range[0] != count * type.bytes())
            throw file.refused("the tensor " + name + " " + shape + " of " + code + " needs " + count * type.bytes()
                    + " bytes, but its data_offsets are " + offsets);
        return new Entry(name, type, sizes, range[0], range[1]);
    }

    private long[] numbers(String name, List<?> values) {
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(values.get(i) instanceof Long number))
                throw file.refused("the tensor " + name + " has " + values.get(i) + " where a whole number should be");
            numbers[i] = number;
        }
        return numbers;
    }

    /// Writes tensors by name, those of wide types first, so that all lie aligned; of one type in the given order.
    public static void write(String file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(METADATA))
            throw new IllegalArgumentException("save: no tensor can have the name " + METADATA + " in safetensors");
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(Comparator.comparingInt(entry -> -entry.getValue().dtype().bytes()));
        FileBytes.write(file, channel -> write(channel, ordered, metadata));
    }

    private static void write(
            FileChannel channel, List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata)
            throws IOException {
        StringJoiner header = new StringJoiner(",", "{", "}");
        if (!metadata.isEmpty()) {
            StringJoiner texts = new StringJoiner(",", "{", "}");
            metadata.forEach((name, text) -> texts.add(Json.quote(name) + ":" + Json.quote(text)));
            header.add(Json.quote(METADATA) + ":" + texts);
        }
        long at = 0;
        for (var entry : tensors) {
            Tensor x = entry.getValue();
            long end = at + x.numel() * x.dtype().bytes();
            header.add(Json.quote(entry.getKey()) + ":{\"dtype\":\"" + code(x.dtype()) + "\",\"shape\":"
                    + x.shape().toString().replace(" ", "") + ",\"data_offsets\":[" + at + "," + end + "]}");
            at = end;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = text.length + Math.floorMod(-8 - text.length, 64); // elements start at a multiple of 64
        ByteBuffer front = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        front.putLong(padded).put(text);
        while (front.hasRemaining()) front.put((byte) ' ');
        front.flip();
        while (front.hasRemaining()) channel.write(front);
        for (var entry : tensors) FileBytes.writeElements(channel, entry.getValue());
    }

    private static String code(DType dtype) {
        return switch (dtype) {
            case BOOL -> "BOOL";
            case UINT8 -> "U8";
            case INT32 -> "I32";
            case INT64 -> "I64";
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
        };
    }
}
