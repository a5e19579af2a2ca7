package dev.crema.kernel.assist;

import static jdk.jshell.SourceCodeAnalysis.Completeness.COMPLETE;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.source.CellReader;
import dev.crema.kernel.source.JavaScanner;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.kernel.source.Unit;
import dev.crema.kernel.source.UnitKinds;
import dev.crema.magics.Magic;
import dev.crema.magics.MimeBundle;
import java.util.List;
import java.util.Map;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// Helps while the user types. Answers at any time, also while a cell runs.
public final class Assistant {
    private static final String INDENT = "    ";

    private final Evaluator evaluator;
    private final Completer completer;
    private final Inspector inspector;

    public Assistant(Evaluator evaluator) {
        this.evaluator = evaluator;
        Members members = new Members(evaluator);
        completer = new Completer(evaluator, members);
        inspector = new Inspector(evaluator);
    }

    /// The ways to go on at a place of a cell; empty if there are none.
    public List<Completion> complete(String code, int cursor) {
        return completer.complete(code, cursor);
    }

    /// What is known about the word at a place of a cell: signature and documentation. Without data if it is
    /// nothing.
    public MimeBundle inspect(String code, int cursor) {
        return inspector.inspect(code, cursor);
    }

    /// Whether a cell can be run as it is.
    public Completeness completeness(String code) {
        List<Part> parts = parts(new SourceText("", code), evaluator);
        if (parts.isEmpty() || !(parts.getLast() instanceof Part.Java last))
            return new Completeness(isOpenMagic(parts, code) ? "incomplete" : "complete", "");
        return evaluator.use(shell -> completeness(last.text(), shell.sourceCodeAnalysis()));
    }

    /// A cell magic goes on until an empty line.
    private static boolean isOpenMagic(List<Part> parts, String code) {
        return !parts.isEmpty() && parts.getLast() instanceof Part.Whole && !code.endsWith("\n\n");
    }

    private static Completeness completeness(String java, SourceCodeAnalysis analysis) {
        String rest = java;
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            switch (info.completeness()) {
                case UNKNOWN -> {
                    return new Completeness("invalid", "");
                }
                case DEFINITELY_INCOMPLETE -> {
                    return new Completeness("incomplete", INDENT.repeat(depth(rest)));
                }
                case EMPTY -> {
                    return new Completeness("complete", "");
                }
                case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> {
                    if (isBroken(info.source(), analysis)) return new Completeness("invalid", "");
                    rest = info.completeness() == COMPLETE ? info.remaining() : "";
                }
            }
        }
        return new Completeness("complete", "");
    }

    /// What looks complete may still be no Java; a name that nobody has declared is another matter.
    private static boolean isBroken(String unit, SourceCodeAnalysis analysis) {
        return analysis.sourceToSnippets(unit).stream()
                .anyMatch(snippet ->
                        snippet.kind() == Snippet.Kind.ERRONEOUS && UnitKinds.of(unit) != Unit.Kind.EXPRESSION);
    }

    private static int depth(String code) {
        var scanner = new JavaScanner(code);
        int depth = 0;
        while (scanner.next()) {
            if ("([{".indexOf(scanner.operator()) >= 0) depth++;
            if (")]}".indexOf(scanner.operator()) >= 0) depth--;
        }
        return Math.max(0, depth);
    }

    static List<Part> parts(SourceText cell, Evaluator evaluator) {
        return CellReader.read(
                cell,
                name -> evaluator.magics().all().stream()
                        .anyMatch(magic -> magic.name().equals(name)),
                evaluator.variables().names()::contains);
    }

    /// The help of a magic as Markdown and as plain text.
    static MimeBundle help(Magic magic) {
        return MimeBundle.text(magic.help()).with("text/markdown", magic.help());
    }

    static MimeBundle nothing() {
        return new MimeBundle(Map.of(), Map.of());
    }
}
