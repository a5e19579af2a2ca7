package dev.crema.magics;

import java.util.List;

/// What a notebook imports of the library, whatever kernel runs it. Star imports on purpose: a student's own `class
/// Linear` then wins, where a single-type import would make the name ambiguous for the rest of the notebook.
/// `Module` alone needs one, against `java.lang.Module`.
public final class LibraryImports {
    /// As they stand behind `import`.
    public static final List<String> ALL = List.of(
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
            "dev.crema.magics.exercise.*",
            "static dev.crema.tensor.DType.*",
            "static dev.crema.tensor.NoGrad.noGrad");

    private LibraryImports() {}
}
