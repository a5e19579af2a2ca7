package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String CLASS = ".class";

    /// The classes of one package in one library.
    ///
    /// @param joined simple names with a space between: `Linear Sequential$1`; most are never asked for
    record InLibrary(Path library, String joined) {
        List<String> names() {
            return List.of(joined.split(" ", -1));
        }
    }

    private final Map<String, List<InLibrary>> byPackage = new HashMap<>();

    private LibraryClasses() {}

    /// Reads what was written beside a library; where nothing was, looks into the libraries.
    static LibraryClasses of(Set<Path> libraries) {
        for (Path library : libraries) {
            Path index = library.resolveSibling(FILE);
            if (Files.exists(index))
                try {
                    return read(index);
                } catch (IOException | IndexOutOfBoundsException e) {
                    Console.log("cannot read " + index + ": " + e.getMessage());
                }
        }
        return scan(libraries);
    }

    private static LibraryClasses read(Path index) throws IOException {
        var classes = new LibraryClasses();
        var libraries = new HashMap<String, Path>();
        String text = Files.readString(index);
        for (int start = 0; start < text.length(); ) { // cheaper than lines and their parts, and every start waits
            int library = text.indexOf('\t', start);
            int names = text.indexOf('\t', library + 1);
            int end = text.indexOf('\n', names);
            Path place = libraries.computeIfAbsent(text.substring(library + 1, names), index::resolveSibling);
            classes.add(text.substring(start, library), place, text.substring(names + 1, end));
            start = end + 1;
        }
        return classes;
    }

    /// Looks into all libraries.
    public static LibraryClasses scan(Set<Path> libraries) {
        var classes = new LibraryClasses();
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

    private static String simpleName(String name) {
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
        byPackage.forEach((name, all) -> {
            for (InLibrary each : all) {
                String library = folder.relativize(each.library()).toString().replace(File.separatorChar, '/');
                lines.add(name + "\t" + library + "\t" + each.joined());
            }
        });
        String text = lines.stream().sorted().map(line -> line + "\n").collect(Collectors.joining());
        Files.writeString(folder.resolve(FILE), text);
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
