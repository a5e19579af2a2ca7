package dev.crema.kernel.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options that say where the kernelspec belongs; one at most.
final class SpecLocation {
    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Choice choice;

    private static final class Choice {
        @Option(names = "--user", description = "for the user's own Jupyter (the default)")
        private boolean user;

        @Option(names = "--sys-prefix", description = "for the Python environment that is active")
        private boolean activeEnvironment;

        @Option(
                names = "--prefix",
                paramLabel = "FOLDER",
                description = "below this folder, such as a virtual environment")
        private @Nullable Path prefix;
    }

    /// @throws IllegalStateException in a sentence, if no Python environment is active and one is wanted
    Path folder() {
        if (choice == null || choice.user) return KernelSpec.ofUser();
        if (choice.prefix != null && !choice.activeEnvironment)
            return KernelSpec.belowPrefix(choice.prefix.toAbsolutePath());
        String environment = System.getenv("VIRTUAL_ENV");
        if (environment == null) environment = System.getenv("CONDA_PREFIX");
        if (environment == null)
            throw new IllegalStateException("--sys-prefix: no Python environment is active (neither VIRTUAL_ENV nor"
                    + " CONDA_PREFIX is set); activate one, or name it by --prefix");
        return KernelSpec.belowPrefix(Path.of(environment));
    }
}
