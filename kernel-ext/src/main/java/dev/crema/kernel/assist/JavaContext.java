package dev.crema.kernel.assist;

import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.Unit;
import dev.crema.kernel.source.UnitKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// The unfinished Java before the cursor, as JShell understands it: one unit. Variables and classes that the cell
/// declares above, and that have not been run yet, are put in front as declarations of a block.
///
/// @param code what to hand to JShell; the cursor is at its end
/// @param shift what to add to an offset in `code` to get the offset in the cell
/// @param unit the unfinished unit alone
record JavaContext(String code, int shift, String unit) {
    private static final Set<Unit.Kind> LOCAL = Set.of(Unit.Kind.VARIABLE, Unit.Kind.TYPE);

    /// @param cursor the offset in the cell
    static JavaContext of(Part.Java part, int cursor, JShell shell) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String rest = part.text()
                .substring(0, Math.clamp(cursor - part.start(), 0, part.text().length()));
        var declarations = new StringBuilder();
        List<String> units = units(rest, analysis);
        for (String unit : units.subList(0, units.size() - 1))
            if (LOCAL.contains(UnitKinds.of(unit))) declarations.append(unit).append('\n');
        String last = units.getLast();
        String code = declarations.isEmpty() ? last : "{" + declarations + last;
        return new JavaContext(code, cursor - code.length(), last);
    }

    private static List<String> units(String java, SourceCodeAnalysis analysis) {
        var units = new ArrayList<String>();
        String rest = java;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            boolean whole = info.completeness() == SourceCodeAnalysis.Completeness.COMPLETE
                    && !info.remaining().isEmpty();
            if (!whole) break;
            units.add(rest.substring(0, rest.length() - info.remaining().length()));
            rest = info.remaining();
        }
        units.add(rest);
        return units;
    }
}
