package dev.crema.kernel.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Shows what the compiler refused: the line, a caret, and what to write instead where that is known.
public final class CompileReport {
    /// The name under which compile errors are reported.
    public static final String NAME = "CompileError";

    private static final int MOST = 4;

    private CompileReport() {}

    /// @param suggestion what may have been meant where no known slip fits; empty for nothing
    public static ErrorReport of(List<Problem> problems, Function<Problem, String> suggestion) {
        var lines = new ArrayList<String>();
        for (Problem problem : problems.subList(0, Math.min(problems.size(), MOST))) {
            var message = problem.message().lines().toList();
            lines.add(Ansi.error(NAME) + ": " + problem.headline());
            lines.add(Ansi.place(problem.place().toString()));
            lines.addAll(Excerpt.of(problem.place().line(), problem.lineText(), problem.column()));
            lines.addAll(message.subList(Math.min(1, message.size()), message.size()));
            String hint = Hints.of(problem);
            if (hint.isEmpty()) hint = suggestion.apply(problem);
            if (!hint.isEmpty()) lines.add(Ansi.hint(hint));
        }
        if (problems.size() > MOST) lines.add("… " + (problems.size() - MOST) + " more");
        Problem first = problems.getFirst();
        return new ErrorReport(NAME, first.headline(), lines, first.place());
    }
}
