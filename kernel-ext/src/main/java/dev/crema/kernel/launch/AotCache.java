package dev.crema.kernel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The JVM's notes of a start (JEP 483, 514, 515): loaded and linked classes, which methods are hot. They halve the
/// work of the next start.
///
/// The notes also say how far each method was compiled, and the JVM goes as far at once when it meets the method
/// again. Left alone, it would start with C2 compiling what the compiler of cells was busy with in the rehearsal:
/// half of the work of a start, for code that is done before it pays. So the rehearsal stops at C1, and there the
/// compiler of cells stays. What cells themselves run must not stay there: of the JDK's collections, strings and
/// streams and of our tensors nothing is compiled in the rehearsal, hence nothing noted (`rehearsal.directives`),
/// and they become as fast as in any JVM.
final class AotCache {
    private static final int PATIENCE_SECONDS = 180;
    private static final String DIRECTIVES = "rehearsal.directives";
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
        Path directives = directives();
        try {
            return make(program, directives, log);
        } finally {
            Files.delete(directives);
        }
    }

    private static Path directives() throws IOException {
        try (InputStream file = AotCache.class.getResourceAsStream(DIRECTIVES)) {
            if (file == null) throw new IllegalStateException(DIRECTIVES + " is missing from crema.jar");
            Path copy = Files.createTempFile("crema-", ".directives");
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        }
    }

    private static String make(ProgramCopy program, Path directives, Path log)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Installation.javaBinary().toString()));
        command.addAll(JavaOptions.all());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:CompilerDirectivesFile=" + directives,
                "-XX:AOTCacheOutput=" + program.cache(),
                "-jar",
                program.jar().toString(),
                "rehearse"));
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
