package dev.crema.nn;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named tensors and a few texts in one file of the safetensors format: eight bytes with the length of a JSON
/// header, the header (name → type, shape, place), then the values.
///
/// @param tensors the values by name
/// @param metadata the texts by name
public record StateFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final Map<DType, String> NAMES = Map.of(
            DType.BOOL,
            "BOOL",
            DType.UINT8,
            "U8",
            DType.INT32,
            "I32",
            DType.INT64,
            "I64",
            DType.FLOAT32,
            "F32",
            DType.FLOAT64,
            "F64");

    public StateFile {
        tensors = new LinkedHashMap<>(tensors);
        metadata = new LinkedHashMap<>(metadata);
    }

    /// Writes the file under another name first, so that a crash leaves the old one.
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                byte[] header = header();
                ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
                write(channel, start.putLong(header.length).put(header).flip());
                for (Tensor tensor : tensors.values()) {
                    Tensor dense = dense(tensor);
                    write(channel, bytes(dense).asByteBuffer());
                    java.lang.ref.Reference.reachabilityFence(dense);
                }
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Tensor dense(Tensor tensor) {
        Tensor values = tensor.detach();
        return values.isContiguous() ? values : values.copy();
    }

    private static MemorySegment bytes(Tensor dense) {
        int width = dense.dtype().bytes();
        return NativeMemory.ALL.asSlice(
                dense.storage().address() + dense.layout().offset() * width, dense.numel() * width);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    private byte[] header() {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) header.add("__metadata__", new Gson().toJsonTree(metadata));
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            JsonObject place = new JsonObject();
            place.addProperty("dtype", NAMES.get(tensor.dtype()));
            place.add("shape", new Gson().toJsonTree(tensor.layout().sizes()));
            JsonArray span = new JsonArray();
            span.add(offset);
            offset += tensor.numel() * tensor.dtype().bytes();
            span.add(offset);
            place.add("data_offsets", span);
            header.add(entry.getKey(), place);
        }
        String text = header.toString();
        // values start at a multiple of eight, as readers that map the file want it
        int padding = -text.getBytes(StandardCharsets.UTF_8).length & 7;
        return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no safetensors file
    public static StateFile read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, length, 0);
            long headerBytes = length.getLong(0);
            if (headerBytes < 2 || headerBytes > channel.size() - 8) throw damaged(file, "its header does not fit");
            ByteBuffer header = ByteBuffer.allocate(Math.toIntExact(headerBytes));
            readFully(channel, header, 8);
            JsonObject json = new Gson().fromJson(new String(header.array(), StandardCharsets.UTF_8), JsonObject.class);
            return read(file, channel, json, 8 + headerBytes);
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException("load: there is no file " + file.toAbsolutePath(), absent);
        } catch (JsonParseException | ArithmeticException failure) {
            throw damaged(file, String.valueOf(failure.getMessage()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static StateFile read(Path file, FileChannel channel, JsonObject json, long start) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            JsonObject place = entry.getValue().getAsJsonObject();
            if (entry.getKey().equals("__metadata__"))
                place.entrySet()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().getAsString()));
            else tensors.put(entry.getKey(), tensor(file, channel, place, start));
        }
        return new StateFile(tensors, metadata);
    }

    private static Tensor tensor(Path file, FileChannel channel, JsonObject place, long start) throws IOException {
        String name = place.get("dtype").getAsString();
        DType dtype = NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> damaged(file, "the type " + name + " is not supported"));
        int[] sizes = new Gson().fromJson(place.get("shape"), int[].class);
        Tensor tensor = Tensor.zeros(sizes).to(dtype);
        JsonArray span = place.getAsJsonArray("data_offsets");
        ByteBuffer target = bytes(tensor).asByteBuffer();
        long from = span.get(0).getAsLong();
        if (span.get(1).getAsLong() - from != target.remaining()
                || start + span.get(1).getAsLong() > channel.size()) throw damaged(file, "a tensor does not fit");
        readFully(channel, target, start + from);
        java.lang.ref.Reference.reachabilityFence(tensor);
        return tensor;
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
        long at = from;
        while (target.hasRemaining()) {
            int count = channel.read(target, at);
            if (count < 0) throw new IOException("the file ends early");
            at += count;
        }
    }

    private static IllegalArgumentException damaged(Path file, String why) {
        return new IllegalArgumentException("load: " + file + " is no safetensors file: " + why);
    }
}
