package dev.crema.tensor.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Memory without native calls: a private mapping of an empty, sparse file. Pages are filled when first touched and
/// never written to the file, which is deleted at once. For a JVM that was started without our flags and would warn
/// about anything else.
final class MappedPages implements Pages {

    private final MemorySegment mapping;
    /// Free ranges by their start: neighbours are joined, so that a range of another size can be cut from them.
    private final NavigableMap<Long, Long> free = new TreeMap<>();

    MappedPages(long bytes) {
        this.mapping = map(bytes, 4);
        free.put(GRANULE, mapping.byteSize() - GRANULE); // address 0 means "none"
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
        long size = Pages.whole(bytes);
        for (var ranges = free.entrySet().iterator(); ranges.hasNext(); ) {
            Map.Entry<Long, Long> range = ranges.next();
            long address = range.getKey();
            long found = range.getValue();
            if (found < size) continue;
            ranges.remove();
            if (found > size) free.put(address + size, found - size);
            return address;
        }
        return 0;
    }

    @Override
    public synchronized void unmap(long address, long bytes) {
        long start = address;
        long size = Pages.whole(bytes);
        discard(start, size);
        Map.Entry<Long, Long> before = free.lowerEntry(address);
        if (before != null && before.getKey() + before.getValue() == address) {
            start = before.getKey();
            size += before.getValue();
        }
        Long after = free.remove(address + Pages.whole(bytes));
        if (after != null) size += after;
        free.put(start, size);
    }

    @Override
    public void discard(long address, long bytes) {
        long first = Pages.whole(address); // of a page that lies within in part, others have the rest
        long end = address + bytes & -GRANULE;
        if (end > first) mapping.asSlice(first, end - first).unload();
    }
}
