package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Floats between native memory and arrays.
final class Floats {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    private Floats() {}

    static void read(long address, float[] into, int count) {
        MemorySegment.copy(NativeMemory.slice(address, 4L * count), FLOAT, 0, into, 0, count);
    }

    static void write(float[] values, int count, long address) {
        MemorySegment.copy(values, 0, NativeMemory.slice(address, 4L * count), FLOAT, 0, count);
    }
}
