package dev.crema.tensor.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// Memory without native calls: a private mapping of an empty, sparse file. Pages are filled when first touched and
/// never written to the file, which is deleted at once. For a JVM that was started without our flags and would warn
/// about anything else.
final class MappedPages implements Pages {
    private static final int PAGE = 4096;

    private final MemorySegment mapping;
    private final Map<Long, Deque<Long>> free = new TreeMap<>();
    private long next = PAGE; // address 0 means "none"

    MappedPages(long bytes) {
        this.mapping = map(bytes, 4);
    }

    /// Maps as much as the system lets us, at least a sixteenth of what was asked for.
    private static MemorySegment map(long bytes, int attempts) {
        try {
            Path file = Files.createTempFile("crema-", ".memory");
            try (var channel = FileChannel.open(
                    file,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(FileChannel.MapMode.PRIVATE, 0, bytes, Arena.global());
            }
        } catch (IOException refused) {
            if (attempts > 0) return map(bytes / 2, attempts - 1);
            throw new IllegalStateException(
                    "tensors need memory: cannot map " + bytes + " bytes in "
                            + System.getProperty("java.io.tmpdir") + " (" + refused.getMessage()
                            + "); start java with --enable-native-access=ALL-UNNAMED, or set java.io.tmpdir to a writable folder");
        }
    }

    MemorySegment mapping() {
        return mapping;
    }

    @Override
    public synchronized long map(long bytes) {
        Deque<Long> same = free.get(bytes);
        if (same != null && !same.isEmpty()) {
            long address = same.pop();
            mapping.asSlice(address, bytes).fill((byte) 0);
            return address;
        }
        long size = (bytes + PAGE - 1) & -PAGE;
        if (next + size > mapping.byteSize()) return 0;
        long address = next;
        next += size;
        return address;
    }

    @Override
    public synchronized void unmap(long address, long bytes) {
        free.computeIfAbsent(bytes, _ -> new ArrayDeque<>()).push(address);
    }
}
