package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import dev.crema.kernel.assist.VariableView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Speaks the debugger's protocol as far as the variables panel of a front end needs it. Breakpoints are refused in
/// a sentence, and every request is answered, so that nothing in the front end waits.
final class Debugger {
    private static final String REFUSAL =
            "this kernel has a variables panel and no breakpoints: print, or run the code in an IDE";

    private final Supplier<List<VariableView>> variables;
    private final Consumer<String> warning;
    private volatile boolean started;

    /// @param warning shows a sentence to the user
    Debugger(Supplier<List<VariableView>> variables, Consumer<String> warning) {
        this.variables = variables;
        this.warning = warning;
    }

    /// The content of a `debug_reply`.
    JsonObject reply(Message request) {
        String command = request.text("command");
        int sequence = request.number("seq", 0);
        JsonObject reply = Json.object(
                "type", "response", "request_seq", sequence, "seq", sequence, "command", command, "success", true);
        reply.add("body", body(command, request));
        if (isRefused(command, request)) {
            reply.addProperty("success", false);
            reply.addProperty("message", REFUSAL);
            warning.accept(REFUSAL);
        }
        return reply;
    }

    private JsonObject body(String command, Message request) {
        return switch (command) {
            case "debugInfo" -> info();
            case "initialize" -> {
                started = true;
                yield Json.object("supportsConfigurationDoneRequest", true, "exceptionBreakpointFilters", List.of());
            }
            case "attach" -> {
                started = true;
                yield new JsonObject();
            }
            case "disconnect", "terminate" -> {
                started = false;
                yield Json.object("restarted", false);
            }
            case "inspectVariables" -> Json.object("variables", list());
            case "variables", "setBreakpoints", "setExceptionBreakpoints", "stackTrace", "scopes", "modules" ->
                Json.object(
                        "variables", List.of(),
                        "breakpoints", List.of(),
                        "stackFrames", List.of(),
                        "scopes", List.of(),
                        "modules", List.of());
            case "threads" -> Json.object("threads", List.of(Json.object("id", 1, "name", "cell")));
            case "dumpCell" -> Json.object("sourcePath", sourcePath(request));
            case "richInspectVariables" -> rich(request);
            default -> new JsonObject();
        };
    }

    private static boolean isRefused(String command, Message request) {
        return command.equals("setBreakpoints")
                && arguments(request).has("breakpoints")
                && !arguments(request).getAsJsonArray("breakpoints").isEmpty();
    }

    private static JsonObject arguments(Message request) {
        return request.object("arguments");
    }

    /// Front ends know cells by such names.
    private static String sourcePath(Message request) {
        String code =
                arguments(request).has("code") ? arguments(request).get("code").getAsString() : "";
        return "crema-cell-" + String.format(Locale.ROOT, "%08x", code.hashCode()) + ".jshell";
    }

    private List<JsonObject> list() {
        return variables.get().stream()
                .map(variable -> Json.object(
                        "name",
                        variable.name(),
                        "type",
                        variable.type(),
                        "value",
                        variable.value(),
                        "evaluateName",
                        variable.name(),
                        "variablesReference",
                        0))
                .toList();
    }

    private JsonObject rich(Message request) {
        String name = arguments(request).has("variableName")
                ? arguments(request).get("variableName").getAsString()
                : "";
        String text = variables.get().stream()
                .filter(variable -> variable.name().equals(name))
                .map(variable -> variable.type() + " " + variable.value())
                .findFirst()
                .orElse("no variable " + name);
        return Json.object("data", Map.of("text/plain", text.strip()), "metadata", Map.of());
    }

    private JsonObject info() {
        return Json.object(
                "isStarted",
                started,
                "hashMethod",
                "Murmur2",
                "hashSeed",
                0,
                "tmpFilePrefix",
                "crema-cell-",
                "tmpFileSuffix",
                ".jshell",
                "breakpoints",
                List.of(),
                "stoppedThreads",
                List.of(),
                "richRendering",
                true,
                "exceptionPaths",
                List.of(),
                "copyToGlobals",
                false);
    }
}
