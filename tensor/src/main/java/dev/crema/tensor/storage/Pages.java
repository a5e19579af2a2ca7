package dev.crema.tensor.storage;

/// Where large pieces of native memory come from and go back to.
interface Pages {
    /// New memory, zeroed, aligned to 4096 bytes at least, as an offset into `NativeMemory.ALL`; 0 if there is
    /// none.
    long map(long bytes);

    /// Gives memory back that `map` returned with the same size.
    void unmap(long address, long bytes);
}
