package dev.crema.tensor.storage;

import dev.crema.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The bytes of a tensor and of all views of it, 64-byte aligned and padded, in Arrow's layout. Made by
/// `Memory.allocate`, which says who owns it: the garbage collector, or the step scope it was made in.
public final class Storage {
    static final int SHARED = -1;
    static final int FOREIGN = -2;

    private final DType dtype;
    private final long elements;
    private final String madeBy;
    private final @Nullable String madeIn;
    private final int sizeClass; // SHARED: one of many blocks of a slab, freed with the others
    private @Nullable Object owner;
    private long address;
    private int version;
    private int holds;
    private @Nullable String released;
    private volatile @Nullable List<Runnable> beforeChange; // guarded by this: two threads may train on one tensor

    Storage(DType dtype, long elements, String madeBy, int sizeClass, long address, @Nullable Object owner) {
        this.dtype = dtype;
        this.elements = elements;
        this.madeBy = madeBy;
        this.madeIn = Memory.cell();
        this.sizeClass = sizeClass;
        this.address = address;
        this.owner = owner;
    }

    /// The type of the elements.
    public DType dtype() {
        return dtype;
    }

    /// The number of elements.
    public long elements() {
        return elements;
    }

    /// The number of bytes in use; the block may be larger.
    public long bytes() {
        return elements * dtype.bytes();
    }

    /// Where the first byte lies in `NativeMemory.ALL`.
    ///
    /// @throws IllegalStateException if the memory was released, naming what it was
    public long address() {
        if (released != null) throw useAfterRelease();
        return address;
    }

    /// Where the first byte lies, also after a scope released the memory, for those who hold it.
    public long heldAddress() {
        if (holds == 0) return address();
        return address;
    }

    /// Whether the memory is still there.
    public boolean isLive() {
        return released == null;
    }

    private IllegalStateException useAfterRelease() {
        return new IllegalStateException("use after release: a tensor of " + describe() + " was freed at " + released
                + "; keep a copy with x.keep() inside the step if it is needed later");
    }

    /// What it is, for messages: `6,144 float32 made by relu in cell 3`.
    public String describe() {
        return String.format(
                Locale.ROOT, "%,d %s made by %s%s", elements, dtype, madeBy, madeIn == null ? "" : " in " + madeIn);
    }

    /// How often the values were changed in place. Backward compares it with what it was when a value was saved.
    public int version() {
        return version;
    }

    /// Notes that the values are about to change: whoever still needs the old ones acts now.
    public void changing() {
        version++;
        if (beforeChange == null) return;
        List<Runnable> actions;
        synchronized (this) {
            actions = beforeChange;
            beforeChange = null;
        }
        if (actions != null) for (Runnable action : actions) action.run();
    }

    /// Runs `action` once before the values change in place.
    public synchronized void beforeChange(Runnable action) {
        List<Runnable> actions = beforeChange;
        if (actions == null) beforeChange = actions = new ArrayList<>(2);
        actions.add(action);
    }

    /// Takes back `beforeChange`.
    public synchronized void forgetBeforeChange(Runnable action) {
        List<Runnable> actions = beforeChange;
        if (actions != null) actions.remove(action);
    }

    /// Keeps the memory until `letGo`, although its scope may end before: for what backward has still to read.
    public synchronized void hold() {
        holds++;
    }

    /// Ends one `hold`; frees the memory if it was only held and belongs to nobody else.
    public synchronized void letGo() {
        if (--holds == 0 && released != null) giveBack();
    }

    /// Makes the garbage collector the owner of memory that a scope owns.
    public Storage keep() {
        if (owner == null && released == null) owner = Slab.of(address, sizeClass, 1, SizeClass.capacity(sizeClass));
        return this;
    }

    /// Frees the memory now, where it is not shared with other storages. Later use is refused with this reason.
    public void release(String reason) {
        if (released != null) return;
        if (holds == 0) { // nearly always: no lock for each temporary of a step
            released = reason;
            giveBack();
        } else releaseHeld(reason);
    }

    private synchronized void releaseHeld(String reason) {
        if (holds > 0) keep(); // whoever holds it may vanish without letting go
        released = reason;
        if (holds == 0) giveBack();
    }

    /// Says that backward has used the graph this was made for: what nobody outside of the graph sees is freed.
    public void graphUsedUp() {
        if (owner instanceof GraphScope graph) graph.free();
    }

    /// Whether a scope owns this memory, and will free it.
    boolean isScoped() {
        return owner == null;
    }

    private void giveBack() {
        if (address == 0) return;
        LocalBlocks blocks = Memory.current().blocks();
        if (owner == null) blocks.release(sizeClass, address);
        else if (owner instanceof Slab slab && sizeClass != SHARED) slab.free(blocks);
        else if (owner instanceof GraphScope graph) graph.giveBack(sizeClass, address, blocks);
        else if (owner instanceof Runnable giveBack) giveBack.run();
        owner = null;
        address = 0;
    }
}
