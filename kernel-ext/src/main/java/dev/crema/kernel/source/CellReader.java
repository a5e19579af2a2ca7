package dev.crema.kernel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Splits a cell into Java and command lines. A command is a line of its own that starts with `%`, `!` or `?` where
/// a statement may start: not inside brackets, strings, text blocks or comments, and not where an expression goes
/// on (`a` on one line, `% b` on the next).
public final class CellReader {
    private static final Pattern WHOLE = Pattern.compile("\\s*%%(\\w+)[ \\t]*(.*)(?:\\R|$)");
    private static final Pattern LINE = Pattern.compile("%(\\w+)(?:[ \\t]+(.*))?");
    private static final Pattern HELP = Pattern.compile("\\?{1,2}\\s*(%?[\\w.]+)|(%{0,2}[\\w.]+)\\?{1,2}");
    private static final Pattern NEGATED_NAME = Pattern.compile("!\\s*(?:[(!].*|([\\p{L}_$][\\p{L}\\p{N}_$]*)(.*))");

    private static final Set<String> LITERALS = Set.of("true", "false");

    private final SourceText cell;
    private final String text;
    private final Predicate<String> isMagic;
    private final Predicate<String> isVariable;
    private final List<Part> parts = new ArrayList<>();
    private int javaStart;

    private CellReader(SourceText cell, Predicate<String> isMagic, Predicate<String> isVariable) {
        this.cell = cell;
        this.text = cell.text();
        this.isMagic = isMagic;
        this.isVariable = isVariable;
    }

    /// The pieces of a cell, in order.
    ///
    /// @param isMagic whether a word is the name of a magic; decides where both an expression and a magic may stand
    /// @param isVariable whether a word is a variable of the notebook; decides what `!done` is
    public static List<Part> read(SourceText cell, Predicate<String> isMagic, Predicate<String> isVariable) {
        return new CellReader(cell, isMagic, isVariable).read();
    }

    private List<Part> read() {
        Matcher whole = WHOLE.matcher(text);
        if (whole.lookingAt()) {
            int start = text.indexOf("%%");
            String body = text.substring(whole.end());
            return List.of(new Part.Whole(whole.group(1), whole.group(2).strip(), body, start, whole.end()));
        }
        var scanner = new JavaScanner(text);
        int depth = 0;
        boolean open = false; // whether the last token may be continued by an operator
        while (scanner.next()) {
            Part command = depth == 0 && startsLine(scanner.start()) ? command(scanner.start(), open) : null;
            if (command != null) {
                addJava(command.start());
                parts.add(command);
                javaStart = commandEnd(command.start());
                scanner.skipTo(javaStart);
                open = false;
                continue;
            }
            char c = scanner.operator();
            if ("([{".indexOf(c) >= 0) depth++;
            if (")]}".indexOf(c) >= 0) depth = Math.max(0, depth - 1);
            open = c != ';' && c != '}';
        }
        addJava(text.length());
        return parts;
    }

    private void addJava(int end) {
        String java = text.substring(javaStart, end);
        if (!java.isBlank()) parts.add(new Part.Java(java, javaStart));
    }

    private boolean startsLine(int offset) {
        return cell.column(offset) == 0
                || text.substring(offset - cell.column(offset), offset).isBlank();
    }

    /// The end of a command line; a backslash at its end joins the next line to it.
    private int commandEnd(int start) {
        int end = start;
        do {
            end = text.indexOf('\n', end + 1);
        } while (end > 0 && text.charAt(end - 1) == '\\');
        return end < 0 ? text.length() : end;
    }

    private @Nullable Part command(int start, boolean open) {
        String line =
                text.substring(start, commandEnd(start)).replace("\\\n", " ").strip();
        Matcher help = HELP.matcher(line);
        if (!open && help.matches()) return new Part.Help(help.group(1) != null ? help.group(1) : help.group(2), start);
        return switch (line.charAt(0)) {
            case '%' -> magic(line, start, open);
            case '!' ->
                !open && !isNegation(line, start)
                        ? new Part.Shell(line.substring(1).strip(), start)
                        : null;
            default -> null;
        };
    }

    private @Nullable Part magic(String line, int start, boolean open) {
        Matcher magic = LINE.matcher(line);
        if (!magic.matches()) return null;
        String name = magic.group(1);
        String arguments = magic.group(2) == null ? "" : magic.group(2).strip();
        // `a` above `%time b` may be an expression or a forgotten semicolon: a known name that no operator follows
        // decides.
        if (open && (!isMagic.test(name) || arguments.startsWith("+") || arguments.endsWith(";"))) return null;
        int argumentsStart =
                arguments.isEmpty() ? start + line.length() : start + line.indexOf(arguments, name.length());
        return new Part.Line(name, arguments, start, argumentsStart);
    }

    /// Whether a line that starts with an exclamation mark is Java: `!done`, `!(a && b)`, `!list.isEmpty()`.
    private boolean isNegation(String line, int start) {
        Matcher matcher = NEGATED_NAME.matcher(line);
        if (!matcher.matches()) return false;
        String name = matcher.group(1);
        return name == null
                || LITERALS.contains(name)
                || isVariable.test(name)
                || isMentioned(name, start)
                || matcher.group(2).startsWith("(");
    }

    /// A variable that the cell itself declares is not known to the notebook yet.
    private boolean isMentioned(String name, int before) {
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(text.substring(0, before))
                .find();
    }
}
