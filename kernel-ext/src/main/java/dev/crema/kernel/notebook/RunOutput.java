package dev.crema.kernel.notebook;

import com.google.gson.JsonObject;
import dev.crema.kernel.display.Output;
import dev.crema.magics.MimeBundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts what a cell shows into the notebook file and onto the terminal.
final class RunOutput implements Output {
    private final CodeCell cell;
    private final int count;
    private final Terminal terminal;
    private final Map<String, List<JsonObject>> displayed;
    private final BufferedReader keyboard;

    /// @param displayed the outputs of the whole notebook that have an id
    RunOutput(
            CodeCell cell,
            int count,
            Terminal terminal,
            Map<String, List<JsonObject>> displayed,
            BufferedReader keyboard) {
        this.cell = cell;
        this.count = count;
        this.terminal = terminal;
        this.displayed = displayed;
        this.keyboard = keyboard;
    }

    @Override
    public void print(Stream stream, String text) {
        synchronized (displayed) {
            cell.print(stream.jupyterName(), text);
        }
        terminal.print(text);
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String id) {
        synchronized (displayed) {
            JsonObject output = cell.display(bundle);
            if (id != null)
                displayed.computeIfAbsent(id, any -> new ArrayList<>()).add(output);
        }
        terminal.display(id == null ? "" : id, text(bundle));
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        synchronized (displayed) {
            for (JsonObject output : displayed.getOrDefault(id, List.of())) CodeCell.fill(output, bundle);
        }
        terminal.update(id, text(bundle));
    }

    @Override
    public void result(MimeBundle bundle) {
        synchronized (displayed) {
            cell.result(bundle, count);
        }
        terminal.display("", text(bundle));
    }

    @Override
    public String input(String prompt) throws IOException {
        terminal.print(prompt);
        String line = keyboard.readLine();
        if (line == null) throw new IOException("the program asks for input, and there is no more of it");
        return line;
    }

    private static String text(MimeBundle bundle) {
        return bundle.data()
                .getOrDefault(
                        "text/plain", "(" + String.join(", ", bundle.data().keySet()) + ")");
    }
}
