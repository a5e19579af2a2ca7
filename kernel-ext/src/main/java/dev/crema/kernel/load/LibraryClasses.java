package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Which classes lie in which library, by package. The compiler looks for every package in every library, and on
/// its own opens and walks all of them at every start; an installed program has the answer in a file.
public final class LibraryClasses {
    /// The file beside `crema.jar`. It can be trusted where the folder is named by what is in it.
    public static final String FILE = "classes.index";

    static final String CLASS = ".class";

    /// The classes of one package in one library.
    ///
    /// @param joined simple names with a space between: `Linear Sequential$1`; most are never asked for
    record InLibrary(Path library, String joined) {
        List<String> names() {
            return List.of(joined.split(" ", -1));
        }
    }

    private final Map<String, List<InLibrary>> byPackage = new HashMap<>();
    private final List<Path> libraries;

    private LibraryClasses(List<Path> libraries) {
        this.libraries = List.copyOf(libraries);
    }

    /// Reads what was written beside a program's jar; empty if nothing was.
    static Optional<LibraryClasses> beside(Path jar) {
        Path index = jar.resolveSibling(FILE);
        if (!Files.exists(index)) return Optional.empty();
        try {
            return Optional.of(read(index));
        } catch (IOException | IndexOutOfBoundsException e) {
            Console.log("cannot read " + index + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static LibraryClasses read(Path index) throws IOException {
        String text = Files.readString(index);
        int head = text.indexOf('\n');
        var libraries = new LinkedHashMap<String, Path>();
        for (String library : text.substring(0, head).split("\t", -1))
            libraries.put(library, index.resolveSibling(library));
        var classes = new LibraryClasses(List.copyOf(libraries.values()));
        for (int start = head + 1; start < text.length(); ) { // cheaper than lines and their parts; every start waits
            int library = text.indexOf('\t', start);
            int names = text.indexOf('\t', library + 1);
            int end = text.indexOf('\n', names);
            Path place = libraries.get(text.substring(library + 1, names));
            if (place != null) classes.add(text.substring(start, library), place, text.substring(names + 1, end));
            start = end + 1;
        }
        return classes;
    }

    /// The libraries, in the order in which they are searched.
    List<Path> libraries() {
        return libraries;
    }

    /// Looks into all libraries.
    public static LibraryClasses scan(Set<Path> libraries) {
        var classes = new LibraryClasses(List.copyOf(libraries));
        for (Path library : libraries)
            try {
                Map<String, List<String>> packages = names(library)
                        .filter(LibraryClasses::isClass)
                        .collect(Collectors.groupingBy(
                                name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))),
                                TreeMap::new,
                                Collectors.mapping(LibraryClasses::simpleName, Collectors.toList())));
                packages.forEach((name, found) -> classes.add(name, library, String.join(" ", found)));
            } catch (IOException e) {
                Console.log("cannot read " + library + ": " + e.getMessage());
            }
        return classes;
    }

    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.startsWith("META-INF/");
    }

    static String simpleName(String name) {
        return name.substring(name.lastIndexOf('/') + 1, name.length() - CLASS.length());
    }

    private static Stream<String> names(Path library) throws IOException {
        if (Files.isDirectory(library))
            try (Stream<Path> files = Files.walk(library)) {
                return files
                        .map(file -> library.relativize(file).toString().replace(File.separatorChar, '/'))
                        .toList()
                        .stream();
            }
        try (var jar = new ZipFile(library.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList().stream();
        }
    }

    private void add(String folder, Path library, String names) {
        byPackage.computeIfAbsent(folder, _ -> new ArrayList<>(1)).add(new InLibrary(library, names));
    }

    /// Writes the file that `of` reads.
    ///
    /// @param folder where `crema.jar` lies
    public void write(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        new TreeMap<>(byPackage).forEach((name, all) -> {
            for (InLibrary each : all) lines.add(name + "\t" + relative(folder, each.library()) + "\t" + each.joined());
        });
        lines.addFirst(libraries.stream().map(each -> relative(folder, each)).collect(Collectors.joining("\t")));
        Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n");
    }

    private static String relative(Path folder, Path library) {
        return folder.relativize(library).toString().replace(File.separatorChar, '/');
    }

    /// The qualified names of the classes that have this simple name.
    Stream<String> named(String simpleName) {
        return byPackage.entrySet().stream()
                .filter(each -> each.getValue().stream()
                        .anyMatch(library -> library.names().contains(simpleName)))
                .map(each -> each.getKey().replace('/', '.') + "." + simpleName);
    }

    /// Where classes of a package lie.
    ///
    /// @param name with dots
    List<InLibrary> in(String name) {
        return byPackage.getOrDefault(name.replace('.', '/'), List.of());
    }

    /// Whether there is a class.
    ///
    /// @param packageName with dots
    public boolean contains(String packageName, String simpleName) {
        return in(packageName).stream().anyMatch(each -> each.names().contains(simpleName));
    }

    /// Whether a package has classes.
    ///
    /// @param name with dots
    public boolean contains(String name) {
        return !in(name).isEmpty();
    }
}
