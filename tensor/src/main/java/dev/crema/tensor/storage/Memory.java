package dev.crema.tensor.storage;

import dev.crema.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Where tensors get their memory. Nobody has to close anything: inside a `StepScope` what was allocated is freed
/// when the step ends; everywhere else the garbage collector frees it, and is asked to when much was allocated
/// since it last ran.
public final class Memory {
    private static final ThreadLocal<Memory> CURRENT = ThreadLocal.withInitial(Memory::new);
    private static final long LARGE = 1 << 20;
    /// Large storages, so that a failed allocation can name them.
    private static final Map<Storage, Boolean> LARGE_STORAGES = Collections.synchronizedMap(new WeakHashMap<>());

    private static volatile @Nullable String cell;

    private final LocalBlocks blocks = new LocalBlocks(BlockPool.SHARED);
    private final @Nullable Slab[] slabs = new Slab[SizeClass.COUNT];
    private @Nullable StepScope scope;
    private @Nullable GraphScope graph;

    private Memory() {
        Reclaimer.watch(this, blocks);
    }

    static Memory current() {
        return CURRENT.get();
    }

    LocalBlocks blocks() {
        return blocks;
    }

    @Nullable
    StepScope scope() {
        return scope;
    }

    void scope(@Nullable StepScope innermost) {
        scope = innermost;
    }

    @Nullable
    GraphScope graph() {
        return graph;
    }

    void graph(@Nullable GraphScope open) {
        graph = open;
    }

    /// New memory whose content is undefined. It belongs to the innermost open `StepScope` or `GraphScope` of this
    /// thread, or to the garbage collector.
    ///
    /// @param op the operation it is for, as error messages name it
    /// @throws OutOfTensorMemory if the budget does not allow it even after unreachable tensors were freed
    public static Storage allocate(DType dtype, long elements, String op) {
        Memory memory = CURRENT.get();
        StepScope scope = memory.scope;
        GraphScope graph = memory.graph;
        long bytes = bytes(dtype, elements, op);
        if (scope == null && (graph == null || bytes < GraphScope.LEAST_BYTES))
            return memory.collected(dtype, elements, op);
        int sizeClass = SizeClass.of(bytes);
        if (scope == null) {
            Watch.drain(memory.blocks);
            Reclaimer.allocated(SizeClass.capacity(sizeClass), memory.blocks);
        }
        long address = memory.blocks.acquire(sizeClass);
        if (address == 0) address = memory.reclaim(sizeClass, bytes, op);
        Storage storage = new Storage(dtype, elements, op, sizeClass, address, scope == null ? graph : null);
        if (bytes >= LARGE) LARGE_STORAGES.put(storage, true);
        if (scope != null) scope.own(storage);
        else if (graph != null) graph.own(storage, sizeClass, address);
        return storage;
    }

    /// New memory that no scope frees: for parameters, state of optimisers, and what must outlive the step that
    /// makes it.
    public static Storage allocateKept(DType dtype, long elements, String op) {
        return CURRENT.get().collected(dtype, elements, op);
    }

    /// Memory that somebody else allocated, such as the pages of a file or a buffer of Arrow, as a storage.
    ///
    /// @param address where it lies in `NativeMemory.ALL`, a multiple of the size of an element
    /// @param owner what keeps the memory alive as long as it is reachable; a `Runnable` is run if the storage is
    /// released by hand
    public static Storage adopt(DType dtype, long elements, String madeBy, long address, Object owner) {
        Reclaimer.allocated(elements * dtype.bytes(), current().blocks);
        return new Storage(dtype, elements, madeBy, Storage.FOREIGN, address, owner);
    }

    private Storage collected(DType dtype, long elements, String op) {
        long bytes = bytes(dtype, elements, op);
        int sizeClass = SizeClass.of(bytes);
        @Nullable Slab slab = slabs[sizeClass];
        long address = slab == null ? 0 : slab.next();
        if (slab == null || address == 0) {
            slab = newSlab(sizeClass, bytes, op);
            address = slab.next();
        }
        boolean shared = Slab.blocks(SizeClass.capacity(sizeClass)) > 1;
        Storage storage = new Storage(dtype, elements, op, shared ? Storage.SHARED : sizeClass, address, slab);
        if (bytes >= LARGE) LARGE_STORAGES.put(storage, true);
        return storage;
    }

    private Slab newSlab(int sizeClass, long bytes, String op) {
        Watch.drain(blocks);
        long capacity = SizeClass.capacity(sizeClass);
        int count = Slab.blocks(capacity);
        int slabClass = SizeClass.of(count * capacity);
        Reclaimer.allocated(SizeClass.capacity(slabClass), blocks);
        long address = blocks.acquire(slabClass);
        if (address == 0) address = reclaim(slabClass, bytes, op);
        Slab slab = Slab.of(address, slabClass, count, capacity);
        slabs[sizeClass] = count > 1 ? slab : null; // a slab of one block must not be kept alive from here
        return slab;
    }

    private static long bytes(DType dtype, long elements, String op) {
        if (elements > SizeClass.MOST_BYTES / dtype.bytes())
            throw new OutOfTensorMemory(String.format(
                    Locale.ROOT,
                    "%s: %,d elements of %s are more than any machine holds; the budget is %,d bytes",
                    op,
                    elements,
                    dtype,
                    budget()));
        return elements * dtype.bytes();
    }

    /// The budget is used up: let the garbage collector find what is unreachable, and try again.
    private long reclaim(int sizeClass, long bytes, String op) {
        boolean hopeless = SizeClass.capacity(sizeClass) > budget();
        for (int attempt = 0; attempt < 3 && !hopeless; attempt++) {
            blocks.returnAll();
            Reclaimer.collectNow(blocks);
            long address = blocks.acquire(sizeClass);
            if (address != 0) return address;
        }
        boolean systemRefuses = inUse() + SizeClass.capacity(sizeClass) <= budget();
        throw new OutOfTensorMemory(String.format(
                Locale.ROOT,
                "%s: no memory for %,d bytes: tensors hold %,d of the budget of %,d bytes%s; let variables go that are no longer needed, use smaller "
                        + "batches, or %s.%s",
                op,
                bytes,
                inUse(),
                budget(),
                systemRefuses ? ", and the operating system has no more" : "",
                systemRefuses ? "give this process more memory" : "raise the budget (CREMA_MEMORY=8g)",
                largest()));
    }

    private static String largest() {
        List<Storage> storages = new ArrayList<>();
        synchronized (LARGE_STORAGES) {
            for (Storage storage : LARGE_STORAGES.keySet()) if (storage.isLive()) storages.add(storage);
        }
        if (storages.isEmpty()) return "";
        storages.sort(Comparator.comparingLong(Storage::bytes).reversed());
        StringBuilder text = new StringBuilder(" The largest:");
        for (Storage storage : storages.subList(0, Math.min(3, storages.size())))
            text.append(' ').append(storage.describe()).append(';');
        return text.substring(0, text.length() - 1) + ".";
    }

    /// Bytes of blocks that are in use or kept at hand by a thread.
    public static long inUse() {
        return BlockPool.SHARED.inUse();
    }

    /// The most bytes that were ever in use.
    public static long peak() {
        return BlockPool.SHARED.peak();
    }

    /// Bytes of free blocks that wait for their next use; they go back to the operating system when nobody has
    /// worked for some seconds.
    public static long idle() {
        return BlockPool.SHARED.idle();
    }

    /// Bytes that tensors may use.
    public static long budget() {
        return BlockPool.SHARED.budget();
    }

    /// Frees what is unreachable and gives free memory back to the operating system.
    public static void trim() {
        Memory memory = CURRENT.get();
        Arrays.fill(memory.slabs, null);
        memory.blocks.returnAll();
        Reclaimer.collectNow(memory.blocks);
        BlockPool.SHARED.purge(0);
    }

    /// The notebook cell that runs now, as messages name it; null outside notebooks.
    public static @Nullable String cell() {
        return cell;
    }

    /// Says which notebook cell runs now.
    public static void cell(@Nullable String name) {
        cell = name;
    }
}
