package dev.crema.kernel.eval;

import dev.crema.kernel.load.LibraryClasses;
import dev.crema.magics.LibraryImports;
import java.util.List;
import java.util.stream.Stream;

/// What every notebook has imported before its first cell: packages of the JDK, the library, and the words of the
/// kernel. The one import of a single class is dropped when a cell declares its own.
final class DefaultImports {
    /// Packages of the JDK.
    static final List<String> PACKAGES = List.of(
            "java.io",
            "java.math",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.regex",
            "java.util.stream");

    private static final List<String> KERNEL =
            List.of("static dev.crema.magics.Notebook.*", "static dev.crema.kernel.eval.Results.*");

    private DefaultImports() {}

    /// The imports whose package or class exists, as Java source.
    static List<String> existing(LibraryClasses classes) {
        Stream<String> ours = Stream.concat(LibraryImports.ALL.stream(), KERNEL.stream());
        return Stream.concat(PACKAGES.stream().map(name -> name + ".*"), ours.filter(name -> exists(name, classes)))
                .map(name -> "import " + name + ";")
                .toList();
    }

    private static boolean exists(String name, LibraryClasses classes) {
        boolean isStatic = name.startsWith("static ");
        boolean isStar = name.endsWith(".*");
        String type = name.replace("static ", "").replace(".*", "");
        if (isStatic && !isStar) type = type.substring(0, type.lastIndexOf('.'));
        if (isStar && !isStatic) return classes.contains(type);
        int dot = type.lastIndexOf('.');
        return classes.contains(type.substring(0, dot), type.substring(dot + 1));
    }
}
