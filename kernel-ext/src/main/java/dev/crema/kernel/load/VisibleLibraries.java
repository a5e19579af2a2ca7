package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of the kernel's own libraries cells see: ours and those of our API. The rest is hidden, so that a notebook
/// may bring its own version of it.
public final class VisibleLibraries {
    /// Jars that cells see, by the start of their file name: ours and those of our API. All others are hidden, so
    /// that a notebook may bring its own version of them.
    private static final List<String> VISIBLE =
            List.of("crema", "jspecify-", "arrow-", "flatbuffers-", "xchart-", "dflib-");

    private static final String SOURCES = "META-INF/sources";

    private final Set<Path> jars = new LinkedHashSet<>();
    private final Set<String> urls = new HashSet<>();
    private @Nullable LibraryClasses classes;

    /// The class path of this process, followed through the manifests of its jars; an installed program has noted
    /// where that leads.
    public static VisibleLibraries ofProcess() {
        var visible = new VisibleLibraries();
        for (String entry : entries(System.getProperty("java.class.path", ""), File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (visible.jars.isEmpty()) LibraryClasses.beside(path).ifPresent(visible::take);
            visible.add(path);
        }
        return visible;
    }

    private void take(LibraryClasses known) {
        classes = known;
        for (Path library : known.libraries()) {
            jars.add(library);
            urls.add(url(library));
        }
    }

    /// A jar, and those that its manifest names.
    public static VisibleLibraries of(Path jar) {
        var visible = new VisibleLibraries();
        visible.add(jar.toAbsolutePath().normalize());
        return visible;
    }

    private static List<String> entries(String list, String separator) {
        return Arrays.stream(list.split(Pattern.quote(separator), -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private void add(Path entry) {
        String name = String.valueOf(entry.getFileName());
        if (!isVisible(name) || !Files.exists(entry) || !jars.add(entry)) return;
        urls.add(url(entry));
        if (!name.endsWith(".jar")) return;
        try (var jar = new JarFile(entry.toFile())) {
            var manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            if (more == null) return;
            for (String relative : entries(more, " "))
                add(entry.resolveSibling(relative).normalize());
        } catch (IOException e) {
            Console.log("cannot read " + entry + ": " + e.getMessage());
        }
    }

    /// As class loaders write it.
    private static String url(Path library) {
        return library.toUri().toString().replaceFirst("^file:///", "file:/");
    }

    private static boolean isVisible(String name) {
        return !name.endsWith(".jar") || VISIBLE.stream().anyMatch(name::startsWith);
    }

    /// The jars and folders themselves, for the compiler of cells.
    public Set<Path> paths() {
        return Collections.unmodifiableSet(jars);
    }

    /// The folders of Java source that our own libraries bring along, for their documentation.
    public List<Path> sources() {
        var found = new ArrayList<Path>();
        for (Path library : jars)
            try {
                if (Files.isDirectory(library)) found.add(library.resolve(SOURCES));
                // Stays open as long as the kernel lives: JShell reads from it whenever somebody asks.
                else if (isOurs(library))
                    found.add(FileSystems.newFileSystem(library).getPath("/" + SOURCES));
            } catch (IOException | RuntimeException e) { // no documentation then, and nothing else
                Console.log("cannot read " + library + ": " + e.getMessage());
            }
        found.removeIf(folder -> !Files.isDirectory(folder));
        return found;
    }

    private static boolean isOurs(Path library) {
        return String.valueOf(library.getFileName()).startsWith("crema");
    }

    /// The classes of all of them.
    public synchronized LibraryClasses classes() {
        if (classes == null) classes = LibraryClasses.scan(jars);
        return classes;
    }

    /// The classes of the JDK itself.
    public PlatformClasses platform() {
        return jars.stream()
                .findFirst()
                .map(Path::getParent)
                .map(PlatformClasses::of)
                .orElseGet(PlatformClasses::none);
    }

    /// Whether cells may load what comes from here.
    public boolean contains(String url) {
        return urls.stream().anyMatch(url::contains);
    }
}
