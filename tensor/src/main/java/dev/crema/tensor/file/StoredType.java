package dev.crema.tensor.file;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Elements;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The types of elements in files; each names the one of ours that holds its values without loss.
enum StoredType {
    BOOL(1, DType.BOOL),
    UINT8(1, DType.UINT8),
    INT8(1, DType.INT32),
    INT16(2, DType.INT32),
    UINT16(2, DType.INT32),
    INT32(4, DType.INT32),
    UINT32(4, DType.INT64),
    INT64(8, DType.INT64),
    UINT64(8, DType.INT64),
    FLOAT16(2, DType.FLOAT32),
    BFLOAT16(2, DType.FLOAT32),
    FLOAT32(4, DType.FLOAT32),
    FLOAT64(8, DType.FLOAT64);

    private final int bytes;
    private final DType dtype;

    StoredType(int bytes, DType dtype) {
        this.bytes = bytes;
        this.dtype = dtype;
    }

    /// The type in which we write ours.
    static StoredType of(DType dtype) {
        return valueOf(dtype.name());
    }

    /// The size of one element in the file.
    int bytes() {
        return bytes;
    }

    /// The type it becomes.
    DType dtype() {
        return dtype;
    }

    /// Whether the bytes are ours already. Booleans must be looked at: a foreign one may be any byte.
    boolean isOurs() {
        return this != BOOL && name().equals(dtype.name());
    }

    /// Converts `count` elements, one by one.
    ///
    /// @param address where the converted ones go, in `NativeMemory.ALL`
    /// @throws ArithmeticException for an uint64 that no int64 can hold
    void convert(MemorySegment from, long offset, ByteOrder order, long count, long address) {
        for (long i = 0; i < count; i++) {
            long at = offset + i * bytes;
            long to = address + i * dtype.bytes();
            switch (this) {
                case FLOAT16 -> Elements.set(dtype, to, Float.float16ToFloat(getShort(from, at, order)));
                case BFLOAT16 -> Elements.set(dtype, to, Float.intBitsToFloat(getShort(from, at, order) << 16));
                case FLOAT32 -> Elements.set(dtype, to, Float.intBitsToFloat(getInt(from, at, order)));
                case FLOAT64 -> Elements.set(dtype, to, Double.longBitsToDouble(getLong(from, at, order)));
                default -> Elements.setLong(dtype, to, integer(from, at, order));
            }
        }
    }

    private long integer(MemorySegment from, long at, ByteOrder order) {
        return switch (this) {
            case BOOL -> from.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1;
            case UINT8 -> from.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
            case INT8 -> from.get(ValueLayout.JAVA_BYTE, at);
            case INT16 -> getShort(from, at, order);
            case UINT16 -> getShort(from, at, order) & 0xFFFF;
            case INT32 -> getInt(from, at, order);
            case UINT32 -> getInt(from, at, order) & 0xFFFF_FFFFL;
            case UINT64 -> signed(getLong(from, at, order));
            default -> getLong(from, at, order);
        };
    }

    private static long signed(long value) {
        if (value < 0)
            throw new ArithmeticException("the uint64 value " + Long.toUnsignedString(value)
                    + " is larger than an int64 can be; store it as float64");
        return value;
    }

    private static short getShort(MemorySegment from, long at, ByteOrder order) {
        return from.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
    }

    private static int getInt(MemorySegment from, long at, ByteOrder order) {
        return from.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
    }

    private static long getLong(MemorySegment from, long at, ByteOrder order) {
        return from.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
    }
}
