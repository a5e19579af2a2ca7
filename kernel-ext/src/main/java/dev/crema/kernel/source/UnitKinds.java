package dev.crema.kernel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Tells from the first words what a unit of Java is. JShell would say it too, but compiles each unit twice to
/// know.
public final class UnitKinds {
    private static final Set<String> MODIFIERS = Set.of(
            "public",
            "protected",
            "private",
            "static",
            "final",
            "abstract",
            "default",
            "synchronized",
            "native",
            "strictfp",
            "transient",
            "volatile",
            "sealed",
            "non");
    private static final Set<String> STATEMENTS = Set.of(
            "if",
            "for",
            "while",
            "do",
            "try",
            "throw",
            "return",
            "break",
            "continue",
            "yield",
            "assert",
            "synchronized",
            "{",
            ";");
    private static final Set<String> NOT_A_TYPE = Set.of(
            "new",
            "switch",
            "this",
            "super",
            "return",
            "throw",
            "instanceof",
            "null",
            "true",
            "false",
            "assert",
            "yield");
    private static final Set<String> TYPE_ARGUMENT_WORDS =
            Set.of(",", ".", "?", "[", "]", "<", ">", "@", "extends", "super");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private UnitKinds(String source) {
        var scanner = new JavaScanner(source);
        while (scanner.next()) tokens.add(scanner.token());
    }

    /// The kind of one unit of Java; never `BROKEN`.
    public static Unit.Kind of(String source) {
        return new UnitKinds(source).kind();
    }

    private Unit.Kind kind() {
        if (is("import")) return Unit.Kind.IMPORT;
        if (STATEMENTS.contains(peek(0)) && !(is("synchronized") && !peek(1).equals("("))) return Unit.Kind.STATEMENT;
        skipModifiers();
        if (is("class") || is("interface") || is("enum") || is("@")) return Unit.Kind.TYPE;
        if (is("record") && isName(peek(1)) && (peek(2).equals("(") || peek(2).equals("<"))) return Unit.Kind.TYPE;
        if (isName(peek(0)) && peek(1).equals(":") && !peek(2).equals(":")) return Unit.Kind.STATEMENT; // a label
        if (is("<")) skipBalanced("<", ">"); // a generic method
        if (!skipType() || !isName(peek(0))) return Unit.Kind.EXPRESSION;
        return peek(1).equals("(") ? Unit.Kind.METHOD : declares(peek(1)) ? Unit.Kind.VARIABLE : Unit.Kind.EXPRESSION;
    }

    private static boolean declares(String next) {
        return next.isEmpty() || next.equals("=") || next.equals(";") || next.equals(",") || next.equals("[");
    }

    private void skipModifiers() {
        while (at < tokens.size()) {
            if (is("@") && !peek(1).equals("interface")) {
                at += 2;
                while (is(".")) at += 2;
                if (is("(")) skipBalanced("(", ")");
            } else if (is("non") && peek(1).equals("-")) at += 3;
            else if (MODIFIERS.contains(peek(0)) && !is("non")) at++;
            else return;
        }
    }

    /// Passes over `java.util.Map<String, int[]>[]`; false if there is no type here.
    private boolean skipType() {
        if (!isName(peek(0)) || NOT_A_TYPE.contains(peek(0))) return false;
        at++;
        while (is(".") && isName(peek(1))) at += 2;
        if (is("<") && !skipTypeArguments()) return false;
        while (is(".") && isName(peek(1))) at += 2;
        while (is("[") && peek(1).equals("]")) at += 2;
        return true;
    }

    /// Passes over `<…>` if only what type arguments may hold stands between them (`i < n` does not).
    private boolean skipTypeArguments() {
        int depth = 0;
        do {
            String token = peek(0);
            if (token.equals("<")) depth++;
            else if (token.equals(">")) depth--;
            else if (!isName(token) && !TYPE_ARGUMENT_WORDS.contains(token)) return false;
            at++;
        } while (depth > 0 && at < tokens.size());
        return depth == 0;
    }

    private void skipBalanced(String open, String close) {
        int depth = 0;
        do {
            if (is(open)) depth++;
            if (is(close)) depth--;
            at++;
        } while (depth > 0 && at < tokens.size());
    }

    private boolean is(String token) {
        return peek(0).equals(token);
    }

    private String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    private static boolean isName(String token) {
        return !token.isEmpty() && Character.isJavaIdentifierStart(token.charAt(0));
    }
}
