package dev.crema.tensor.storage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How many bytes tensors may take: half of the machine's or the container's memory, or what `CREMA_MEMORY` (bytes,
/// or with a suffix `m`, `g`) or the property `crema.memory` says.
public final class MemoryBudget {
    private static final long BYTES = read();

    private MemoryBudget() {}

    /// The budget in bytes.
    public static long bytes() {
        return BYTES;
    }

    private static long read() {
        String asked = System.getProperty("crema.memory", System.getenv("CREMA_MEMORY"));
        if (asked != null && !asked.isBlank()) return parse(asked.strip());
        return physical() / 2;
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
        Long machine = kilobytes(Path.of("/proc/meminfo"), "MemTotal:");
        Long container = number(Path.of("/sys/fs/cgroup/memory.max"));
        if (container == null) container = number(Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
        if (machine == null)
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getTotalMemorySize()
                    : 4L << 30;
        return container == null ? machine : Math.min(machine, container);
    }

    private static @Nullable Long kilobytes(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file))
                if (line.startsWith(key)) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        } catch (IOException | NumberFormatException notLinux) {
            // the caller asks elsewhere
        }
        return null;
    }

    private static @Nullable Long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException unlimited) {
            return null;
        }
    }
}
