package dev.crema.kernel.launch;

import java.nio.file.Path;

/// A notebook's file name without its ending, and the names of what is written beside it.
///
/// @param file the notebook, `.ipynb` or `.java`
record NotebookName(Path file) {
    static NotebookName of(Path file) {
        return new NotebookName(file);
    }

    /// Whether the notebook is a script, which keeps no outputs.
    boolean isScript() {
        return file.toString().endsWith(".java");
    }

    /// The file beside the notebook whose name ends so.
    Path with(String ending) {
        return file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.(ipynb|java)$", "") + ending);
    }
}
