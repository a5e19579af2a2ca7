package dev.crema.kernel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The flags that every JVM of ours is started with. They stand in one file, `java.options`, which `java
/// @java.options` reads as it is:
/// - changed method bodies keep a notebook's objects, and HotSpot does not warn of the flag that allows it;
/// - exceptions in hot loops keep their stack traces;
/// - one garbage collector everywhere, whose full collections do not stop the cells;
/// - reflection makes no byte code until the kernel has started (`Shortcuts`);
/// - memory that a cell needed for a moment goes back to the system: Java's in small regions, and what C libraries
///   freed (the compilers work in their memory), every ten seconds; where the C library cannot, nobody needs to
///   know.
public final class JavaOptions {
    private static final String FILE = "java.options";

    private JavaOptions() {}

    /// One flag an element.
    public static List<String> all() {
        try (InputStream file = JavaOptions.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from crema.jar");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
