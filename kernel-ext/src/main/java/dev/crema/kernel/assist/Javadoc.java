package dev.crema.kernel.assist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Javadoc comments as Markdown.
final class Javadoc {
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s*([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}");
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");
    private static final Pattern LINK = Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)(?:\\s+(.+))?", Pattern.DOTALL);
    private static final Map<String, String> HTML = html();

    private Javadoc() {}

    private static Map<String, String> html() {
        var html = new LinkedHashMap<String, String>();
        html.put("(?i)</?(?:p|div|blockquote|table|tbody|thead|tr|dl)\\b[^>]*>", "\n\n");
        html.put("(?i)<(?:br)\\s*/?>", "\n");
        html.put("(?i)<li>\\s*", "\n- ");
        // Markdown comments come as HTML of this form.
        html.put("(?i)<pre\\b[^>]*>\\s*<code\\b[^>]*>", "\n\n```java\n");
        html.put("(?i)\\s*</code>\\s*</pre>", "\n```\n\n");
        html.put("(?i)<pre\\b[^>]*>\\s*", "\n\n```\n");
        html.put("(?i)</pre>", "\n```\n\n");
        html.put("(?i)</?(?:b|strong)>", "**");
        html.put("(?i)</?(?:i|em)>", "*");
        html.put("(?i)</?(?:code|tt)>", "`");
        html.put("(?i)<h\\d\\b[^>]*>", "\n\n**");
        html.put("(?i)</h\\d>", "**\n\n");
        html.put("<[/!]?[a-zA-Z][^>]*>", "");
        html.put("&lt;", "<");
        html.put("&gt;", ">");
        html.put("&nbsp;", " ");
        html.put("&quot;", "\"");
        html.put("&amp;", "&");
        html.put("[ \\t]+\n", "\n");
        html.put("\n{3,}", "\n\n");
        return html;
    }

    static String markdown(String comment) {
        String text = INLINE_TAG
                .matcher(comment)
                .replaceAll(tag -> Matcher.quoteReplacement(inline(tag.group(1), tag.group(2))));
        for (Map.Entry<String, String> rule : HTML.entrySet())
            text = text.replaceAll(rule.getKey(), Matcher.quoteReplacement(rule.getValue()));
        text = text.replaceAll("(?m)^ (?! )", "");
        return blocks(text)
                .replaceAll("\\n{3,}", "\n\n")
                .replaceAll("(?m)^(- \\w+ \\w+) +", "$1 ")
                .strip();
    }

    private static String inline(String tag, String body) {
        String text = body.strip();
        Matcher link = LINK.matcher(text);
        return switch (tag) {
            case "code" -> text.contains("\n") ? body : "`" + text + "`";
            case "link", "linkplain" ->
                link.matches()
                        ? (link.group(2) != null
                                ? link.group(2)
                                : "`" + link.group(1).replace('#', '.').replaceFirst("^\\.", "") + "`")
                        : text;
            case "snippet" -> "\n```\n" + text.replaceFirst("^[^\n]*:\n", "") + "\n```\n";
            case "inheritDoc", "index", "systemProperty" -> "";
            default -> text;
        };
    }

    private static String blocks(String text) {
        return BLOCK_TAG.matcher(text).replaceAll(tag -> switch (tag.group(1)) {
            case "param" -> "\n\n- parameter ";
            case "return" -> "\n\n- returns ";
            case "throws", "exception" -> "\n\n- throws ";
            default -> "\n\n- " + tag.group(1) + " ";
        });
    }
}
