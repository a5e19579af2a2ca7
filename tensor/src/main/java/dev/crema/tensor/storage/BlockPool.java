package dev.crema.tensor.storage;

import java.util.Arrays;

/// The blocks of the whole process: small ones are cut from chunks, large ones are mapped one by one; what is free
/// waits for its next use. Threads keep a few blocks of their own in front of it (`LocalBlocks`).
final class BlockPool {
    static final BlockPool SHARED = new BlockPool(NativeMemory.PAGES, MemoryBudget.bytes());

    private static final long CHUNK = 16L << 20;
    private static final long LARGE = 4L << 20;
    /// Kernels may read one vector past the end of a block.
    private static final long GUARD = 4096;

    private final Pages pages;
    private final long budget;
    private final Stack[] free = new Stack[SizeClass.COUNT];
    private long chunkNext;
    private long chunkEnd;
    private long inUse;
    private long mapped;
    private long peak;

    BlockPool(Pages pages, long budget) {
        this.pages = pages;
        this.budget = budget;
        Arrays.setAll(free, _ -> new Stack());
    }

    /// A block of this class, or 0 if the budget or the system has no more.
    synchronized long acquire(int sizeClass) {
        long capacity = SizeClass.capacity(sizeClass);
        if (inUse + capacity > budget) return 0;
        long address = free[sizeClass].pop();
        if (address == 0) address = fresh(capacity);
        if (address != 0) {
            inUse += capacity;
            peak = Math.max(peak, inUse);
        }
        return address;
    }

    private long fresh(long capacity) {
        if (capacity < LARGE) {
            if (chunkEnd - chunkNext < capacity) {
                long chunk = pages.map(CHUNK);
                if (chunk == 0) return 0;
                mapped += CHUNK;
                chunkNext = chunk;
                chunkEnd = chunk + CHUNK - GUARD;
            }
            long address = chunkNext;
            chunkNext += capacity;
            return address;
        }
        if (mapped + capacity > budget) unmapFree();
        long address = pages.map(capacity + GUARD);
        if (address == 0) {
            unmapFree();
            address = pages.map(capacity + GUARD);
        }
        if (address != 0) mapped += capacity;
        return address;
    }

    /// Takes a block back.
    synchronized void release(int sizeClass, long address) {
        inUse -= SizeClass.capacity(sizeClass);
        free[sizeClass].push(address);
    }

    /// Gives large free blocks back to the operating system.
    synchronized void unmapFree() {
        for (int c = SizeClass.of(LARGE); c < free.length; c++) {
            for (long address = free[c].pop(); address != 0; address = free[c].pop()) {
                pages.unmap(address, SizeClass.capacity(c) + GUARD);
                mapped -= SizeClass.capacity(c);
            }
        }
    }

    synchronized long inUse() {
        return inUse;
    }

    synchronized long mapped() {
        return mapped;
    }

    synchronized long peak() {
        return peak;
    }

    long budget() {
        return budget;
    }

    /// Free blocks of one class, the last one freed on top: it is still in the cache.
    static final class Stack {
        private long[] addresses = new long[4];
        private int size;

        void push(long address) {
            if (size == addresses.length) addresses = Arrays.copyOf(addresses, 2 * size);
            addresses[size++] = address;
        }

        /// 0 if empty.
        long pop() {
            return size == 0 ? 0 : addresses[--size];
        }

        int size() {
            return size;
        }
    }
}
