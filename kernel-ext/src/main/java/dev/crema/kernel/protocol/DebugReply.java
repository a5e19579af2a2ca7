package dev.crema.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/// Answers the debugger that front ends look for: there is none, said in the debugger's own protocol so that
/// nothing waits for an answer.
final class DebugReply {
    private DebugReply() {}

    static JsonObject content(Message request) {
        String command = request.text("command");
        JsonObject reply = Json.object(
                "type",
                "response",
                "request_seq",
                request.number("seq", 0),
                "seq",
                request.number("seq", 0),
                "command",
                command);
        if (command.equals("debugInfo")) {
            reply.addProperty("success", true);
            reply.add("body", info());
        } else {
            reply.addProperty("success", false);
            reply.addProperty("message", "this kernel has no debugger: print, or run the code in an IDE");
            reply.add("body", new JsonObject());
        }
        return reply;
    }

    private static JsonElement info() {
        return Json.object(
                "isStarted",
                false,
                "hashMethod",
                "Murmur2",
                "hashSeed",
                0,
                "tmpFilePrefix",
                "",
                "tmpFileSuffix",
                "",
                "breakpoints",
                List.of(),
                "stoppedThreads",
                List.of(),
                "richRendering",
                false,
                "exceptionPaths",
                List.of());
    }
}
