package dev.crema.tensor.storage;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/// A run of equal blocks that the garbage collector frees: every storage cut from it refers to it, and when the
/// last of them is unreachable the memory goes back to the pool. One reference watches many small tensors, which
/// makes them as cheap as Java objects.
final class Slab {
    private static final int RUN_BYTES = 128 << 10;
    private static final int RUN_BLOCKS = 64;

    private final Watch watch;
    private final long blockBytes;
    private final long end;
    private long next;

    private Slab(long address, int sizeClass, int blocks, long blockBytes) {
        this.blockBytes = blockBytes;
        this.next = address;
        this.end = address + blocks * blockBytes;
        this.watch = new Watch(this, address, sizeClass);
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

    /// Returns the memory of slabs that nobody refers to any more. Cheap when there is nothing to do.
    ///
    /// @return how many there were
    static int drain(LocalBlocks blocks) {
        int count = 0;
        for (var unreachable = Watch.QUEUE.poll(); unreachable != null; unreachable = Watch.QUEUE.poll()) {
            Watch watch = (Watch) unreachable;
            count++;
            if (watch.unlink()) blocks.collected(watch.sizeClass, watch.address);
        }
        return count;
    }

    /// Learns when a slab became unreachable. All watches hang in one list, so that they live until then.
    private static final class Watch extends PhantomReference<Slab> {
        static final ReferenceQueue<Slab> QUEUE = new ReferenceQueue<>();
        private static final Object LIST = new Object();
        private static @Nullable Watch first;

        final long address;
        final int sizeClass;
        private @Nullable Watch previous;
        private @Nullable Watch following;
        private boolean linked;

        Watch(Slab slab, long address, int sizeClass) {
            super(slab, QUEUE);
            this.address = address;
            this.sizeClass = sizeClass;
            synchronized (LIST) {
                following = first;
                if (first != null) first.previous = this;
                first = this;
                linked = true;
            }
        }

        /// Whether this call was the one that took it out.
        boolean unlink() {
            synchronized (LIST) {
                if (!linked) return false;
                linked = false;
                if (previous != null) previous.following = following;
                else first = following;
                if (following != null) following.previous = previous;
                previous = null;
                following = null;
                return true;
            }
        }
    }
}
