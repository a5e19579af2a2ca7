package dev.crema.kernel.source;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// Splits Java source into units.
public final class Units {
    private Units() {}

    /// The units of a piece of Java. A `BROKEN` unit is the last one: nothing is known about what follows it.
    ///
    /// @param offset where the piece starts in its [SourceText]
    public static List<Unit> split(String java, int offset, SourceCodeAnalysis analysis) {
        var units = new ArrayList<Unit>();
        int position = firstToken(java, 0);
        while (position < java.length()) {
            String rest = java.substring(position);
            CompletionInfo info = analysis.analyzeCompletion(rest);
            int consumed = consumed(rest, info);
            Unit unit = unit(rest.substring(0, consumed), info, offset + position);
            units.add(unit);
            if (unit.kind() == Unit.Kind.BROKEN) break;
            position = firstToken(java, position + consumed);
        }
        return units;
    }

    private static int consumed(String rest, CompletionInfo info) {
        return switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI ->
                rest.length() - info.remaining().length();
            // JShell hands the whole text back, also for what is complete but could go on (an `if` before an `else`).
            case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE, EMPTY, UNKNOWN -> rest.length();
        };
    }

    private static Unit unit(String text, CompletionInfo info, int start) {
        boolean complete =
                info.completeness().isComplete() || info.completeness() == Completeness.CONSIDERED_INCOMPLETE;
        if (!complete) return new Unit(Unit.Kind.BROKEN, text, start, start + text.length(), false);
        var scanner = new JavaScanner(text);
        char last = 0;
        int end = 0;
        while (scanner.next()) {
            last = scanner.operator();
            end = scanner.end();
        }
        return new Unit(UnitKinds.of(text), info.source(), start, start + end, last == ';');
    }

    private static int firstToken(String java, int from) {
        var scanner = new JavaScanner(java);
        scanner.skipTo(from);
        return scanner.next() ? scanner.start() : java.length();
    }
}
