package dev.crema.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.crema.kernel.assist.Assistant;
import dev.crema.kernel.assist.Completeness;
import dev.crema.kernel.assist.Completion;
import dev.crema.magics.MimeBundle;
import java.util.List;
import java.util.Map;

/// The contents of the replies to requests for help while typing. Jupyter counts characters as code points, Java
/// does not.
final class AssistReplies {
    private AssistReplies() {}

    static JsonObject complete(Assistant assistant, Message request) {
        String code = request.text("code");
        int cursor = cursor(request, code);
        List<Completion> completions = assistant.complete(code, cursor);
        var matches = new JsonArray();
        var types = new JsonArray();
        int start = completions.isEmpty() ? cursor : completions.getFirst().start();
        for (Completion completion : completions) {
            matches.add(completion.text());
            types.add(Json.object(
                    "text", completion.text(),
                    "type", completion.type(),
                    "signature", completion.signature(),
                    "start", points(code, completion.start()),
                    "end", points(code, cursor)));
        }
        return Json.object(
                "status", "ok",
                "matches", matches,
                "cursor_start", points(code, start),
                "cursor_end", points(code, cursor),
                "metadata", Map.of("_jupyter_types_experimental", types));
    }

    static JsonObject inspect(Assistant assistant, Message request) {
        String code = request.text("code");
        MimeBundle found = assistant.inspect(code, cursor(request, code));
        return Json.object(
                "status", "ok", "found", !found.data().isEmpty(), "data", found.data(), "metadata", found.metadata());
    }

    static JsonObject isComplete(Assistant assistant, Message request) {
        Completeness completeness = assistant.completeness(request.text("code"));
        JsonObject reply = Json.object("status", completeness.status());
        if (completeness.status().equals("incomplete")) reply.addProperty("indent", completeness.indent());
        return reply;
    }

    private static int cursor(Message request, String code) {
        int points = code.codePointCount(0, code.length());
        int cursor = Math.clamp(request.number("cursor_pos", points), 0, points);
        return code.offsetByCodePoints(0, cursor);
    }

    private static int points(String code, int offset) {
        return code.codePointCount(0, Math.min(offset, code.length()));
    }
}
