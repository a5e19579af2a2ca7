package dev.crema.tensor.storage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many bytes tensors may take: half of the memory of the machine or of its container, whichever is smaller (of
/// less than 2 GiB all but 384 MiB), or what `CREMA_MEMORY` (bytes, or with a suffix `m`, `g`) or the property
/// `crema.memory` says.
public final class MemoryBudget {
    private static final long JVM_BYTES = 384L << 20;
    private static final long SMALL = 1L << 30;
    private static final long BYTES = read();

    private MemoryBudget() {}

    /// The budget in bytes.
    public static long bytes() {
        return BYTES;
    }

    private static long read() {
        String asked = System.getProperty("crema.memory", System.getenv("CREMA_MEMORY"));
        if (asked != null && !asked.isBlank()) return parse(asked.strip());
        return of(physical());
    }

    /// Half of the memory; where there is little, what the JVM and its libraries leave.
    static long of(long physical) {
        return Math.max(physical / 2, Math.min(physical - JVM_BYTES, SMALL));
    }

    private static long parse(String text) {
        long unit = switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
            case 'k' -> 1L << 10;
            case 'm' -> 1L << 20;
            case 'g' -> 1L << 30;
            default -> 1;
        };
        try {
            long bytes = Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1)) * unit;
            if (bytes >= 16 << 20) return bytes;
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("CREMA_MEMORY=" + text
                + ": give the memory for tensors as a number of at least 16m, such as 512m or 4g");
    }

    /// Read from the files of Linux, because loading the management classes would cost a tenth of our start-up
    /// time.
    private static long physical() {
        Path root = Path.of("/");
        Long machine = kilobytes(root.resolve("proc/meminfo"), "MemTotal:");
        if (machine == null)
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getTotalMemorySize()
                    : 4L << 30;
        return Math.min(machine, container(root));
    }

    /// The smallest limit of the control groups that this process is in, of version 2 or 1; the largest number if
    /// there is none.
    ///
    /// @param root `/`, or a folder that looks like it
    static long container(Path root) {
        Path groups = root.resolve("sys/fs/cgroup");
        long least =
                Math.min(number(groups.resolve("memory.max")), number(groups.resolve("memory/memory.limit_in_bytes")));
        for (String line : lines(root.resolve("proc/self/cgroup"))) { // number:controllers:/path
            int colon = line.indexOf(':', line.indexOf(':') + 1);
            if (colon < 0) continue;
            Path own = Path.of(line.substring(colon + 1)).normalize();
            if (line.startsWith("0::")) least = Math.min(least, limit(groups, own, "memory.max"));
            else if (line.contains(":memory:"))
                least = Math.min(least, limit(groups.resolve("memory"), own, "memory.limit_in_bytes"));
        }
        return least;
    }

    /// The smallest number in the files of this name from a group up to the root.
    private static long limit(Path groups, Path own, String file) {
        long least = Long.MAX_VALUE;
        for (@Nullable Path group = own; group != null && group.getNameCount() > 0; group = group.getParent())
            least = Math.min(
                    least,
                    number(groups.resolve(String.valueOf(group).substring(1)).resolve(file)));
        return least;
    }

    private static @Nullable Long kilobytes(Path file, String key) {
        for (String line : lines(file)) {
            if (!line.startsWith(key)) continue;
            String value = line.substring(key.length()).strip();
            return 1024 * Long.parseLong(value, 0, value.indexOf(' '), 10);
        }
        return null;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException absent) {
            return List.of();
        }
    }

    /// The number in a file; the largest there is where the file is absent or says `max`.
    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException unlimited) {
            return Long.MAX_VALUE;
        }
    }
}
