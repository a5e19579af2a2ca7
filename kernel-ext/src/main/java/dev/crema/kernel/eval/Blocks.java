package dev.crema.kernel.eval;

import dev.crema.kernel.jshell.BlockCompiler;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;

/// Evaluates blocks of statements. One that ends with an expression shows its value; what has none, such as the
/// call of a void method or a `switch` of statements, does not compile so, and is compiled once more as a
/// statement.
final class Blocks {
    private static final String NO_STATEMENT = "compiler.err.not.stmt";

    /// @param piece what was evaluated in the end
    record Events(Piece piece, List<SnippetEvent> all) {
        static Events of(Piece piece, JShell shell) {
            return new Events(piece, shell.eval(piece.code()));
        }

        Stream<String> said(JShell shell) {
            return all.stream()
                    .filter(event -> event.status() == Snippet.Status.REJECTED)
                    .flatMap(event -> shell.diagnostics(event.snippet()))
                    .map(Diag::getCode);
        }
    }

    private final JShell shell;
    private @Nullable BlockCompiler compiler;

    Blocks(JShell shell) {
        this.shell = shell;
        try {
            compiler = new BlockCompiler(shell);
        } catch (ReflectiveOperationException e) {
            compiler = null; // this JDK's JShell is built differently
        }
    }

    Events eval(Piece piece) {
        try {
            return compiler == null ? slowly(piece) : compiled(piece, compiler);
        } catch (ReflectiveOperationException e) {
            compiler = null; // as above
            return slowly(piece);
        }
    }

    private Events compiled(Piece given, BlockCompiler with) throws ReflectiveOperationException {
        Piece piece = given;
        List<SnippetEvent> events = with.eval(piece.code());
        if (events.isEmpty() && given.isShowing()) {
            Piece statements = given.asStatements();
            events = with.eval(statements.code());
            if (!with.said().contains(NO_STATEMENT)) piece = statements;
        }
        if (events.isEmpty()) events = with.refuse(piece.code());
        return events.isEmpty() ? Events.of(piece, shell) : new Events(piece, events);
    }

    private Events slowly(Piece piece) {
        Events events = Events.of(piece, shell);
        if (!piece.isShowing() || events.said(shell).findAny().isEmpty()) return events;
        Events statements = Events.of(piece.asStatements(), shell);
        return statements.said(shell).anyMatch(NO_STATEMENT::equals) ? events : statements;
    }
}
