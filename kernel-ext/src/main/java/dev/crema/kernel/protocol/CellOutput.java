package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import dev.crema.kernel.display.Output;
import dev.crema.magics.MimeBundle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Sends what a cell shows to the front end, under the header of the request that ran it: also after the cell has
/// ended.
final class CellOutput implements Output {
    private final Message request;
    private final int count;
    private final Publisher publisher;
    private final Questions questions;
    private final boolean silent;

    CellOutput(Message request, int count, Publisher publisher, Questions questions) {
        this.request = request;
        this.count = count;
        this.publisher = publisher;
        this.questions = questions;
        silent = request.flag("silent", false);
    }

    private void publish(String type, JsonObject content) {
        if (!silent) publisher.publish(request.header(), type, content);
    }

    @Override
    public void print(Stream stream, String text) {
        publish("stream", Json.object("name", stream.jupyterName(), "text", text));
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String id) {
        publish("display_data", content(bundle, id));
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        publish("update_display_data", content(bundle, id));
    }

    @Override
    public void result(MimeBundle bundle) {
        JsonObject content = content(bundle, null);
        content.addProperty("execution_count", count);
        publish("execute_result", content);
    }

    @Override
    public String input(String prompt) throws IOException, InterruptedException {
        if (!request.flag("allow_stdin", true))
            throw new IOException("the program asks for input, and this front end cannot give any");
        return questions.ask(request, prompt);
    }

    static JsonObject content(MimeBundle bundle, @Nullable String id) {
        JsonObject content = Json.object("data", bundle.data(), "metadata", bundle.metadata());
        content.add("transient", id == null ? new JsonObject() : Json.object("display_id", id));
        return content;
    }
}
