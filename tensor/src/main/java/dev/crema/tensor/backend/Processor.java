package dev.crema.tensor.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processor of this machine.
final class Processor {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    private Processor() {}

    /// Its name where Linux tells it, else its architecture.
    static String name() {
        String architecture = System.getProperty("os.arch", "unknown");
        if (!Files.isReadable(DESCRIPTION)) return architecture;
        try (var lines = Files.lines(DESCRIPTION)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(architecture);
        } catch (IOException e) {
            return architecture;
        }
    }
}
