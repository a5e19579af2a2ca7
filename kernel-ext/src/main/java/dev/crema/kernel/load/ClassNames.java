package dev.crema.kernel.load;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds public classes by their simple names: in the JDK, our libraries, and those that a notebook has added.
/// JShell has an index for this, which takes half a core for seconds and a quarter of an idle kernel's memory.
public final class ClassNames {
    private final LibraryClasses own;
    private final CellLoader loader;
    private final List<String> packages;

    /// @param packages of `java.base` whose nested classes count as well, such as `Entry` in `Map`
    public ClassNames(LibraryClasses own, CellLoader loader, List<String> packages) {
        this.own = own;
        this.loader = loader;
        this.packages = packages;
    }

    /// The qualified names of the classes called so.
    public List<String> of(String simpleName) {
        Stream<String> top = Stream.of(inJdk(simpleName), own.named(simpleName), inAdded(simpleName))
                .flatMap(names -> names)
                .filter(this::isPublic);
        return Stream.concat(top, nested(simpleName)).distinct().toList();
    }

    private static Stream<String> inJdk(String simpleName) {
        return ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream()
                        .filter(exported -> !exported.isQualified())
                        .map(Exports::source)
                        .map(name -> name + "." + simpleName)
                        .filter(name -> Class.forName(module, name) != null));
    }

    private Stream<String> inAdded(String simpleName) {
        Set<Path> added = Arrays.stream(loader.getURLs())
                .map(URL::toString)
                .map(URI::create)
                .map(Path::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return added.isEmpty() ? Stream.of() : LibraryClasses.scan(added).named(simpleName);
    }

    private boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, loader).getModifiers());
        } catch (ClassNotFoundException | LinkageError e) { // one that needs what is not here
            return false;
        }
    }

    private Stream<String> nested(String simpleName) {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        String end = "$" + simpleName + ".class";
        return packages.stream().flatMap(name -> {
            try (Stream<Path> files = Files.list(base.resolve(name.replace('.', '/')))) {
                return files
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.endsWith(end))
                        .map(file -> name + "." + file.substring(0, file.length() - ".class".length()))
                        .filter(this::isPublic)
                        .map(found -> found.replace('$', '.'))
                        .toList()
                        .stream();
            } catch (IOException e) {
                return Stream.of();
            }
        });
    }
}
