package dev.crema.tensor.backend.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Where a library may be: the path the user gave, our artefact on the class path, the cache, the system; the first
/// that loads.
///
/// @param title as messages name it: `OpenBLAS`
/// @param name as paths and settings name it: `openblas` is looked up in `CREMA_OPENBLAS` or the property
/// `crema.openblas`
/// @param resources the folder in the artefact that holds one for each platform: `/org/bytedeco/openblas/`
/// @param linux the files in it in the order in which they are loaded, the library last; some may be missing
/// @param mac likewise
/// @param windows likewise
/// @param names by which the system's loader may know it
public record NativeSearch(
        String title,
        String name,
        String resources,
        List<String> linux,
        List<String> mac,
        List<String> windows,
        List<String> names) {

    /// Loads the library for the life of the process, and its functions.
    ///
    /// @param functions looks them up, and throws if one is missing
    /// @throws IllegalStateException naming everything that was tried
    public <T> T load(Function<NativeLibrary, T> functions) {
        String given = System.getProperty("crema." + name, System.getenv("CREMA_" + name.toUpperCase(Locale.ROOT)));
        if (given != null && !given.isBlank()) return functions.apply(NativeLibrary.load(Path.of(given)));
        StringBuilder tried = new StringBuilder("the class path");
        try {
            List<Path> unpacked = NativeFiles.unpack(name, resources + NativeFiles.platform() + "/", files());
            if (!unpacked.isEmpty()) return last(unpacked, functions);
        } catch (IOException | RuntimeException failure) {
            tried.append(" (").append(failure.getMessage()).append(')');
        }
        Path folder = NativeFiles.fetched(name);
        try {
            List<Path> fetched = Stream.of(files())
                    .map(folder::resolve)
                    .filter(Files::exists)
                    .toList();
            if (!fetched.isEmpty()) return last(fetched, functions);
            tried.append(", ").append(folder);
        } catch (RuntimeException failure) {
            tried.append(", ")
                    .append(folder)
                    .append(" (")
                    .append(failure.getMessage())
                    .append(')');
        }
        for (String known : names) {
            try {
                return functions.apply(NativeLibrary.load(known));
            } catch (IllegalArgumentException | IllegalStateException failure) {
                tried.append(", ").append(known);
            }
        }
        throw new IllegalStateException("no " + title + " found; tried " + tried);
    }

    private static <T> T last(List<Path> files, Function<NativeLibrary, T> functions) {
        for (Path helper : files.subList(0, files.size() - 1)) NativeLibrary.load(helper);
        return functions.apply(NativeLibrary.load(files.getLast()));
    }

    /// Unpacks what belongs to the library from the artefact's jar to where `load` looks for it.
    ///
    /// @return the folder
    public Path install(Path jar) throws IOException {
        Path folder = NativeFiles.fetched(name);
        Files.createDirectories(folder);
        int found = 0;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String file : files()) {
                ZipEntry entry = zip.getEntry(resources.substring(1) + NativeFiles.platform() + "/" + file);
                if (entry == null) continue;
                try (InputStream in = zip.getInputStream(entry)) {
                    NativeFiles.write(in, folder.resolve(file));
                }
                found++;
            }
        }
        if (found == 0) throw new IOException(jar + " holds no " + title + " for " + NativeFiles.platform());
        return folder;
    }

    /// The names of the files on this platform, the library last.
    public String[] files() {
        String platform = NativeFiles.platform();
        List<String> files = platform.startsWith("linux") ? linux : platform.startsWith("macosx") ? mac : windows;
        return files.toArray(String[]::new);
    }
}
