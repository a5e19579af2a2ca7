package dev.crema.tensor.storage;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Memory from arenas, for operating systems whose calls we do not know (Windows).
final class ArenaPages implements Pages {
    private static final int PAGE = 4096;

    private final Map<Long, Arena> arenas = new ConcurrentHashMap<>();

    @Override
    public long map(long bytes) {
        Arena arena = Arena.ofShared();
        try {
            long address = arena.allocate(bytes, PAGE).address();
            arenas.put(address, arena);
            return address;
        } catch (OutOfMemoryError none) {
            arena.close();
            return 0;
        }
    }

    @Override
    public void unmap(long address, long bytes) {
        Arena arena = arenas.remove(address);
        if (arena != null) arena.close();
    }

    @Override
    public void discard(long address, long bytes) {
        // an arena gives back all or nothing
    }
}
