package dev.crema.kernel.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The JVM's notes of a start (JEP 483, 514, 515): loaded and linked classes, which methods are hot. They halve the
/// work of the next start.
final class AotCache {
    private static final int PATIENCE_SECONDS = 180;
    /// A cache that the JVM cannot use is no news for the reader of a log: the kernel starts without.
    private static final String QUIET = "-Xlog:aot*=error";

    private AotCache() {}

    /// The flags that start a program with its cache; none if it has no cache.
    static List<String> flags(ProgramCopy program) {
        return Files.exists(program.cache()) ? List.of(QUIET, "-XX:AOTCache=" + program.cache()) : List.of();
    }

    /// Makes the cache, unless it is there: starts the kernel for a front end of its own.
    ///
    /// @return empty if there is a cache now, else why not
    static String make(ProgramCopy program) throws IOException, InterruptedException {
        if (Files.exists(program.cache())) return "";
        Path log = Files.createTempFile("crema-aot-", ".log");
        var command = new ArrayList<>(List.of(Installation.javaBinary().toString()));
        command.addAll(JavaOptions.all());
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + program.cache(), "-jar", program.jar().toString(), "rehearse"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        if (ended && process.exitValue() == 0 && Files.exists(program.cache())) {
            Files.delete(log);
            return "";
        }
        Files.deleteIfExists(program.cache());
        return "no AOT cache could be made, so the kernel starts more slowly; see " + log;
    }
}
