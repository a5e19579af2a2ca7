package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.NativeMemory;

/// One element of any type, at an address.
public final class Elements {
    private Elements() {}

    /// The element as a double; exact for all types but large int64 values.
    public static double get(DType dtype, long address) {
        return switch (dtype) {
            case FLOAT32 -> NativeMemory.getFloat(address);
            case FLOAT64 -> NativeMemory.getDouble(address);
            default -> getLong(dtype, address);
        };
    }

    /// The element as a long; floats lose their fraction.
    public static long getLong(DType dtype, long address) {
        return switch (dtype) {
            case INT64 -> NativeMemory.getLong(address);
            case INT32 -> NativeMemory.getInt(address);
            case UINT8 -> NativeMemory.getByte(address) & 0xFF;
            case BOOL -> NativeMemory.getByte(address);
            case FLOAT32 -> (long) NativeMemory.getFloat(address);
            case FLOAT64 -> (long) NativeMemory.getDouble(address);
        };
    }

    /// Stores a double; integers lose its fraction, booleans become "not zero". What does not fit into int32 or
    /// int64 (NaN, infinity) becomes the smallest integer, as the processor and PyTorch have it.
    public static void set(DType dtype, long address, double value) {
        switch (dtype) {
            case FLOAT32 -> NativeMemory.setFloat(address, (float) value);
            case FLOAT64 -> NativeMemory.setDouble(address, value);
            case BOOL -> NativeMemory.setByte(address, (byte) (value != 0 ? 1 : 0));
            case INT32 -> NativeMemory.setInt(address, Math.abs(value) < 0x1p31 ? (int) value : Integer.MIN_VALUE);
            case INT64 -> NativeMemory.setLong(address, whole(value));
            case UINT8 -> NativeMemory.setByte(address, (byte) whole(value));
        }
    }

    /// A double without its fraction; `Long.MIN_VALUE` if it does not fit.
    public static long whole(double value) {
        return Math.abs(value) < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    /// Stores a long; narrower integers keep the low bits.
    public static void setLong(DType dtype, long address, long value) {
        switch (dtype) {
            case INT64 -> NativeMemory.setLong(address, value);
            case INT32 -> NativeMemory.setInt(address, (int) value);
            case UINT8 -> NativeMemory.setByte(address, (byte) value);
            case BOOL -> NativeMemory.setByte(address, (byte) (value != 0 ? 1 : 0));
            case FLOAT32 -> NativeMemory.setFloat(address, (float) value);
            case FLOAT64 -> NativeMemory.setDouble(address, (double) value);
        }
    }
}
