package dev.crema.tensor;

import dev.crema.tensor.storage.Memory;
import java.util.Locale;

/// The memory that tensors take, in bytes. It lies outside of the Java heap, and nobody has to free it: a training
/// step frees what it made, the garbage collector the rest.
public final class TensorMemory {
    private TensorMemory() {}

    /// What tensors hold now, those included that nobody can reach any more and the collector has not found yet.
    public static long inUse() {
        return Memory.inUse();
    }

    /// The most that tensors ever held.
    public static long peak() {
        return Memory.peak();
    }

    /// What waits for the next tensor; it goes back to the operating system when nobody has worked for some seconds.
    public static long idle() {
        return Memory.idle();
    }

    /// What tensors may hold: half of the machine's memory, or what `CREMA_MEMORY` says (`8g`).
    public static long budget() {
        return Memory.budget();
    }

    /// Frees what nobody can reach, and gives free memory back to the operating system.
    public static void trim() {
        Memory.trim();
    }

    /// All of it in a line: `tensors hold 12.3 MiB (at most 40.0), 8.1 wait for the next, of 12,288.0`.
    public static String summary() {
        return String.format(
                Locale.ROOT,
                "tensors hold %,.1f MiB (at most %,.1f), %,.1f wait for the next, of %,.1f",
                mebibytes(inUse()),
                mebibytes(peak()),
                mebibytes(idle()),
                mebibytes(budget()));
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
