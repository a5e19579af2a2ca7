package dev.crema.kernel.eval;

import dev.crema.kernel.display.CellScope;
import dev.crema.kernel.display.Output;
import dev.crema.kernel.error.CompileReport;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.error.Problem;
import dev.crema.kernel.eval.Shell.Evaluated;
import dev.crema.kernel.source.CellReader;
import dev.crema.kernel.source.JavaScanner;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.kernel.source.Unit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/// Evaluates one cell, piece by piece: Java, magics, commands. What is not Java at all is found before anything
/// runs.
final class CellRun {
    /// Errors that come from putting statements into one block; one by one they are none.
    private static final Set<String> BLOCK_ERRORS =
            Set.of("compiler.err.unreachable.stmt", "compiler.err.not.stmt", "compiler.err.limit.code");

    private static final Pattern TYPE_NAME =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");
    private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]|(?:<<|>>)=");

    private final Evaluator evaluator;
    private final Shell shell;
    private final SourceText source;
    private final CellScope scope;
    private final boolean shows;
    private final List<DeclarationSnippet> incomplete = new ArrayList<>();

    /// @param shows whether the value of the last expression is the cell's result
    CellRun(Evaluator evaluator, Shell shell, SourceText source, CellScope scope, boolean shows) {
        this.evaluator = evaluator;
        this.shell = shell;
        this.source = source;
        this.scope = scope;
        this.shows = shows;
    }

    /// @throws CellFailed with the report of what went wrong
    void run() throws Throwable {
        List<Part> parts =
                CellReader.read(source, evaluator::isMagic, shell.variables().names()::contains);
        // By identity: the first hash code of a record takes the JDK milliseconds.
        var units = new IdentityHashMap<Part, List<Unit>>();
        for (Part part : parts) if (part instanceof Part.Java java) units.put(part, split(java));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean last = shows && i == parts.size() - 1;
            if (part instanceof Part.Java) evaluate(units.getOrDefault(part, List.of()), last);
            else evaluator.runCommand(part, source, scope, last);
        }
        reportIncomplete();
    }

    private List<Unit> split(Part.Java java) {
        List<Unit> units = shell.split(java);
        if (!units.isEmpty() && units.getLast().kind() == Unit.Kind.BROKEN) {
            Piece piece = Piece.of(units.getLast(), source);
            List<Diag> said = shell.check(piece);
            if (!said.isEmpty()) throw refused(Problems.of(piece, said));
        }
        return units;
    }

    private void evaluate(List<Unit> units, boolean lastPart) throws Throwable {
        int next = 0;
        while (next < units.size()) {
            int end = next;
            while (end < units.size() && units.get(end).isAction()) end++;
            if (end == next) declare(units.get(next++));
            else {
                act(units.subList(next, end), lastPart && end == units.size());
                next = end;
            }
        }
    }

    private void declare(Unit unit) {
        Matcher type = TYPE_NAME.matcher(unit.source());
        if (unit.kind() == Unit.Kind.TYPE && type.find()) dropImport(type.group(1));
        finish(shell.eval(Piece.of(unit, source)));
    }

    /// A class of the user's wins over an import of a single class of the same name.
    private void dropImport(String simpleName) {
        shell.use(s -> {
            s.imports()
                    .filter(snippet -> isSingle(snippet) && snippet.name().equals(simpleName))
                    .toList()
                    .forEach(s::drop);
            return null;
        });
    }

    private static boolean isSingle(ImportSnippet snippet) {
        return snippet.subKind() == Snippet.SubKind.SINGLE_TYPE_IMPORT_SUBKIND;
    }

    private void act(List<Unit> units, boolean lastInCell) throws Throwable {
        Unit last = units.getLast();
        int start = units.getFirst().start();
        boolean asks = !last.terminated() && hasValue(last);
        Evaluated evaluated = shell.eval(
                asks ? Piece.showing(source, start, last.start(), last.end()) : Piece.block(source, start, last.end()));
        boolean apart = evaluated.isRejected()
                && (isBlockError(evaluated) || units.stream().anyMatch(OpenExercise::isCheck));
        if (apart) for (Unit unit : units) finish(unit, shell.eval(alone(unit)));
        else finish(evaluated);
        Results.Shown shown = Results.takeShown();
        if (shown != null && asks && lastInCell) evaluator.show(shown.value(), scope);
    }

    private void finish(Unit unit, Evaluated evaluated) {
        String open = evaluated.isRejected() ? OpenExercise.line(unit, problems(evaluated)) : null;
        if (open == null) finish(evaluated);
        else evaluator.print(Output.Stream.STDOUT, open, scope);
    }

    private List<Problem> problems(Evaluated evaluated) {
        return evaluated
                .own()
                .flatMap(event -> Problems.of(evaluated.piece(), shell.diagnostics(event.snippet())).stream())
                .toList();
    }

    private Piece alone(Unit unit) {
        int end = unit.terminated() ? unit.end() - 1 : unit.end();
        return hasValue(unit) ? Piece.showing(source, unit.start(), unit.start(), end) : Piece.of(unit, source);
    }

    /// Whether a unit is an expression, and not for its effect alone as an assignment is.
    private static boolean hasValue(Unit unit) {
        if (unit.kind() != Unit.Kind.EXPRESSION && !unit.source().startsWith("switch")) return false;
        var scanner = new JavaScanner(unit.source());
        var atTop = new StringBuilder();
        int depth = 0;
        while (scanner.next()) {
            char c = scanner.operator();
            if ("([{".indexOf(c) >= 0) depth++;
            if (depth == 0) atTop.append(c == 0 ? 'x' : c);
            if (")]}".indexOf(c) >= 0) depth--;
        }
        return !ASSIGNMENT.matcher(atTop).find();
    }

    private boolean isBlockError(Evaluated evaluated) {
        return evaluated
                .own()
                .flatMap(event -> shell.diagnostics(event.snippet()).stream())
                .anyMatch(diagnostic -> BLOCK_ERRORS.contains(diagnostic.getCode()));
    }

    /// Says what changed, and fails if the code was refused or threw.
    private void finish(Evaluated evaluated) {
        evaluator.notices(evaluated).forEach(sentence -> evaluator.warn(sentence, scope));
        for (SnippetEvent event : evaluated.own().toList())
            switch (event.status()) {
                case REJECTED -> throw refused(Problems.of(evaluated.piece(), shell.diagnostics(event.snippet())));
                case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED ->
                    incomplete.add((DeclarationSnippet) event.snippet());
                default -> {}
            }
        if (evaluated.thrown() != null) throw evaluator.failed(evaluated.thrown());
    }

    private CellFailed refused(List<Problem> problems) {
        if (problems.isEmpty())
            return new CellFailed(ErrorReport.sentence(CompileReport.NAME, "this is not Java, or not complete"));
        return new CellFailed(
                CompileReport.of(problems.stream().map(evaluator::explained).toList(), evaluator::suggestion));
    }

    /// Declarations that use names which no cell has declared yet. What cannot even be declared is an error; a
    /// method whose body waits for a later cell is legal, but mostly a slip.
    private void reportIncomplete() {
        for (DeclarationSnippet snippet : incomplete) {
            List<String> missing = shell.unresolved(snippet);
            if (missing.isEmpty() || !shell.isActive(snippet)) continue;
            List<Problem> problems =
                    missing.stream().map(symbol -> missing(symbol, snippet)).toList();
            if (!shell.isDefined(snippet)) throw refused(problems);
            evaluator.warn(
                    problems.getFirst().place() + ": `" + snippet.name() + "` cannot be used yet, no cell has declared "
                            + String.join(", ", missing),
                    scope);
        }
    }

    private Problem missing(String symbol, DeclarationSnippet snippet) {
        String name = symbol.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "");
        Piece piece = shell.origins().of(snippet);
        Matcher found = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(snippet.source());
        int at = piece == null ? 0 : piece.toOrigin(found.find() ? found.start() : 0);
        return new Problem(source, at, "compiler.err.cant.resolve.location", "cannot find symbol: " + symbol);
    }
}
