package dev.crema.tensor.arrow;

import dev.crema.tensor.DType;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Tensors as Arrow's buffers and vectors, on the same memory.
public final class ToArrow {
    private static final class Shared {
        static final BufferAllocator ALLOCATOR = start();

        private static BufferAllocator start() {
            FixedShapeTensorType.register();
            return new RootAllocator();
        }
    }

    /// Whether the JVM lets `sun.misc.Unsafe` touch memory. Asked before Arrow does: it prints a stack trace if
    /// not.
    private static final class Permission {
        static final boolean GRANTED = ask();

        private static boolean ask() {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field instance = type.getDeclaredField("theUnsafe");
                instance.setAccessible(true);
                type.getMethod("arrayBaseOffset", Class.class).invoke(instance.get(null), byte[].class);
                return true;
            } catch (ReflectiveOperationException refused) {
                return false;
            }
        }
    }

    private ToArrow() {}

    /// The allocator of everything that is made here.
    ///
    /// @throws IllegalStateException where the JVM forbids what Arrow's buffers need, naming the flag
    public static BufferAllocator allocator() {
        if (!Permission.GRANTED)
            throw new IllegalStateException(
                    "Arrow: its buffers need sun.misc.Unsafe, which this JVM refuses; start java with"
                            + " --sun-misc-unsafe-memory-access=allow (Arrow.read and Arrow.write do without)");
        return Shared.ALLOCATOR;
    }

    /// The elements, row-major. The buffer keeps the memory alive until it is closed.
    public static ArrowBuf buffer(Tensor x) {
        BufferAllocator allocator = allocator();
        Tensor dense = x.detach().contiguous();
        long bytes = dense.numel() * dense.dtype().bytes();
        if (bytes == 0) return allocator.getEmpty();
        dense.storage().keep(); // a step that ends must not free it
        long address = dense.storage().address()
                + dense.layout().offset() * dense.dtype().bytes();
        ArrowBuf buffer = allocator.wrapForeignAllocation(new Loan(dense, bytes, address));
        buffer.writerIndex(bytes);
        return buffer;
    }

    /// Holds a tensor as long as Arrow holds its memory.
    private static final class Loan extends ForeignAllocation {
        private final Tensor tensor;

        Loan(Tensor tensor, long bytes, long address) {
            super(bytes, NativeMemory.processAddress(address));
            this.tensor = tensor;
        }

        @Override
        protected void release0() {
            java.lang.ref.Reference.reachabilityFence(tensor);
        }
    }

    /// A column: plain numbers, or a tensor of fixed shape in each row.
    public static FieldVector vector(String name, Tensor x) {
        Tensor rows = x.dim() == 0 ? x.view(1) : x;
        if (rows.dim() == 1) {
            FieldVector numbers = numbers(name, x.dtype());
            fill(numbers, rows);
            return numbers;
        }
        Shape shape = Shape.of(Arrays.copyOfRange(rows.layout().sizes(), 1, rows.dim()));
        FixedShapeTensorType type = new FixedShapeTensorType(shape);
        FixedShapeTensorVector column =
                (FixedShapeTensorVector) type.getNewVector(name, FieldType.nullable(type), allocator());
        FixedSizeListVector lists = column.getUnderlyingVector();
        try (FieldVector like = numbers("item", x.dtype())) {
            lists.addOrGetVector(FieldType.nullable(like.getField().getType()));
        }
        fill(lists.getDataVector(), rows.reshape(Math.toIntExact(x.numel())));
        lists.loadFieldBuffers(
                new ArrowFieldNode(rows.size(0), 0), List.of(allocator().getEmpty()));
        return column;
    }

    private static FieldVector numbers(String name, DType dtype) {
        BufferAllocator allocator = allocator();
        return switch (dtype) {
            case BOOL -> new BitVector(name, allocator);
            case UINT8 -> new UInt1Vector(name, allocator);
            case INT32 -> new IntVector(name, allocator);
            case INT64 -> new BigIntVector(name, allocator);
            case FLOAT32 -> new Float4Vector(name, allocator);
            case FLOAT64 -> new Float8Vector(name, allocator);
        };
    }

    private static void fill(FieldVector vector, Tensor x) {
        int count = Math.toIntExact(x.numel());
        if (vector instanceof BitVector bits) { // Arrow packs booleans, eight to a byte
            bits.allocateNew(count);
            int[] flags = x.toInts();
            for (int i = 0; i < count; i++) bits.set(i, flags[i]);
            bits.setValueCount(count);
            return;
        }
        ArrowBuf data = buffer(x);
        vector.loadFieldBuffers(
                new ArrowFieldNode(count, 0), List.of(allocator().getEmpty(), data));
        data.getReferenceManager().release(); // the vector has its own hold
    }

    /// A table of columns.
    public static VectorSchemaRoot root(Map<String, Tensor> columns) {
        List<FieldVector> vectors = new ArrayList<>();
        try {
            columns.forEach((name, x) -> vectors.add(vector(name, x)));
            for (FieldVector vector : vectors)
                if (vectors.getFirst().getValueCount() != vector.getValueCount())
                    throw new IllegalArgumentException(
                            "Arrow: the columns of a table have the same number of rows, here "
                                    + vectors.getFirst().getValueCount() + " and " + vector.getValueCount() + " ("
                                    + vector.getName() + ")");
            return new VectorSchemaRoot(vectors);
        } catch (RuntimeException refused) {
            vectors.forEach(FieldVector::close); // they hold their tensors
            throw refused;
        }
    }
}
