package dev.crema.kernel.protocol;

import dev.crema.kernel.display.Output;
import dev.crema.magics.MimeBundle;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Passes a cell's outputs on, and remembers its result for the history and for `user_expressions`.
final class ResultKeeper implements Output {
    private final Output output;
    private final boolean showsResult;
    private volatile MimeBundle bundle = new MimeBundle(Map.of(), Map.of());

    ResultKeeper(Output output, boolean showsResult) {
        this.output = output;
        this.showsResult = showsResult;
    }

    MimeBundle bundle() {
        return bundle;
    }

    /// The plain text of the result; empty if there was none.
    String text() {
        return bundle.data().getOrDefault("text/plain", "");
    }

    @Override
    public void print(Stream stream, String text) {
        output.print(stream, text);
    }

    @Override
    public void display(MimeBundle shown, @Nullable String id) {
        output.display(shown, id);
    }

    @Override
    public void update(String id, MimeBundle shown) {
        output.update(id, shown);
    }

    @Override
    public void result(MimeBundle result) {
        bundle = result;
        if (showsResult) output.result(result);
    }

    @Override
    public String input(String prompt) throws IOException, InterruptedException {
        return output.input(prompt);
    }
}
