package dev.crema.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The formulas in a text of Markdown: `$…$` within a line, `$$…$$` on lines of their own. They are taken out
/// before Markdown is read, whose stars, underscores and backslashes mean something else, and put in afterwards.
final class Formulas {
    private static final Pattern FORMULA_OR_CODE = Pattern.compile(
            "(?s)(?:^|(?<=\\n))(```|~~~).*?(?:\\n\\1|\\z)|(`+)(?!`).*?(?<!`)\\2(?!`)|\\\\\\$"
                    + "|\\$\\$(?<block>.+?)\\$\\$|\\$(?<line>[^\\s$](?:[^$\\n]|\\n(?!\\s*\\n))*?(?<=[^\\s\\\\])|[^\\s$])\\$(?!\\d)");
    private static final char MARK = '\uE000';
    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK);

    private Formulas() {}

    /// The text as HTML.
    ///
    /// @param markdown turns Markdown without formulas into HTML
    static String html(String text, UnaryOperator<String> markdown) {
        List<String> formulas = new ArrayList<>();
        Matcher found = FORMULA_OR_CODE.matcher(text);
        String marked = found.replaceAll(match -> {
            String block = found.group("block");
            String line = found.group("line");
            if (block == null && line == null) return Matcher.quoteReplacement(match.group());
            formulas.add(Tex.mathMl(block == null ? String.valueOf(line) : block, block != null));
            return MARK + String.valueOf(formulas.size() - 1) + MARK;
        });
        return MARKED.matcher(markdown.apply(marked))
                .replaceAll(match -> Matcher.quoteReplacement(formulas.get(Integer.parseInt(match.group(1)))));
    }
}
