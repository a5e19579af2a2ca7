package dev.crema.kernel.eval;

import org.jspecify.annotations.Nullable;

/// Memory that is given up when the heap is full, so that the cell that lets go of something can still be compiled.
final class Reserve {
    private static final int BYTES = 8 << 20;

    private byte @Nullable [] held = new byte[BYTES];

    void release() {
        held = null;
    }

    /// Takes the memory again, if there is enough of it.
    void renew() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (held == null && free > 4L * BYTES) held = new byte[BYTES];
    }
}
