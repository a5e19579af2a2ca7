package dev.crema.kernel.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The solutions of exercises: the lines of a cell between `// BEGIN SOLUTION` and `// END SOLUTION`. They usually
/// stand there as comments, so that nothing runs them in Jupyter either.
///
/// ```java
/// double lowest = 0; // your turn
/// // BEGIN SOLUTION
/// // lowest = 1.0 * xy / xx;
/// // END SOLUTION
/// ```
///
/// With solutions these comments become code; without, code between the markers is left out. Lines keep their
/// numbers.
final class Solutions {
    private static final String BEGIN = "// BEGIN SOLUTION";
    private static final String END = "// END SOLUTION";
    private static final String COMMENT = "//";
    private static final String OPEN = "✗ ";

    private Solutions() {}

    /// The source to run.
    ///
    /// @param solved whether the solutions take part
    static String apply(String source, boolean solved) {
        if (!source.contains(BEGIN)) return source;
        List<String> lines = new ArrayList<>();
        List<String> solution = new ArrayList<>();
        boolean inside = false;
        for (String line : source.split("\n", -1)) {
            String word = line.strip();
            if (word.equals(END) && inside) {
                lines.addAll(
                        solved
                                ? uncommented(solution)
                                : solution.stream().map(any -> "").toList());
                solution.clear();
                inside = false;
            }
            (inside ? solution : lines).add(line);
            if (word.equals(BEGIN)) inside = true;
        }
        lines.addAll(solution); // no end: not a solution
        return String.join("\n", lines);
    }

    /// Comments as code, if there is nothing else; a solution that is written as code is left as it is.
    private static List<String> uncommented(List<String> solution) {
        boolean comments = solution.stream()
                .allMatch(line -> line.isBlank() || line.strip().startsWith(COMMENT));
        if (!comments) return solution;
        return solution.stream().map(line -> line.replaceFirst("// ?", "")).toList();
    }

    /// The first check of an exercise that a cell has printed as not right.
    static Optional<String> open(CodeCell cell) {
        for (var each : cell.outputs()) {
            var output = each.getAsJsonObject();
            if (!output.has("text")) continue;
            Optional<String> open = NotebookFile.join(output.get("text"))
                    .lines()
                    .filter(line -> line.startsWith(OPEN))
                    .findFirst();
            if (open.isPresent()) return open;
        }
        return Optional.empty();
    }
}
