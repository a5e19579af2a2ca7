package dev.crema.kernel.eval;

import dev.crema.kernel.display.CellScope;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.error.Names;
import dev.crema.kernel.error.StackReport;
import dev.crema.kernel.load.CellInterrupted;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.spi.SPIResolutionException;

/// Puts into words what ended a cell.
final class FailureReport {
    private static final String INTERRUPTED = "Interrupted";

    private FailureReport() {}

    static ErrorReport of(Throwable thrown, Shell shell, Changes changes) {
        var origins = shell.origins();
        CellScope scope = CellScope.latest();
        return switch (thrown) {
            case CellThread.Abandoned left -> abandoned(left.thread(), origins);
            case CellInterrupted stop ->
                StackReport.stack(INTERRUPTED, "stopped by the user", stop.getStackTrace(), origins::place);
            // Whatever comes of stopping (InterruptedException, a Future's exception around it) is not the user's
            // error.
            case Exception stop
            when scope != null && scope.isStopping() ->
                StackReport.stack(INTERRUPTED, "stopped by the user", stop.getStackTrace(), origins::place);
            case SPIResolutionException unresolved -> unresolved(unresolved, shell);
            default -> StackReport.of(thrown, origins::place, each -> advice(each, changes));
        };
    }

    private static ErrorReport abandoned(Thread thread, Origins origins) {
        StackTraceElement[] stack = thread.getStackTrace();
        String where = stack.length == 0
                ? ""
                : " in " + Names.simple(stack[0].getClassName()) + "." + stack[0].getMethodName();
        return StackReport.stack(
                INTERRUPTED,
                "the code did not stop: it is busy" + where + ", in a library. Its thread `" + thread.getName()
                        + "` was left behind and goes on in the background; the next cell runs on a new thread",
                stack,
                origins::place);
    }

    /// A declaration was used whose body needs names that no cell has declared.
    private static ErrorReport unresolved(SPIResolutionException unresolved, Shell shell) {
        String id = String.valueOf(unresolved.id());
        String message = shell.use(s -> s.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet && id.equals(snippet.id()))
                .map(Snippet.class::cast)
                .findFirst()
                .map(snippet -> "`" + ((DeclarationSnippet) snippet).name() + "` needs "
                        + String.join(
                                ", ",
                                s.unresolvedDependencies((DeclarationSnippet) snippet)
                                        .toList())
                        + ", which no cell has declared")
                .orElse("a declaration needs names that no cell has declared"));
        return StackReport.stack("Unresolved", message, unresolved.getStackTrace(), shell.origins()::place);
    }

    /// A variable that was cleared, or that holds an object of a replaced class, explains many an exception.
    private static String advice(Throwable thrown, Changes changes) {
        if (!(thrown instanceof NullPointerException || thrown instanceof ClassCastException)) return "";
        String message = Names.clean(String.valueOf(thrown.getMessage()));
        for (Map.Entry<String, String> change : changes.all().entrySet())
            if (message.contains("\"" + change.getKey() + "\" is null") || thrown instanceof ClassCastException)
                return change.getValue();
        return thrown instanceof ClassCastException
                        && message.matches(".*class (\\w+) cannot be cast to class \\1\\b.*")
                ? "the object was made before its class was changed: run the cell again that made it"
                : "";
    }
}
