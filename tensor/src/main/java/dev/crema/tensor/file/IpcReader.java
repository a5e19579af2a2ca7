package dev.crema.tensor.file;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.OutOfTensorMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/// Arrow's IPC files and streams, column by column as tensors. A file is a stream between two magic words, so both
/// are read alike. Only Arrow's flatbuffer classes are used: nothing here needs a flag. Format: Arrow columnar
/// format, "Serialization and interprocess communication".
public final class IpcReader {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    private final FileBytes file;
    private final Set<String> wanted;
    private final List<IpcField> fields = new ArrayList<>();
    private final Map<IpcField, List<Batch>> batches = new LinkedHashMap<>();

    private IpcReader(FileBytes file, Set<String> wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /// The numbers of one column in one batch.
    private record Batch(long at, long elements, long rows) {}

    /// The columns of a file as tensors.
    ///
    /// @param columns which ones; all if none is named
    public static Map<String, Tensor> read(String file, String... columns) {
        FileBytes bytes = FileBytes.open("load", file);
        IpcReader reader = new IpcReader(bytes, Set.of(columns));
        try {
            reader.messages();
            return reader.tensors();
        } catch (IllegalArgumentException | OutOfTensorMemory refused) {
            throw refused;
        } catch (RuntimeException damaged) { // flatbuffers trust what they read
            throw bytes.refused("its metadata is damaged (" + damaged.getMessage() + "); save or download it again");
        }
    }

    private void messages() {
        boolean isFile = file.size() >= 8 && Arrays.equals(file.copyOf(0, MAGIC.length), MAGIC);
        if (isFile && !Arrays.equals(file.copyOf(file.size() - MAGIC.length, MAGIC.length), MAGIC))
            throw file.refused("it is cut off: an Arrow file ends with ARROW1; save or download it again");
        long at = isFile ? 8 : 0;
        while (at + 4 <= file.size()) {
            boolean marked = file.int32(at) == -1; // since format version 0.15
            long length = Integer.toUnsignedLong(file.int32(marked ? at + 4 : at));
            if (length == 0) return;
            long start = at + (marked ? 8 : 4);
            if (start + length > file.size() || length > Integer.MAX_VALUE) throw notArrow(at, length);
            Message message = Message.getRootAsMessage(
                    ByteBuffer.wrap(file.copyOf(start, length)).order(ByteOrder.LITTLE_ENDIAN));
            long body = start + length;
            if (message.bodyLength() < 0 || message.bodyLength() > file.size() - body)
                throw file.refused("it is cut off: a batch should have " + message.bodyLength()
                        + " bytes, the file has " + (file.size() - body) + " left; save or download it again");
            message(message, body);
            at = body + message.bodyLength();
        }
        if (fields.isEmpty()) throw notArrow(0, 0);
    }

    private IllegalArgumentException notArrow(long at, long length) {
        return file.refused("it is cut off or no Arrow file or stream: a message at byte " + at + " should have "
                + length + " bytes, the file has " + file.size() + " altogether");
    }

    private void message(Message message, long body) {
        if (message.headerType() == MessageHeader.Schema) schema((Schema) message.header(new Schema()));
        else if (message.headerType() == MessageHeader.RecordBatch)
            batch((RecordBatch) message.header(new RecordBatch()), body, message.bodyLength());
        // dictionaries hold the words of columns that are no numbers
    }

    private void schema(Schema schema) {
        if (schema.endianness() != 0) throw file.refused("it is big-endian; write it on a little-endian machine");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            IpcField field;
            try {
                field = IpcField.of(schema.fields(i));
            } catch (IllegalArgumentException impossible) {
                throw file.refused(String.valueOf(impossible.getMessage()));
            }
            fields.add(field);
            names.add(field.name());
            if (!wanted.isEmpty() && !wanted.contains(field.name())) continue;
            if (field.type() == null)
                throw file.refused("the column " + field.name() + " holds no numbers but " + field.describedType()
                        + "; name the columns to read: Arrow.read(file, \"a\", \"b\")");
            batches.put(field, new ArrayList<>());
        }
        for (String name : wanted)
            if (!names.contains(name)) throw file.refused("there is no column " + name + "; it has " + names);
    }

    private void batch(RecordBatch batch, long body, long bodyLength) {
        if (batch.compression() != null)
            throw file.refused("it is compressed with "
                    + CompressionType.name(batch.compression().codec())
                    + "; write it without: in pyarrow feather.write_feather(table, file, compression='uncompressed')");
        int node = 0;
        int buffer = 0;
        for (IpcField field : fields) {
            List<Batch> into = batches.get(field);
            if (into != null) into.add(numbers(field, batch, node, buffer, body, bodyLength));
            node += field.nodes();
            buffer += field.buffers();
        }
    }

    private Batch numbers(IpcField field, RecordBatch batch, int node, int buffer, long body, long bodyLength) {
        StoredType type = Objects.requireNonNull(field.type());
        for (int i = 0; i < field.nodes(); i++) {
            FieldNode part = batch.nodes(node + i);
            if (part.nullCount() != 0)
                throw file.refused("the column " + field.name() + " has " + part.nullCount()
                        + " missing values; fill them before writing, in pyarrow with column.fill_null(0)");
        }
        Buffer data = batch.buffers(buffer + field.buffers() - 1);
        long rows = batch.length();
        long[] sizes = LongStream.concat(LongStream.of(rows), LongStream.of(field.rowSizes()))
                .toArray();
        long elements = file.count("the column " + field.name(), type, sizes);
        long need = type == StoredType.BOOL ? (elements + 7) / 8 : elements * type.bytes();
        if (data.offset() < 0 || data.offset() > bodyLength - need || data.length() < need)
            throw file.refused("the column " + field.name() + " needs " + need + " bytes, has " + data.length() + " at "
                    + data.offset() + " in a batch of " + bodyLength + "; the file is damaged");
        return new Batch(body + data.offset(), elements, rows);
    }

    private Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        batches.forEach((field, parts) -> tensors.put(field.name(), tensor(field, parts)));
        return tensors;
    }

    private Tensor tensor(IpcField field, List<Batch> parts) {
        StoredType type = Objects.requireNonNull(field.type());
        int[] sizes = new int[1 + field.rowSizes().length];
        sizes[0] = Math.toIntExact(parts.stream().mapToLong(Batch::rows).sum());
        System.arraycopy(FileBytes.ints(field.rowSizes()), 0, sizes, 1, sizes.length - 1);
        Layout layout = Layout.contiguous(field.scalar() && sizes.length == 1 && sizes[0] == 1 ? new int[0] : sizes);
        Tensor whole = type == StoredType.BOOL
                ? bits(layout, parts)
                : FileBytes.join(
                        type.dtype(),
                        layout,
                        parts.stream()
                                .map(part -> new FileBytes.Piece(
                                        file, type, ByteOrder.LITTLE_ENDIAN, part.at, part.elements))
                                .toArray(FileBytes.Piece[]::new));
        if (field.order().length == 0) return whole;
        int[] order = new int[sizes.length];
        for (int d = 1; d < order.length; d++) order[d] = 1 + field.order()[d - 1];
        return whole.permute(order);
    }

    private Tensor bits(Layout layout, List<Batch> parts) {
        Storage storage = Memory.allocateKept(DType.BOOL, layout.numel(), "load");
        long to = storage.address();
        for (Batch part : parts)
            for (long i = 0; i < part.elements; i++)
                NativeMemory.setByte(to++, (byte)
                        (file.bytes().get(ValueLayout.JAVA_BYTE, part.at + (i >>> 3)) >>> (i & 7) & 1));
        return Tensor.wrap(storage, layout);
    }
}
