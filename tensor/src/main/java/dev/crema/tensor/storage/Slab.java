package dev.crema.tensor.storage;

/// A run of equal blocks that the garbage collector frees: every storage cut from it refers to it, and when the
/// last of them is unreachable the memory goes back to the pool. One reference watches many small tensors, which
/// makes them as cheap as Java objects.
final class Slab {
    private static final int RUN_BYTES = 128 << 10;
    private static final int RUN_BLOCKS = 64;

    private final SlabWatch watch;
    private final long blockBytes;
    private final long end;
    private long next;

    private Slab(long address, int sizeClass, int blocks, long blockBytes) {
        this.blockBytes = blockBytes;
        this.next = address;
        this.end = address + blocks * blockBytes;
        this.watch = new SlabWatch(this, address, sizeClass);
    }

    /// How many blocks of this size a slab holds.
    static int blocks(long blockBytes) {
        return Math.clamp(RUN_BYTES / blockBytes, 1, RUN_BLOCKS);
    }

    /// A slab that hands out blocks of `blockBytes`, in memory that is a block of the pool itself.
    static Slab of(long address, int sizeClass, int blocks, long blockBytes) {
        return new Slab(address, sizeClass, blocks, blockBytes);
    }

    /// The next block, or 0 if the slab has none left.
    long next() {
        if (next == end) return 0;
        long address = next;
        next += blockBytes;
        return address;
    }

    /// Frees the memory now. The caller knows that nothing else lies in this slab.
    void free(LocalBlocks blocks) {
        if (watch.unlink()) {
            watch.clear();
            blocks.release(watch.sizeClass, watch.address);
        }
    }

    private static final class SlabWatch extends Watch {
        private final long address;
        private final int sizeClass;

        SlabWatch(Slab slab, long address, int sizeClass) {
            super(slab);
            this.address = address;
            this.sizeClass = sizeClass;
        }

        @Override
        void collected(LocalBlocks blocks) {
            blocks.collected(sizeClass, address);
        }
    }
}
