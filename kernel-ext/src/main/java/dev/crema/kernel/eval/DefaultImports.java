package dev.crema.kernel.eval;

import dev.crema.kernel.load.VisibleLibraries;
import dev.crema.magics.LibraryImports;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What every notebook has imported before its first cell: packages of the JDK, the library, and the words of the
/// kernel. The one import of a single class is dropped when a cell declares its own.
final class DefaultImports {
    private static final List<String> JDK = List.of(
            "java.io.*",
            "java.math.*",
            "java.nio.file.*",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.regex.*",
            "java.util.stream.*");
    private static final List<String> KERNEL =
            List.of("static dev.crema.magics.Notebook.*", "static dev.crema.kernel.eval.Results.*");

    private DefaultImports() {}

    /// The imports whose package or class exists, as Java source.
    static List<String> existing(VisibleLibraries libraries) {
        Set<String> classes = libraries.classes("dev/crema/");
        Stream<String> ours = Stream.concat(LibraryImports.ALL.stream(), KERNEL.stream());
        return Stream.concat(JDK.stream(), ours.filter(name -> exists(name, classes)))
                .map(name -> "import " + name + ";")
                .toList();
    }

    /// @param classes as paths without the ending: `dev/crema/nn/Module`
    private static boolean exists(String name, Set<String> classes) {
        boolean isStatic = name.startsWith("static ");
        boolean isStar = name.endsWith(".*");
        String path = name.replace("static ", "").replace(".*", "").replace('.', '/');
        if (isStatic) return classes.contains(isStar ? path : path.substring(0, path.lastIndexOf('/')));
        return isStar ? classes.stream().anyMatch(each -> isIn(each, path)) : classes.contains(path);
    }

    private static boolean isIn(String path, String folder) {
        return path.startsWith(folder + "/") && path.indexOf('/', folder.length() + 1) < 0;
    }
}
