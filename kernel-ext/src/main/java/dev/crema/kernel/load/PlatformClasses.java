package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/// The classes of `java.base`, by package. Every cell's compiler lists those of a dozen packages, and finds them in
/// the JDK's image by way of a file system: a tenth of a kernel's start. An installed program has the answer in a
/// file.
public final class PlatformClasses {
    private static final String FILE = "platform.index";
    private static final String MODULE = "java.base";
    private static final IndexedClass.Origin IMAGE = new Image(Object.class.getModule());

    private final Map<String, String> byPackage = new HashMap<>();

    private PlatformClasses() {}

    static PlatformClasses none() {
        return new PlatformClasses();
    }

    /// Reads the file beside a program's jar; of no classes if there is none, or one that tells of another JDK.
    static PlatformClasses of(Path folder) {
        var classes = new PlatformClasses();
        Path index = folder.resolve(FILE);
        if (Files.exists(index))
            try {
                classes.read(Files.readString(index));
            } catch (IOException | IndexOutOfBoundsException e) {
                Console.log("cannot read " + index + ": " + e.getMessage());
            }
        return classes;
    }

    private void read(String text) throws IOException {
        int start = text.indexOf('\n') + 1;
        if (!text.substring(0, start).strip().equals(jdk())) return;
        while (start < text.length()) {
            int names = text.indexOf('\t', start);
            int end = text.indexOf('\n', names);
            byPackage.put(text.substring(start, names), text.substring(names + 1, end));
            start = end + 1;
        }
    }

    /// What changes with the classes; a JDK is updated in place, too.
    private static String jdk() throws IOException {
        Path image = Path.of(System.getProperty("java.home"), "lib", "modules");
        if (!Files.exists(image)) return "none";
        return Runtime.version() + " " + Files.size(image) + " "
                + Files.getLastModifiedTime(image).toMillis();
    }

    /// Writes the file that `of` reads.
    ///
    /// @param folder where `crema.jar` lies
    public static void write(Path folder) throws IOException {
        var lines = new ArrayList<>(List.of(jdk()));
        try (var module = ModuleFinder.ofSystem().find(MODULE).orElseThrow().open();
                Stream<String> files = module.list()) {
            files.filter(file -> file.startsWith("java/")
                            && file.endsWith(LibraryClasses.CLASS)
                            && !LibraryFiles.isWithoutName(file))
                    .collect(Collectors.groupingBy(
                            file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'),
                            TreeMap::new,
                            Collectors.mapping(LibraryClasses::simpleName, Collectors.joining(" "))))
                    .forEach((name, classes) -> lines.add(name + "\t" + classes));
        }
        Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n");
    }

    /// The classes of a package; none if they are not known.
    ///
    /// @param name with dots
    List<JavaFileObject> in(String name) {
        String joined = byPackage.get(name);
        if (joined == null) return List.of();
        var classes = new ArrayList<JavaFileObject>();
        for (String simple : joined.split(" ", -1)) classes.add(new IndexedClass(IMAGE, name, simple));
        return classes;
    }

    /// What a module says of itself; empty if this process has not loaded it.
    static Optional<JavaFileObject> descriptor(String moduleName) {
        return ModuleLayer.boot()
                .findModule(moduleName)
                .map(module -> new IndexedClass(new Image(module), "", "module-info"));
    }

    private record Image(Module module) implements IndexedClass.Origin {
        @Override
        public InputStream open(String path) throws IOException {
            InputStream in = module.getResourceAsStream(path);
            if (in == null) throw new FileNotFoundException(root() + path);
            return in;
        }

        @Override
        public String root() {
            return "jrt:/" + module.getName() + "/";
        }

        @Override
        public long lastModified() {
            return 0; // unknown: the image has one time for all
        }
    }
}
