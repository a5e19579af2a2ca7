package dev.crema.kernel;

import dev.crema.kernel.display.Output;
import dev.crema.magics.MimeBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers what a cell showed.
public final class RecordingOutput implements Output {
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder warned = new StringBuilder();
    private final List<MimeBundle> displayed = new ArrayList<>();
    private final List<MimeBundle> results = new ArrayList<>();

    @Override
    public synchronized void print(Stream stream, String text) {
        (stream == Stream.STDOUT ? printed : warned).append(text);
    }

    @Override
    public synchronized void display(MimeBundle bundle, @Nullable String id) {
        displayed.add(bundle);
    }

    @Override
    public synchronized void update(String id, MimeBundle bundle) {
        displayed.add(bundle);
    }

    @Override
    public synchronized void result(MimeBundle bundle) {
        results.add(bundle);
    }

    @Override
    public String input(String prompt) throws IOException {
        throw new IOException("nobody is here to answer");
    }

    public synchronized String printed() {
        return printed.toString();
    }

    public synchronized String warned() {
        return warned.toString();
    }

    public synchronized List<MimeBundle> displayed() {
        return List.copyOf(displayed);
    }

    /// The plain text of the result; empty if there was none.
    public synchronized String result() {
        return results.isEmpty() ? "" : results.getLast().data().getOrDefault("text/plain", "");
    }
}
