package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.Storage;
import org.jspecify.annotations.Nullable;

/// Memory that a kernel needs besides its operands: grows to what was asked for and is used again. For one thread.
public final class Scratch {
    private @Nullable Storage memory;

    /// The address of at least so many bytes, their content undefined; valid until more are asked for.
    public long bytes(long count) {
        Storage current = memory;
        if (current == null || current.elements() < count) {
            current = Memory.allocateKept(DType.UINT8, count, "scratch of a kernel");
            memory = current;
        }
        return current.address();
    }
}
