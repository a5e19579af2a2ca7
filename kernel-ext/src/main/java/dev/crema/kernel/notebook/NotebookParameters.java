package dev.crema.kernel.notebook;

import dev.crema.kernel.source.JavaScanner;
import dev.crema.magics.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values for variables of the notebook, given on the command line: `--param epochs=2`. A variable that a cell
/// declares with another value gets this one instead, so no cell needs a tag.
public final class NotebookParameters {
    private static final Pattern LITERAL = Pattern.compile("-?[\\d.][\\w.]*|true|false|null|\".*\"|'.'");
    private static final Pattern DECLARATION = Pattern.compile("(?m)^[\\t ]*(?:final\\s+)?"
            + "([\\p{L}_][\\p{L}\\p{N}_.<>\\[\\]]*)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*=(?!=)\\s*");

    private final Map<String, String> values = new LinkedHashMap<>();

    /// @param assignments of the form `name=value`
    /// @throws NotebookFile.NotebookException if one has another form
    public NotebookParameters(List<String> assignments) throws NotebookFile.NotebookException {
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0)
                throw new NotebookFile.NotebookException(
                        "--param " + assignment + ": write name=value, as in --param epochs=2");
            values.put(
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip());
        }
    }

    /// Refuses parameters that no cell declares.
    void check(List<CodeCell> cells) throws NotebookFile.NotebookException {
        var declared = new TreeSet<String>();
        for (CodeCell cell : cells) {
            Matcher declaration = DECLARATION.matcher(cell.source());
            while (declaration.find()) declared.add(declaration.group(2));
        }
        for (String name : values.keySet())
            if (!declared.contains(name))
                throw new NotebookFile.NotebookException("--param " + name
                        + ": no cell declares a variable of this name" + Nearest.hint(name, declared, ""));
    }

    /// The source with the given values in place of its own.
    String apply(String source) {
        if (values.isEmpty()) return source;
        Matcher declaration = DECLARATION.matcher(source);
        var result = new StringBuilder();
        int end = 0;
        while (declaration.find()) {
            String value = values.get(declaration.group(2));
            if (value == null || declaration.start() < end) continue;
            result.append(source, end, declaration.end()).append(literal(value, declaration.group(1)));
            end = initialiserEnd(source, declaration.end());
        }
        return result.append(source.substring(end)).toString();
    }

    private static int initialiserEnd(String source, int start) {
        var scanner = new JavaScanner(source);
        scanner.skipTo(start);
        int depth = 0;
        while (scanner.next()) {
            char c = scanner.operator();
            if (depth == 0 && (c == ',' || c == ';')) return scanner.start();
            if ("([{".indexOf(c) >= 0) depth++;
            if (")]}".indexOf(c) >= 0) depth--;
        }
        return source.length();
    }

    /// The value as Java: what is no number, truth value or quoted text is a text if the variable is one.
    private static String literal(String value, String type) {
        boolean text = type.equals("String")
                || (type.equals("var") && !LITERAL.matcher(value).matches());
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return text && !quoted ? "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : value;
    }

    /// The variables and values, for the log of a run.
    List<String> lines() {
        var lines = new ArrayList<String>();
        values.forEach((name, value) -> lines.add(name + " = " + value));
        return lines;
    }
}
