package dev.crema.tensor.file;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/// Writes tensors as the columns of an Arrow IPC file or stream: one row per slice along the first dimension, plain
/// numbers or `arrow.fixed_shape_tensor`. The elements go straight from a tensor's memory into the file.
public final class IpcWriter {
    private static final byte[] MAGIC = "ARROW1\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ALIGNMENT = 64;

    private final FileChannel channel;
    private final Map<String, Tensor> columns;
    private final int rows;

    private IpcWriter(FileChannel channel, Map<String, Tensor> columns, int rows) {
        this.channel = channel;
        this.columns = columns;
        this.rows = rows;
    }

    /// Writes columns by name, as a stream if the name ends with `.arrows`, else as a file.
    public static void write(String file, Map<String, Tensor> columns) {
        int rows = rows(columns);
        boolean stream = FileBytes.ending(file).equals("arrows");
        FileBytes.write(file, channel -> new IpcWriter(channel, columns, rows).write(stream));
    }

    private static int rows(Map<String, Tensor> columns) {
        int rows = -1;
        for (Tensor x : columns.values()) {
            int here = x.dim() == 0 ? 1 : x.size(0);
            if (rows >= 0 && rows != here)
                throw new IllegalArgumentException("save: the columns of an Arrow file have the same number of rows,"
                        + " here " + rows + " and " + here + " " + x.shape()
                        + "; save them apart, or in one .safetensors file");
            rows = here;
        }
        if (rows < 0) throw new IllegalArgumentException("save: there is no tensor to write");
        return rows;
    }

    private void write(boolean stream) throws IOException {
        if (!stream) put(MAGIC);
        FlatBufferBuilder schema = new FlatBufferBuilder();
        message(schema, MessageHeader.Schema, schema(schema), 0);
        long start = channel.position();
        long bodyLength = bodyLength();
        FlatBufferBuilder batch = new FlatBufferBuilder();
        message(batch, MessageHeader.RecordBatch, batch(batch), bodyLength);
        int metadataLength = (int) (channel.position() - start);
        for (Tensor x : columns.values()) body(x);
        put(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
        if (!stream) footer(start, metadataLength, bodyLength);
    }

    private void put(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) channel.write(buffer);
    }

    private void message(FlatBufferBuilder builder, byte type, int header, long bodyLength) throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
        byte[] metadata = builder.sizedByteArray();
        // what follows starts at a multiple of 64, so that a mapped file can be computed on
        long end = channel.position() + 8 + metadata.length;
        int padded = metadata.length + (int) Math.floorMod(-end, (long) ALIGNMENT);
        ByteBuffer front = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        front.putInt(-1).putInt(padded).put(metadata);
        put(front.array());
    }

    private int schema(FlatBufferBuilder builder) {
        int[] fields = columns.entrySet().stream()
                .mapToInt(column -> field(builder, column.getKey(), column.getValue()))
                .toArray();
        return Schema.createSchema(builder, (short) 0, Schema.createFieldsVector(builder, fields), 0, 0);
    }

    private static int field(FlatBufferBuilder builder, String name, Tensor x) {

        byte type = typeOf(x.dtype());
        if (x.dim() < 2) {
            int scalar = x.dim() == 0 ? metadata(builder, IpcField.SCALAR, "true") : 0;
            return field(builder, name, type, type(builder, x.dtype()), 0, scalar);
        }
        int numbers = type(builder, x.dtype());
        int item = field(builder, "item", type, numbers, 0, 0);
        int children = Field.createChildrenVector(builder, new int[] {item});
        int metadata = metadata(
                builder,
                IpcField.EXTENSION,
                IpcField.TENSOR,
                IpcField.EXTENSION_METADATA,
                "{\"shape\":" + row(x) + "}");
        int list = FixedSizeList.createFixedSizeList(builder, rowLength(x));
        return field(builder, name, Type.FixedSizeList, list, children, metadata);
    }

    private static int field(
            FlatBufferBuilder builder, String name, byte typeCode, int type, int children, int metadata) {
        int text = builder.createString(name);
        int none = children == 0 ? Field.createChildrenVector(builder, new int[0]) : children;
        return Field.createField(builder, text, true, typeCode, type, 0, none, metadata);
    }

    private static int metadata(FlatBufferBuilder builder, String... keysAndValues) {
        int[] entries = new int[keysAndValues.length / 2];
        for (int i = 0; i < entries.length; i++)
            entries[i] = KeyValue.createKeyValue(
                    builder,
                    builder.createString(keysAndValues[2 * i]),
                    builder.createString(keysAndValues[2 * i + 1]));
        return Field.createCustomMetadataVector(builder, entries);
    }

    private static String row(Tensor x) {
        int[] sizes = x.layout().sizes();
        return Arrays.toString(Arrays.copyOfRange(sizes, 1, sizes.length)).replace(" ", "");
    }

    private static int rowLength(Tensor x) {
        long length = 1;
        for (int d = 1; d < x.dim(); d++) length *= x.size(d);
        return Math.toIntExact(length);
    }

    private static byte typeOf(DType dtype) {
        return switch (dtype) {
            case BOOL -> Type.Bool;
            case UINT8, INT32, INT64 -> Type.Int;
            case FLOAT32, FLOAT64 -> Type.FloatingPoint;
        };
    }

    private static int type(FlatBufferBuilder builder, DType dtype) {
        return switch (dtype) {
            case BOOL -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
            case UINT8 -> Int.createInt(builder, 8, false);
            case INT32 -> Int.createInt(builder, 32, true);
            case INT64 -> Int.createInt(builder, 64, true);
            case FLOAT32 -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
        };
    }

    private static long bytes(Tensor x) {
        return x.dtype() == DType.BOOL
                ? (x.numel() + 7) / 8
                : x.numel() * x.dtype().bytes();
    }

    private static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private long bodyLength() {
        return columns.values().stream().mapToLong(x -> padded(bytes(x))).sum();
    }

    private int batch(FlatBufferBuilder builder) {
        List<long[]> nodes = new ArrayList<>();
        List<long[]> buffers = new ArrayList<>();
        long at = 0;
        for (Tensor x : columns.values()) {
            if (x.dim() >= 2) {
                nodes.add(new long[] {rows, 0});
                buffers.add(new long[] {at, 0}); // no validity: nothing is missing
            }
            nodes.add(new long[] {x.numel(), 0});
            buffers.add(new long[] {at, 0});
            buffers.add(new long[] {at, bytes(x)});
            at += padded(bytes(x));
        }
        RecordBatch.startNodesVector(builder, nodes.size()); // flatbuffers are built from the end
        for (long[] node : nodes.reversed()) FieldNode.createFieldNode(builder, node[0], node[1]);
        int allNodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (long[] buffer : buffers.reversed()) Buffer.createBuffer(builder, buffer[0], buffer[1]);
        int allBuffers = builder.endVector();
        return RecordBatch.createRecordBatch(builder, rows, allNodes, allBuffers, 0, 0);
    }

    private void body(Tensor x) throws IOException {
        if (x.dtype() == DType.BOOL) put(bits(x));
        else FileBytes.writeElements(channel, x);
        put(new byte[(int) (padded(bytes(x)) - bytes(x))]);
    }

    private static byte[] bits(Tensor x) {
        Tensor dense = x.contiguous();
        byte[] bits = new byte[Math.toIntExact(bytes(x))];
        long start = dense.storage().address() + dense.layout().offset();
        for (long i = 0; i < dense.numel(); i++)
            if (NativeMemory.getByte(start + i) != 0) bits[(int) (i >>> 3)] |= (byte) (1 << (i & 7));
        Reference.reachabilityFence(dense);
        return bits;
    }

    private void footer(long start, int metadataLength, long bodyLength) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder);
        Footer.startRecordBatchesVector(builder, 1);
        Block.createBlock(builder, start, metadataLength, bodyLength);
        int blocks = builder.endVector();
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        builder.finish(Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaries, blocks, 0));
        byte[] footer = builder.sizedByteArray();
        put(footer);
        put(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        put(Arrays.copyOf(MAGIC, 6));
    }
}
