package dev.crema.tensor.storage;

import org.jspecify.annotations.Nullable;

/// The free blocks that one thread keeps for itself, so that taking and returning a block needs no lock.
final class LocalBlocks {
    private static final long KEPT_BYTES = 8L << 20; // in each class
    private static final int KEPT_BLOCKS = 256;

    private final BlockPool pool;
    private final BlockPool.@Nullable Stack[] free = new BlockPool.Stack[SizeClass.COUNT];

    LocalBlocks(BlockPool pool) {
        this.pool = pool;
    }

    /// A block of this class; 0 if there is none within the budget.
    long acquire(int sizeClass) {
        BlockPool.@Nullable Stack stack = free[sizeClass];
        if (stack != null) {
            long address = stack.pop();
            if (address != 0) return address;
        }
        return pool.acquire(sizeClass);
    }

    void release(int sizeClass, long address) {
        BlockPool.@Nullable Stack stack = free[sizeClass];
        if (stack == null) free[sizeClass] = stack = new BlockPool.Stack();
        long capacity = SizeClass.capacity(sizeClass);
        if (stack.size() < KEPT_BLOCKS && (stack.size() + 1) * capacity <= KEPT_BYTES) stack.push(address);
        else pool.release(sizeClass, address);
    }

    /// Hands everything back to the process, when the thread has ended or memory is short.
    void returnAll() {
        for (int c = 0; c < free.length; c++) {
            BlockPool.@Nullable Stack stack = free[c];
            if (stack == null) continue;
            for (long address = stack.pop(); address != 0; address = stack.pop()) pool.release(c, address);
        }
    }
}
