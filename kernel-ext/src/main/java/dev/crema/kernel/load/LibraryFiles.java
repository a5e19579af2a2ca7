package dev.crema.kernel.load;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// The compiler's files, with the classes of the kernel's own libraries found by [LibraryClasses]. Those that a
/// notebook adds the compiler searches itself; ours it would search with all that their manifests name, also what
/// cells do not see.
public final class LibraryFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    /// Where the compiler finds the classes of java.base.
    private static final String BASE = "SYSTEM_MODULES[java.base]";

    private static final String PLATFORM = "SYSTEM_MODULES[";

    private final LibraryClasses classes;
    private final PlatformClasses platform;
    private final Map<Path, ZipFile> open = new HashMap<>();
    private final Set<Path> own;
    private List<Path> added = List.of();

    /// @param own the libraries whose classes these are
    public LibraryFiles(StandardJavaFileManager files, LibraryClasses classes, PlatformClasses platform, Set<Path> own)
            throws IOException {
        super(files);
        this.classes = classes;
        this.platform = platform;
        this.own = own;
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, added);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (!recurse && kinds.contains(JavaFileObject.Kind.CLASS) && BASE.equals(location.getName())) {
            List<JavaFileObject> known = platform.in(packageName);
            if (!known.isEmpty()) return known;
        }
        var found = new ArrayList<JavaFileObject>();
        if (recurse || location != StandardLocation.CLASS_PATH) {
            for (JavaFileObject file : super.list(location, packageName, kinds, recurse))
                if (!isWithoutName(file.getName())) found.add(file);
            return found;
        }
        if (!added.isEmpty()) super.list(location, packageName, kinds, false).forEach(found::add);
        if (kinds.contains(JavaFileObject.Kind.CLASS))
            for (LibraryClasses.InLibrary each : classes.in(packageName))
                for (String name : each.names())
                    if (!isWithoutName(name))
                        found.add(new IndexedClass(new Library(this, each.library()), packageName, name));
        return found;
    }

    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        String place = location.getName();
        if (className.equals("module-info") && place.startsWith(PLATFORM) && place.endsWith("]")) {
            var found = PlatformClasses.descriptor(place.substring(PLATFORM.length(), place.length() - 1));
            if (found.isPresent()) return found.get();
        }
        return super.getJavaFileForInput(location, className, kind);
    }

    /// Whether a class is anonymous or local: no code can refer to it, and the compiler goes through all classes
    /// that it knows after every cell.
    static boolean isWithoutName(String path) {
        for (int at = path.lastIndexOf('/') + 1; at < path.length() - 1; at++)
            if (path.charAt(at) == '$' && Character.isDigit(path.charAt(at + 1))) return true;
        return false;
    }

    /// A jar or a folder.
    private record Library(LibraryFiles files, Path path) implements IndexedClass.Origin {
        @Override
        public InputStream open(String name) throws IOException {
            if (Files.isDirectory(path)) return Files.newInputStream(path.resolve(name));
            ZipFile jar = files.open(path);
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) throw new FileNotFoundException(root() + name);
            try (InputStream in = jar.getInputStream(entry)) {
                return new ByteArrayInputStream(in.readAllBytes());
            }
        }

        @Override
        public String root() {
            return Files.isDirectory(path) ? path.toUri().toString() : "jar:" + path.toUri() + "!/";
        }

        @Override
        public long lastModified() {
            return path.toFile().lastModified();
        }
    }

    private synchronized ZipFile open(Path library) throws IOException {
        ZipFile known = open.get(library);
        if (known != null) return known;
        var jar = new ZipFile(library.toFile());
        open.put(library, jar);
        return jar;
    }

    /// Where the compiler looks for plugins of its own: nowhere, else it opens every library to find none.
    @Override
    public @Nullable ClassLoader getClassLoader(Location location) {
        return location == StandardLocation.CLASS_PATH
                ? ClassLoader.getPlatformClassLoader()
                : super.getClassLoader(location);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof IndexedClass indexed ? indexed.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        if (a instanceof IndexedClass || b instanceof IndexedClass) return a.equals(b);
        return super.isSameFile(a, b);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof IndexedClass ? location == StandardLocation.CLASS_PATH : super.contains(location, file);
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        if (!current.equals("-classpath")) return super.handleOption(current, remaining);
        added = Arrays.stream(remaining.next().split(Pattern.quote(File.pathSeparator)))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .filter(path -> !own.contains(path))
                .toList();
        try {
            setLocationFromPaths(StandardLocation.CLASS_PATH, added);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_PATH || super.hasLocation(location);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return fileManager.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String module, Collection<? extends Path> paths)
            throws IOException {
        fileManager.setLocationForModule(location, module, paths);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        if (location != StandardLocation.CLASS_PATH) return fileManager.getLocationAsPaths(location);
        return Stream.concat(own.stream(), added.stream()).toList();
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : open.values()) jar.close();
        super.close();
    }
}
