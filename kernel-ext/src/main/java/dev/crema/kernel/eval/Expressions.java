package dev.crema.kernel.eval;

import dev.crema.kernel.error.Hints;
import dev.crema.kernel.error.Problem;
import dev.crema.kernel.eval.Shell.Evaluated;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Host.ExpressionException;
import org.jspecify.annotations.Nullable;

/// Expressions and variables of the notebook, for magics. Used on the kernel's thread.
final class Expressions {
    private final Shell shell;
    private final Changes changes;
    private final Suggestions suggestions;

    Expressions(Shell shell, Changes changes, Suggestions suggestions) {
        this.shell = shell;
        this.changes = changes;
        this.suggestions = suggestions;
    }

    /// The value of an expression.
    ///
    /// @throws ExpressionException if it does not compile, or has no value
    /// @throws Throwable what it throws
    @Nullable
    Object value(String expression) throws Throwable {
        var text = new SourceText(expression, expression);
        int end = expression.endsWith(";") ? expression.length() - 1 : expression.length();
        Evaluated evaluated = checked(shell.eval(Piece.showing(text, 0, 0, end)));
        Results.Shown shown = Results.takeShown();
        if (evaluated.thrown() != null) throw evaluated.thrown();
        if (shown == null) throw new ExpressionException("`" + expression + "` has no value");
        return shown.value();
    }

    /// Declares a variable, or replaces it.
    @Nullable
    Object bind(String name, String type, Object value) throws Throwable {
        Results.give(value);
        Evaluated evaluated = checked(shell.eval(Piece.internal(Results.declaration(type, name))));
        if (evaluated.thrown() != null) throw evaluated.thrown();
        return changes.after(evaluated);
    }

    private Evaluated checked(Evaluated evaluated) {
        if (!evaluated.isRejected()) return evaluated;
        String text = "`" + evaluated.piece().origin().text() + "`";
        throw new ExpressionException(evaluated
                .own()
                .flatMap(event -> Problems.of(evaluated.piece(), shell.diagnostics(event.snippet())).stream())
                .findFirst()
                .map(suggestions::explained)
                .map(problem -> text + ": " + problem.headline() + advice(problem))
                .orElse(text + " is no expression"));
    }

    private String advice(Problem problem) {
        String advice = Hints.of(problem);
        if (advice.isEmpty()) advice = suggestions.of(problem);
        return advice.isEmpty() ? "" : "; " + advice;
    }
}
