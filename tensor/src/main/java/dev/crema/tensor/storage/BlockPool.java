package dev.crema.tensor.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The blocks of the whole process: small ones are cut from chunks, large ones are mapped one by one. What is free
/// waits for its next use, as long as it is not too much. Threads keep a few small blocks of their own in front of
/// it (`LocalBlocks`).
final class BlockPool {
    static final BlockPool SHARED = new BlockPool(NativeMemory.PAGES, MemoryBudget.bytes());

    /// From this size on a block that the garbage collector freed goes back to the operating system at once: its
    /// pages cost more than filling them anew, and a loop that makes such tensors rarely makes the same again.
    static final long HUGE = 64L << 20;

    private static final long CHUNK = 16L << 20;
    private static final long LARGE = 4L << 20;
    /// Smaller blocks are not worth a call of the operating system.
    private static final long PURGEABLE = 64L << 10;
    /// Kernels may read one vector past the end of a block.
    private static final long GUARD = 4096;

    private final Pages pages;
    private final long budget;
    private final long mostIdle;
    private final @Nullable Stack[] free = new Stack[SizeClass.COUNT];
    /// Free blocks of a chunk whose pages went back to the operating system; touched again, they are filled anew.
    private final @Nullable Stack[] purged = new Stack[SizeClass.of(LARGE) + 1];

    private long chunkNext;
    private long chunkEnd;
    private long inUse;
    private long idle;
    private long peak;
    private long changes;

    BlockPool(Pages pages, long budget) {
        this.pages = pages;
        this.budget = budget;
        this.mostIdle = Math.max(LARGE, budget / 4);
    }

    /// A block of this class, or 0 if the budget or the system has no more.
    synchronized long acquire(int sizeClass) {
        long capacity = SizeClass.capacity(sizeClass);
        if (inUse + capacity > budget) return 0;
        changes++;
        long address = pop(free, sizeClass);
        if (address == 0) {
            if (inUse + idle + capacity > budget) purge(budget - inUse - capacity);
            address = fresh(sizeClass, capacity);
        } else if (capacity >= PURGEABLE) idle -= capacity;
        if (address != 0) {
            inUse += capacity;
            peak = Math.max(peak, inUse);
        }
        return address;
    }

    private long fresh(int sizeClass, long capacity) {
        Reclaimer.grown();
        if (capacity < LARGE) {
            long purgedBefore = pop(purged, sizeClass);
            return purgedBefore == 0 ? cut(capacity) : purgedBefore;
        }
        long address = pages.map(capacity + GUARD);
        if (address == 0 && idle > 0) {
            purge(0);
            address = pages.map(capacity + GUARD);
        }
        return address;
    }

    private long cut(long capacity) {
        if (chunkEnd - chunkNext < capacity) {
            long chunk = pages.map(CHUNK);
            if (chunk == 0) return 0;
            chunkNext = chunk;
            chunkEnd = chunk + CHUNK - GUARD;
        }
        long address = chunkNext;
        chunkNext += capacity;
        return address;
    }

    /// Takes a block back that is likely to be asked for again soon.
    synchronized void release(int sizeClass, long address) {
        long capacity = SizeClass.capacity(sizeClass);
        inUse -= capacity;
        changes++;
        push(free, sizeClass, address);
        if (capacity < PURGEABLE) return;
        idle += capacity;
        if (idle > mostIdle) purge(mostIdle / 2);
    }

    /// Takes back a block that the garbage collector freed.
    synchronized void collected(int sizeClass, long address) {
        long capacity = SizeClass.capacity(sizeClass);
        if (capacity < HUGE) {
            release(sizeClass, address);
            return;
        }
        inUse -= capacity;
        changes++;
        pages.unmap(address, capacity + GUARD);
    }

    /// Gives the pages of free blocks back to the operating system, the largest first, until so many bytes are
    /// left.
    synchronized void purge(long remaining) {
        int smallest = SizeClass.of(PURGEABLE);
        for (int c = free.length - 1; c >= smallest && idle > remaining; c--) {
            long capacity = SizeClass.capacity(c);
            while (idle > remaining) {
                long address = pop(free, c);
                if (address == 0) break;
                idle -= capacity;
                if (capacity >= LARGE) pages.unmap(address, capacity + GUARD);
                else {
                    pages.discard(address, capacity);
                    push(purged, c, address);
                }
            }
        }
    }

    synchronized long inUse() {
        return inUse;
    }

    /// Bytes of free blocks whose pages are still there.
    synchronized long idle() {
        return idle;
    }

    synchronized long peak() {
        return peak;
    }

    /// How often a block was taken or returned: if it does not change, nobody works.
    synchronized long changes() {
        return changes;
    }

    long budget() {
        return budget;
    }

    private static long pop(@Nullable Stack[] stacks, int sizeClass) {
        Stack stack = stacks[sizeClass];
        return stack == null ? 0 : stack.pop();
    }

    private static void push(@Nullable Stack[] stacks, int sizeClass, long address) {
        Stack stack = stacks[sizeClass];
        if (stack == null) stacks[sizeClass] = stack = new Stack();
        stack.push(address);
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
