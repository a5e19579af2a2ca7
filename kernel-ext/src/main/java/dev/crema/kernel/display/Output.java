package dev.crema.kernel.display;

import dev.crema.magics.MimeBundle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where what a cell shows goes: to a front end, or into a notebook file and onto the terminal.
public interface Output {
    /// The two streams that a program prints to.
    enum Stream {
        STDOUT,
        STDERR;

        /// The name in Jupyter's messages: `stdout`.
        public String jupyterName() {
            return this == STDOUT ? "stdout" : "stderr";
        }
    }

    /// Shows printed text.
    void print(Stream stream, String text);

    /// Shows an output below the cell. A non-null id allows `update` later.
    void display(MimeBundle bundle, @Nullable String id);

    /// Replaces the content of every output that was displayed under this id.
    void update(String id, MimeBundle bundle);

    /// Shows the value of the cell's last expression.
    void result(MimeBundle bundle);

    /// Asks the user for a line of text and waits for it.
    ///
    /// @param prompt what stands beside the input field; may be empty
    /// @return the line, without its end
    /// @throws IOException if nobody can be asked, in a sentence for the user
    String input(String prompt) throws IOException, InterruptedException;
}
