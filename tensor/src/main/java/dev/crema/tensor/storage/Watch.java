package dev.crema.tensor.storage;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/// Learns when an owner of memory became unreachable, and returns its memory then. All watches hang in one list, so
/// that they live until then.
abstract class Watch extends PhantomReference<Object> {
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    private static final Object LIST = new Object();
    private static @Nullable Watch first;

    private @Nullable Watch previous;
    private @Nullable Watch following;
    private boolean linked;

    /// @param owner what the memory belongs to
    Watch(Object owner) {
        super(owner, QUEUE);
        synchronized (LIST) {
            following = first;
            if (first != null) first.previous = this;
            first = this;
            linked = true;
        }
    }

    /// Returns the memory of an owner that is gone.
    abstract void collected(LocalBlocks blocks);

    /// Whether this call was the one that took it out.
    final boolean unlink() {
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

    /// Returns the memory of owners that nobody refers to any more. Cheap when there is nothing to do.
    ///
    /// @return how many there were
    static int drain(LocalBlocks blocks) {
        int count = 0;
        for (var unreachable = QUEUE.poll(); unreachable != null; unreachable = QUEUE.poll()) {
            Watch watch = (Watch) unreachable;
            count++;
            if (watch.unlink()) watch.collected(blocks);
        }
        return count;
    }
}
