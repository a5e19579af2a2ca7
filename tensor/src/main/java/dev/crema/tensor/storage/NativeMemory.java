package dev.crema.tensor.storage;

import dev.crema.tensor.backend.ffi.NativeLibrary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The memory that tensors live in, as one segment: an address is an offset into `ALL`, and kernels work on `ALL`
/// alone, so that the JIT sees one constant segment and can drop its checks.
///
/// Where the JVM grants native access the segment is the whole address space. Where it does not (plain `java -cp`
/// without flags, where granting it would print a warning) it is one lazily filled mapping, and nothing native is
/// called.
public final class NativeMemory {
    /// All memory a tensor can lie in.
    public static final MemorySegment ALL;

    /// Blocks are aligned to and padded up to this many bytes: a cache line, and Arrow's recommendation.
    public static final int ALIGNMENT = 64;

    static final Pages PAGES;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    static {
        if (NativeLibrary.isAllowed()) {
            ALL = NativeLibrary.everything();
            PAGES = SystemPages.isSupported() ? new SystemPages() : new ArenaPages();
        } else {
            MappedPages pages = new MappedPages(MemoryBudget.bytes());
            ALL = pages.mapping();
            PAGES = pages;
        }
    }

    private NativeMemory() {}

    /// Whether tensors can lie anywhere in memory, also where others put the bytes. If not, these must be copied.
    public static boolean isEverywhere() {
        return ALL.address() == 0;
    }

    /// The address in the process of what lies at `address` in `ALL`.
    public static long processAddress(long address) {
        return ALL.address() + address;
    }

    public static float getFloat(long address) {
        return ALL.get(FLOAT, address);
    }

    public static double getDouble(long address) {
        return ALL.get(DOUBLE, address);
    }

    public static int getInt(long address) {
        return ALL.get(INT, address);
    }

    public static long getLong(long address) {
        return ALL.get(LONG, address);
    }

    public static byte getByte(long address) {
        return ALL.get(BYTE, address);
    }

    public static void setFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    public static void setDouble(long address, double value) {
        ALL.set(DOUBLE, address, value);
    }

    public static void setInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    public static void setLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    public static void setByte(long address, byte value) {
        ALL.set(BYTE, address, value);
    }

    /// Copies bytes between two places that may overlap.
    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    /// Sets bytes to zero.
    public static void clear(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    /// The memory from an address on, for reading and writing by other means than tensors.
    public static MemorySegment slice(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }
}
