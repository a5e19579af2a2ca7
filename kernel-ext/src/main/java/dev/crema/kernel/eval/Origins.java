package dev.crema.kernel.eval;

import dev.crema.kernel.jshell.ShellInternals;
import dev.crema.kernel.load.Weaver;
import dev.crema.kernel.source.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/// Knows which text every snippet came from, and so which line of which cell a stack frame is.
final class Origins {
    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
    private final Map<String, Piece> loaded = new ConcurrentHashMap<>();
    private volatile @Nullable Piece current;

    /// Says what is being evaluated: snippets that have no id yet come from it.
    void evaluating(Piece piece) {
        current = piece;
    }

    void declared(Snippet snippet, Piece piece) {
        pieces.put(snippet.id(), piece);
    }

    /// The text of a snippet; null if it is no cell's (a default import).
    @Nullable
    Piece of(Snippet snippet) {
        return snippet.id() == null ? null : pieces.get(snippet.id());
    }

    /// The places that the lines of a class stand for while it is being loaded.
    Weaver.Lines lines(String className, ShellInternals internals) {
        return compiledLine -> {
            var located = internals.locate(className, compiledLine);
            Snippet snippet = located.snippet();
            Piece piece = snippet == null || snippet.id() == null ? current : of(snippet);
            if (piece == null || piece.isInternal()) return null;
            int line = piece.toOriginLine(located.line());
            loaded.put(key(className, line), piece);
            return new Place(piece.origin(), line);
        };
    }

    /// The place of a stack frame; null if it is no cell's. A declaration that was run again unchanged is not
    /// loaded again: its frames still carry the lines of the earlier cell, and are moved to the later one here.
    @Nullable
    Place place(StackTraceElement frame) {
        String className = frame.getClassName();
        Piece then = loaded.get(key(className, frame.getLineNumber()));
        if (then == null || frame.getLineNumber() < 0) return null;
        Piece now = ShellInternals.idsOf(className)
                .map(pieces::get)
                .filter(piece -> piece != null && piece.code().equals(then.code()))
                .findFirst()
                .orElse(then);
        return new Place(now.origin(), frame.getLineNumber() - then.firstLine() + now.firstLine());
    }

    /// Lets go of the texts of snippets that later cells cannot refer to.
    void forget(Predicate<String> isLive) {
        pieces.keySet().removeIf(id -> !isLive.test(id));
        loaded.keySet().removeIf(key -> !ShellInternals.idsOf(key).allMatch(isLive));
    }

    /// Overloads of a method share a class though they come from several cells: there the line decides.
    private static String key(String className, int line) {
        return className.indexOf('_') < 0 ? className : className + ":" + line;
    }
}
