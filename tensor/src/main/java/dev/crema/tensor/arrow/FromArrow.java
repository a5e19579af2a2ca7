package dev.crema.tensor.arrow;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.jspecify.annotations.Nullable;

/// Arrow's buffers and vectors as tensors: on the same memory where type and alignment allow, else a copy.
public final class FromArrow {
    private static final int PAGE = 4096;
    private static final int OVERREAD = 64; // kernels may read one vector past the end

    /// Gives buffers back to Arrow when the tensors on them are unreachable.
    private static final class Returns {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private FromArrow() {}

    /// The first elements of a buffer.
    public static Tensor tensor(ArrowBuf buffer, DType dtype, int... sizes) {
        Layout layout = Layout.contiguous(sizes);
        long bytes = layout.numel() * dtype.bytes();
        if (bytes > buffer.capacity())
            throw new IllegalArgumentException("Arrow: " + layout + " of " + dtype + " needs " + bytes
                    + " bytes, the buffer has " + buffer.capacity());
        if (bytes > 0 && isUsable(buffer, bytes, dtype)) {
            Hold hold = new Hold(buffer);
            Owner owner = new Owner(hold);
            Returns.CLEANER.register(owner, hold);
            long address = buffer.memoryAddress() - NativeMemory.processAddress(0);
            return Tensor.wrap(Memory.adopt(dtype, layout.numel(), "Arrow", address, owner), layout);
        }
        Storage storage = Memory.allocateKept(dtype, layout.numel(), "Arrow");
        copy(buffer, bytes, storage.address());
        return Tensor.wrap(storage, layout);
    }

    /// Whether kernels can work in the buffer. What lies behind its end must be readable: it is Arrow's, or in the
    /// same page.
    private static boolean isUsable(ArrowBuf buffer, long bytes, DType dtype) {
        long first = buffer.memoryAddress();
        long behind = first + bytes + OVERREAD - 1;
        boolean readable = buffer.capacity() >= bytes + OVERREAD || behind / PAGE == (first + bytes - 1) / PAGE;
        return NativeMemory.isEverywhere() && readable && first % dtype.bytes() == 0 && dtype != DType.BOOL;
    }

    private static void copy(ArrowBuf buffer, long bytes, long address) {
        byte[] part = new byte[(int) Math.min(bytes, 1 << 20)];
        for (long done = 0; done < bytes; done += part.length) {
            int length = (int) Math.min(part.length, bytes - done);
            buffer.getBytes(done, part, 0, length);
            MemorySegment.copy(MemorySegment.ofArray(part), 0, NativeMemory.ALL, address + done, length);
        }
    }

    /// One reference to a buffer, given back once.
    private static final class Hold implements Runnable {
        private final ArrowBuf buffer;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Hold(ArrowBuf buffer) {
            this.buffer = buffer;
            buffer.getReferenceManager().retain();
        }

        @Override
        public void run() {
            if (open.getAndSet(false)) buffer.getReferenceManager().release();
        }
    }

    /// What a storage refers to: when it is unreachable, so are all tensors on the buffer.
    private static final class Owner implements Runnable {
        private final Hold hold;

        Owner(Hold hold) {
            this.hold = hold;
        }

        @Override
        public void run() {
            hold.run();
        }
    }

    /// The values of a column.
    public static Tensor tensor(ValueVector vector) {
        int rows = vector.getValueCount();
        ValueVector inner = vector;
        int[] sizes = {rows};
        if (vector instanceof FixedShapeTensorVector tensors) {
            refuseMissing(tensors.getUnderlyingVector(), vector.getName());
            inner = tensors.getUnderlyingVector().getDataVector();
            sizes = joined(sizes, tensors.type().shape().toInts());
        }
        while (inner instanceof FixedSizeListVector lists) {
            refuseMissing(lists, vector.getName());
            sizes = joined(sizes, lists.getListSize());
            inner = lists.getDataVector();
        }
        refuseMissing(inner, vector.getName());
        if (!(inner instanceof BaseFixedWidthVector numbers)) throw noNumbers(vector, inner);
        @Nullable DType dtype = ours(inner);
        return dtype == null ? converted(numbers, vector, sizes) : tensor(numbers.getDataBuffer(), dtype, sizes);
    }

    private static int[] joined(int[] sizes, int... more) {
        int[] all = Arrays.copyOf(sizes, sizes.length + more.length);
        System.arraycopy(more, 0, all, sizes.length, more.length);
        return all;
    }

    private static void refuseMissing(ValueVector vector, String name) {
        if (vector.getNullCount() > 0)
            throw new IllegalArgumentException("Arrow: the column " + name + " has " + vector.getNullCount()
                    + " missing values, which tensors cannot say; fill them first");
    }

    private static IllegalArgumentException noNumbers(ValueVector vector, ValueVector inner) {
        return new IllegalArgumentException("Arrow: the column " + vector.getName() + " holds no numbers but "
                + inner.getMinorType() + "; make numbers of it first");
    }

    /// The type whose bytes are the vector's; null if they must be converted.
    private static @Nullable DType ours(ValueVector vector) {
        return switch (vector) {
            case Float4Vector _ -> DType.FLOAT32;
            case Float8Vector _ -> DType.FLOAT64;
            case IntVector _ -> DType.INT32;
            case BigIntVector _ -> DType.INT64;
            case UInt1Vector _ -> DType.UINT8;
            default -> null;
        };
    }

    private static Tensor converted(BaseFixedWidthVector numbers, ValueVector vector, int... sizes) {
        int count = numbers.getValueCount();
        return switch (numbers) {
            case BitVector bits -> {
                boolean[] flags = new boolean[count];
                for (int i = 0; i < count; i++) flags[i] = bits.get(i) != 0;
                yield Tensor.of(flags).view(sizes);
            }
            case Float2Vector halves -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) values[i] = halves.getValueAsFloat(i);
                yield Tensor.of(values).view(sizes);
            }
            case TinyIntVector bytes -> integers(count, i -> bytes.get(i), DType.INT32, sizes);
            case SmallIntVector shorts -> integers(count, i -> shorts.get(i), DType.INT32, sizes);
            case UInt2Vector shorts -> integers(count, i -> shorts.get(i), DType.INT32, sizes);
            case UInt4Vector ints -> integers(count, i -> ints.get(i) & 0xFFFF_FFFFL, DType.INT64, sizes);
            default -> throw noNumbers(vector, numbers);
        };
    }

    private static Tensor integers(int count, java.util.function.IntToLongFunction value, DType dtype, int... sizes) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) values[i] = value.applyAsLong(i);
        return Tensor.of(dtype, values).view(sizes);
    }

    /// Columns of numbers side by side, `[rows, columns]`, in the type that holds all of them.
    public static Tensor matrix(VectorSchemaRoot root, String... columns) {
        String[] names = columns.length > 0
                ? columns
                : root.getFieldVectors().stream().map(FieldVector::getName).toArray(String[]::new);
        Tensor[] tensors = new Tensor[names.length];
        for (int i = 0; i < names.length; i++) {
            @Nullable FieldVector vector = root.getVector(names[i]);
            if (vector == null)
                throw new IllegalArgumentException("Arrow: there is no column " + names[i] + "; the table has "
                        + root.getFieldVectors().stream()
                                .map(FieldVector::getName)
                                .toList());
            Tensor column = tensor(vector);
            tensors[i] = column.dim() == 1 ? column.unsqueeze(1) : column.flatten(1);
        }
        return Tensor.cat(1, tensors);
    }
}
