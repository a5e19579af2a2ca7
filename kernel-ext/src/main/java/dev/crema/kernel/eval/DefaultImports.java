package dev.crema.kernel.eval;

import dev.crema.kernel.load.VisibleLibraries;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What every notebook has imported before its first cell. Star imports on purpose: a student's own `class Linear`
/// then wins, where a single-type import would make the name ambiguous for the rest of the notebook. `Module` alone
/// needs one, against `java.lang.Module`; it is dropped when a cell declares its own.
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
    private static final List<String> CREMA = List.of(
            "dev.crema.nn.Module",
            "dev.crema.tensor.*",
            "dev.crema.nn.*",
            "dev.crema.nn.init.*",
            "dev.crema.nn.loss.*",
            "dev.crema.nn.optim.*",
            "dev.crema.nn.data.*",
            "dev.crema.nn.metrics.*",
            "dev.crema.nn.train.*",
            "dev.crema.viz.*",
            "dev.crema.viz.xchart.*",
            "dev.crema.report.*",
            "dev.crema.magics.exercise.*",
            "static dev.crema.tensor.DType.*",
            "static dev.crema.tensor.NoGrad.noGrad",
            "static dev.crema.magics.Notebook.*",
            "static dev.crema.kernel.eval.Results.*");

    private DefaultImports() {}

    /// The imports whose package or class exists, as Java source.
    static List<String> existing(VisibleLibraries libraries) {
        Set<String> classes = libraries.classes("dev/crema/");
        return Stream.concat(JDK.stream(), CREMA.stream().filter(name -> exists(name, classes)))
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
