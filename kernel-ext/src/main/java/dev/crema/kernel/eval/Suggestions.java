package dev.crema.kernel.eval;

import dev.crema.kernel.error.Problem;
import dev.crema.magics.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/// What may have been meant by a name that the compiler does not know: a variable that was cleared, a class that
/// only needs an import, or a name that is written almost the same.
final class Suggestions {
    private static final Pattern UNKNOWN =
            Pattern.compile("cannot find symbol: (class|variable|method) ([\\p{L}_$][\\p{L}\\p{N}_$]*)");
    private static final int MOST_IMPORTS = 3;

    private final Shell shell;
    private final Changes changes;

    Suggestions(Shell shell, Changes changes) {
        this.shell = shell;
        this.changes = changes;
    }

    /// The problem as the user understands it: of a variable that was cleared, why it was.
    Problem explained(Problem problem) {
        Matcher unknown = UNKNOWN.matcher(problem.message());
        String why = unknown.find() ? changes.about(unknown.group(2)) : "";
        return why.isEmpty() ? problem : new Problem(problem.source(), problem.at(), problem.code(), why);
    }

    String of(Problem problem) {
        Matcher unknown = UNKNOWN.matcher(problem.message());
        if (!unknown.find()) return "";
        String name = unknown.group(2);
        List<String> imports = unknown.group(1).equals("method") ? List.of() : imports(name);
        if (!imports.isEmpty()) return "import " + String.join("; or import ", imports) + ";";
        boolean member = problem.message().contains("location:");
        if (member) return "";
        Set<String> known = known(unknown.group(1));
        if (known.contains(name)) return "`" + name + "` does not compile any more: run its cell again to see why";
        return Nearest.hint(name, known, "").replaceFirst("^; ", "");
    }

    /// Qualified names of the classes called so, the best known packages first.
    private List<String> imports(String name) {
        return shell.classesNamed(name).stream()
                .filter(found ->
                        !found.startsWith("com.sun.") && !found.startsWith("sun.") && !found.startsWith("jdk."))
                .sorted((a, b) -> Boolean.compare(b.startsWith("java."), a.startsWith("java.")))
                .limit(MOST_IMPORTS)
                .toList();
    }

    private Set<String> known(String kind) {
        return shell.use(s -> {
            var names = new TreeSet<String>();
            switch (kind) {
                case "method" -> s.methods().map(MethodSnippet::name).forEach(names::add);
                case "variable" -> s.variables().map(VarSnippet::name).forEach(names::add);
                default -> names.addAll(types(s));
            }
            return names;
        });
    }

    private static List<String> types(JShell s) {
        var types = new ArrayList<String>(s.types().map(TypeDeclSnippet::name).toList());
        for (var suggestion : s.sourceCodeAnalysis().completionSuggestions("new ", 4, new int[1]))
            types.add(suggestion.continuation().replaceFirst("[(<].*", ""));
        return types;
    }
}
