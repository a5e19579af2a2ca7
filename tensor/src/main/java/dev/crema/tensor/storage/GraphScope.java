package dev.crema.tensor.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a forward pass allocates and nobody outside of it sees: the intermediate results between layers that keep
/// nothing. They are freed together as soon as backward has used the graph, so that the next step finds their
/// memory still in the cache; at once if there is no graph; and by the garbage collector if backward never comes.
public final class GraphScope implements AutoCloseable {
    /// Smaller storages are cheaper in a slab of the garbage collector's.
    static final int LEAST_BYTES = 4096;

    private final Memory memory;
    private @Nullable Blocks blocks;
    private Storage[] owned = new Storage[16];
    private int count;
    private long bytes;

    private GraphScope(Memory memory) {
        this.memory = memory;
    }

    /// Opens a scope on this thread. Null, which needs no closing, inside of another scope, which owns the memory
    /// then.
    public static @Nullable GraphScope open() {
        Memory memory = Memory.current();
        if (memory.scope() != null || memory.graph() != null) return null;
        GraphScope scope = new GraphScope(memory);
        memory.graph(scope);
        return scope;
    }

    void own(Storage storage, int sizeClass, long address) {
        if (count == owned.length) owned = Arrays.copyOf(owned, 2 * count);
        owned[count++] = storage;
        bytes += SizeClass.capacity(sizeClass);
        if (blocks == null) blocks = new Blocks(this);
        blocks.add(sizeClass, address);
    }

    /// Lets others see this storage: the garbage collector frees it. The others are freed at once if there is no
    /// graph that needs them.
    ///
    /// @param hasGraph whether backward may come
    public void result(Storage storage, boolean hasGraph) {
        for (int i = 0; i < count; i++) {
            if (owned[i] != storage) continue;
            owned[i] = owned[--count];
            owned[count] = null;
            bytes -= SizeClass.capacity(SizeClass.of(storage.bytes()));
            break;
        }
        if (!hasGraph) free();
    }

    /// Ends the pass: what this thread allocates from now on does not belong to it.
    @Override
    public void close() {
        memory.graph(null);
    }

    /// Nobody needs the intermediate results any more.
    void free() {
        if (count == 0) return;
        while (count > 0) {
            owned[--count].release("the end of backward()");
            owned[count] = null;
        }
        Reclaimer.freed(bytes);
        bytes = 0;
    }

    void giveBack(int sizeClass, long address, LocalBlocks to) {
        if (blocks != null && blocks.remove(address)) to.release(sizeClass, address);
    }

    /// The blocks that are still to be returned.
    private static final class Blocks extends Watch {
        private long[] addresses = new long[16];
        private short[] sizeClasses = new short[16];
        private int count;

        Blocks(GraphScope scope) {
            super(scope);
        }

        void add(int sizeClass, long address) {
            if (count == addresses.length) {
                addresses = Arrays.copyOf(addresses, 2 * count);
                sizeClasses = Arrays.copyOf(sizeClasses, 2 * count);
            }
            addresses[count] = address;
            sizeClasses[count++] = (short) sizeClass;
        }

        boolean remove(long address) {
            for (int i = count - 1; i >= 0; i--) {
                if (addresses[i] != address) continue;
                addresses[i] = addresses[--count];
                sizeClasses[i] = sizeClasses[count];
                if (count == 0 && unlink()) clear();
                return true;
            }
            return false;
        }

        @Override
        void collected(LocalBlocks to) {
            for (int i = 0; i < count; i++) to.collected(sizeClasses[i], addresses[i]);
        }
    }
}
