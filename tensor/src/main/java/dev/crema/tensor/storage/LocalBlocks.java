package dev.crema.tensor.storage;

import org.jspecify.annotations.Nullable;

/// The small free blocks that one thread keeps for itself, so that taking and returning one needs no lock. Larger
/// ones go to the pool of the process, where a lock is little beside the work that is done on them.
final class LocalBlocks {
    private static final int LARGEST = SizeClass.of(128 << 10);
    private static final long KEPT_BYTES = 1L << 20; // in each class
    private static final int KEPT_BLOCKS = 256;

    private final BlockPool pool;
    private final BlockPool.@Nullable Stack[] free = new BlockPool.Stack[LARGEST + 1];

    LocalBlocks(BlockPool pool) {
        this.pool = pool;
    }

    /// A block of this class; 0 if there is none within the budget.
    long acquire(int sizeClass) {
        BlockPool.@Nullable Stack stack = sizeClass <= LARGEST ? free[sizeClass] : null;
        if (stack != null) {
            long address = stack.pop();
            if (address != 0) return address;
        }
        return pool.acquire(sizeClass);
    }

    /// Takes a block back that is likely to be asked for again soon.
    void release(int sizeClass, long address) {
        if (!keeps(sizeClass, address)) pool.release(sizeClass, address);
    }

    /// Takes back a block that the garbage collector freed.
    void collected(int sizeClass, long address) {
        if (!keeps(sizeClass, address)) pool.collected(sizeClass, address);
    }

    private boolean keeps(int sizeClass, long address) {
        if (sizeClass > LARGEST) return false;
        BlockPool.@Nullable Stack stack = free[sizeClass];
        if (stack == null) free[sizeClass] = stack = new BlockPool.Stack();
        if (stack.size() >= KEPT_BLOCKS || (stack.size() + 1) * SizeClass.capacity(sizeClass) > KEPT_BYTES)
            return false;
        stack.push(address);
        return true;
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
