package dev.crema.kernel.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A notebook's relative paths start at its own folder, as they do in Jupyter. A JVM cannot change its folder, so
/// where the two differ the command is started again, there.
final class SameFolder {
    private SameFolder() {}

    static boolean isHere(Path notebook) {
        return Objects.equals(notebook.getParent(), Path.of("").toAbsolutePath());
    }

    /// Runs a command of crema in the notebook's folder, on this terminal.
    ///
    /// @return its exit status
    static int relaunch(Path notebook, List<String> arguments) throws IOException, InterruptedException {
        Path folder = notebook.getParent();
        if (folder == null) throw new IOException(notebook + " lies in no folder");
        var command = new ArrayList<>(Installation.java());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
