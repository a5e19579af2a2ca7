package dev.crema.kernel.launch;

import dev.crema.kernel.load.LibraryClasses;
import dev.crema.kernel.load.PlatformClasses;
import dev.crema.kernel.load.VisibleLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The program's own copy beside its kernelspec, in a folder named by what is in it: the jars, the JDK and its
/// flags. The JVM does not notice that a jar is newer than its AOT cache, and would run the old classes; here a
/// changed jar is another folder, which no old cache can reach.
final class ProgramCopy {
    private static final int NAME_LENGTH = 16;
    private static final Duration IN_USE = Duration.ofDays(1);

    private final Path folder;

    private ProgramCopy(Path folder) {
        this.folder = folder;
    }

    Path jar() {
        return folder.resolve("crema.jar");
    }

    /// The AOT cache, whether it exists or not.
    Path cache() {
        return folder.resolve("crema.aot");
    }

    /// Copies the running program below the kernelspec, unless it is there already.
    static ProgramCopy below(Path kernelSpec) throws IOException {
        Path jar = Installation.jar();
        List<Path> files = files(jar);
        var copy = new ProgramCopy(kernelSpec.resolve(name(jar, files)));
        Path root = parent(jar);
        for (Path file : files) {
            Path target = copy.folder.resolve(root.relativize(file).toString());
            if (Files.exists(target) && Files.size(target) == Files.size(file)) continue;
            Files.createDirectories(parent(target));
            Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        VisibleLibraries libraries = VisibleLibraries.of(copy.jar());
        LibraryClasses.scan(libraries.paths()).write(copy.folder);
        PlatformClasses.write(copy.folder);
        Files.setLastModifiedTime(copy.folder, FileTime.from(Instant.now()));
        deleteOld(kernelSpec, copy.folder);
        return copy;
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) throw new IOException(file + " lies in no folder");
        return parent;
    }

    private static List<Path> files(Path jar) throws IOException {
        Path libraries = jar.resolveSibling("lib");
        try (Stream<Path> found = Files.isDirectory(libraries) ? Files.list(libraries) : Stream.of()) {
            return Stream.concat(
                            Stream.of(jar), found.filter(Files::isRegularFile).sorted())
                    .toList();
        }
    }

    private static String name(Path jar, List<Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            Path release = Path.of(System.getProperty("java.home"), "release");
            if (Files.exists(release)) digest.update(Files.readAllBytes(release));
            // A cache knows where its jars lie, and which flags it was made with.
            String rest = jar + System.getProperty("java.home") + JavaOptions.all();
            digest.update(rest.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /// Deletes earlier copies, but for those that a running kernel may still use.
    private static void deleteOld(Path kernelSpec, Path current) throws IOException {
        Instant old = Instant.now().minus(IN_USE);
        try (Stream<Path> folders = Files.list(kernelSpec)) {
            for (Path folder : folders.filter(each -> !each.equals(current)).toList())
                if (Files.exists(folder.resolve("crema.jar"))
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(old)) delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
