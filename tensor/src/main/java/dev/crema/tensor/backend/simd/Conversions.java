package dev.crema.tensor.backend.simd;

import static dev.crema.tensor.storage.NativeMemory.getByte;
import static dev.crema.tensor.storage.NativeMemory.getDouble;
import static dev.crema.tensor.storage.NativeMemory.getFloat;
import static dev.crema.tensor.storage.NativeMemory.getLong;
import static dev.crema.tensor.storage.NativeMemory.setDouble;
import static dev.crema.tensor.storage.NativeMemory.setFloat;
import static dev.crema.tensor.storage.NativeMemory.setLong;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Elements;
import dev.crema.tensor.storage.NativeMemory;

/// Copies with any strides, and between the types that labs convert: a loop for each, without a choice inside it.
final class Conversions {
    private Conversions() {}

    static boolean handles(DType from, DType to) {
        return from == to
                || (to == DType.FLOAT32 && from != DType.INT32)
                || (from == DType.FLOAT32 && (to == DType.FLOAT64 || to == DType.INT64))
                || (from == DType.BOOL && to == DType.INT64);
    }

    /// Copies `count` elements; steps are in bytes.
    static void copy(DType from, long source, long sourceStep, DType to, long target, long targetStep, long count) {
        if (from == to) same(from.bytes(), source, sourceStep, target, targetStep, count);
        else if (from == DType.FLOAT32) ofFloats(source, sourceStep, to, target, targetStep, count);
        else if (to == DType.INT64) flagsToLongs(source, sourceStep, target, targetStep, count);
        else toFloats(from, source, sourceStep, target, targetStep, count);
    }

    private static void same(int bytes, long source, long sourceStep, long target, long targetStep, long count) {
        if (sourceStep == bytes && targetStep == bytes) {
            NativeMemory.copy(source, target, count * bytes);
            return;
        }
        long s = source;
        long t = target;
        switch (bytes) {
            case 4 -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setFloat(t, getFloat(s));
            }
            case 8 -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setLong(t, getLong(s));
            }
            default -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) NativeMemory.setByte(t, getByte(s));
            }
        }
    }

    private static void ofFloats(long source, long sourceStep, DType to, long target, long targetStep, long count) {
        long s = source;
        long t = target;
        if (to == DType.FLOAT64)
            for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setDouble(t, getFloat(s));
        else for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setLong(t, Elements.whole(getFloat(s)));
    }

    private static void flagsToLongs(long source, long sourceStep, long target, long targetStep, long count) {
        long s = source;
        long t = target;
        for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setLong(t, getByte(s));
    }

    private static void toFloats(DType from, long source, long sourceStep, long target, long targetStep, long count) {
        long s = source;
        long t = target;
        switch (from) {
            case FLOAT64 -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setFloat(t, (float) getDouble(s));
            }
            case INT64 -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setFloat(t, (float) getLong(s));
            }
            case UINT8 -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setFloat(t, getByte(s) & 0xFF);
            }
            default -> {
                for (long i = 0; i < count; i++, s += sourceStep, t += targetStep) setFloat(t, getByte(s));
            }
        }
    }
}
