package dev.crema.report.html;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java source as HTML with its words told apart: comments, strings, numbers, keywords, magics.
final class JavaHighlight {
    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "short",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "throws",
            "true",
            "try",
            "var",
            "void",
            "while",
            "yield");

    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>//[^\n]*|/\\*.*?\\*/)"
                    + "|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*')"
                    + "|(?<magic>^%%?[^\n]*)"
                    + "|(?<number>\\b[0-9][0-9_.xXa-fA-FeELlDd]*)"
                    + "|(?<word>[A-Za-z_$][A-Za-z0-9_$]*)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private JavaHighlight() {}

    static String html(String source) {
        StringBuilder html = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find()) {
            html.append(Html.escape(source.substring(end, token.start())));
            String kind = kind(token);
            String text = Html.escape(token.group());
            html.append(kind.isEmpty() ? text : "<span class=\"" + kind + "\">" + text + "</span>");
            end = token.end();
        }
        return html.append(Html.escape(source.substring(end))).toString();
    }

    private static String kind(Matcher token) {
        if (token.group("comment") != null) return "c";
        if (token.group("string") != null) return "s";
        if (token.group("magic") != null) return "m";
        if (token.group("number") != null) return "n";
        return KEYWORDS.contains(token.group()) ? "k" : "";
    }
}
