package dev.crema.tensor.backend.ffi;

import dev.crema.tensor.storage.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shared libraries that come inside a jar, unpacked once into the cache, in a folder named by their content.
public final class NativeFiles {
    private NativeFiles() {}

    /// The folder of this platform inside the artefacts: `linux-x86_64`, `macosx-arm64`, …
    public static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        String os = system.startsWith("linux") ? "linux" : system.startsWith("mac") ? "macosx" : "windows";
        String arch = machine.equals("aarch64") ? "arm64" : "x86_64";
        return os + "-" + arch;
    }

    /// The folder in the cache where a library lies that was fetched because somebody asked for it.
    public static Path fetched(String name) {
        return CacheFolder.path().resolve("native").resolve(name);
    }

    /// Unpacks those of the named files that are on the class path, in their order.
    ///
    /// @param resources the folder inside the jar, such as `/org/bytedeco/openblas/linux-x86_64/`
    /// @return the unpacked files; empty if the artefact is not on the class path
    public static List<Path> unpack(String name, String resources, String... files) throws IOException {
        List<URL> found = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (String file : files) {
            @Nullable URL resource = NativeFiles.class.getResource(resources + file);
            if (resource == null) continue;
            found.add(resource);
            key.append(file).append(fingerprint(resource));
        }
        if (found.isEmpty()) return List.of();
        Path folder = CacheFolder.path()
                .resolve("native")
                .resolve(name + "-" + Integer.toHexString(key.toString().hashCode()));
        Files.createDirectories(folder);
        List<Path> unpacked = new ArrayList<>();
        for (URL resource : found) {
            String path = resource.getPath();
            unpacked.add(unpack(resource, folder.resolve(path.substring(path.lastIndexOf('/') + 1))));
        }
        return unpacked;
    }

    private static String fingerprint(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        if (connection instanceof JarURLConnection jar)
            return Long.toHexString(jar.getJarEntry().getCrc());
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static Path unpack(URL resource, Path target) throws IOException {
        if (Files.exists(target)) return target;
        try (InputStream in = resource.openStream()) {
            write(in, target);
        }
        return target;
    }

    /// Writes a file that others see whole or not at all.
    static void write(InputStream in, Path target) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), "unpacking", ".tmp");
        try {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
