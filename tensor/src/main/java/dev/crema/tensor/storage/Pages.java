package dev.crema.tensor.storage;

/// Where large pieces of native memory come from and go back to.
interface Pages {
    /// What is mapped comes in multiples of this, which is a page of any system or several.
    long GRANULE = 64 << 10;

    /// So many bytes, rounded up to whole granules.
    static long whole(long bytes) {
        return bytes + GRANULE - 1 & -GRANULE;
    }

    /// New memory, aligned to 4096 bytes at least, as an offset into `NativeMemory.ALL`; 0 if there is none.
    long map(long bytes);

    /// Gives memory back that `map` returned with the same size.
    void unmap(long address, long bytes);

    /// Lets the operating system have the pages inside a part of what was mapped. It stays mapped, its content is
    /// lost. A hint: it may do nothing.
    void discard(long address, long bytes);
}
