package dev.crema.tensor.storage;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where Crema keeps what it can make or fetch again: unpacked libraries, data sets, measurements.
public final class CacheFolder {
    private CacheFolder() {}

    /// The folder: `CREMA_CACHE`, or the user's cache folder, or the temporary one.
    public static Path path() {
        String asked = System.getenv("CREMA_CACHE");
        if (asked != null && !asked.isBlank()) return Path.of(asked);
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "."));
        Path folder = xdg != null && !xdg.isBlank() ? Path.of(xdg) : home.resolve(".cache");
        return Files.isWritable(Files.exists(folder) ? folder : home)
                ? folder.resolve("crema")
                : Path.of(System.getProperty("java.io.tmpdir"), "crema-" + System.getProperty("user.name"));
    }
}
