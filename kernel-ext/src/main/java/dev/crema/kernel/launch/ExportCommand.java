package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.notebook.NotebookFile;
import dev.crema.kernel.notebook.NotebookFile.NotebookException;
import dev.crema.kernel.notebook.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crema export NOTEBOOK --to java`: a notebook as a file of cells after `// %%`, and back.
@Command(
        name = "export",
        description =
                "Writes a notebook as NAME.java, with a line // %% before each cell; or such a file as NAME.ipynb.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final int UNUSABLE = 2;

    /// The forms of a notebook.
    enum Form {
        java,
        ipynb
    }

    @Parameters(paramLabel = "NOTEBOOK", description = "the .ipynb or .java file")
    private Path notebook = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FORM", description = "${COMPLETION-CANDIDATES}")
    private Form form = Form.java;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write it; beside the notebook if not said")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        try {
            NotebookFile read = NotebookFile.read(notebook);
            Path target = out != null ? out : NotebookName.of(notebook).with("." + form);
            if (target.toAbsolutePath().equals(notebook.toAbsolutePath()))
                throw new NotebookException(notebook + " is a ." + form + " file already");
            if (form == Form.java) Files.writeString(target, ScriptFile.text(read));
            else read.write(target);
            Console.TERMINAL.println("wrote " + target);
            return 0;
        } catch (NotebookException e) {
            Console.LOG.println("crema export: " + e.getMessage());
            return UNUSABLE;
        }
    }
}
