package dev.crema.kernel.assist;

import dev.crema.kernel.display.ValueText;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Magic;
import dev.crema.magics.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.VarSnippet;

/// Tells what the word at the cursor is.
final class Inspector {
    private static final Pattern MAGIC = Pattern.compile("(?:^|\\n|\\s)%{1,2}(\\w+)[^\\n]*$");

    private final Evaluator evaluator;

    Inspector(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    MimeBundle inspect(String code, int place) {
        evaluator.readSources();
        // behind the bracket of a call as inside it: who typed it all asks about the method, too
        int cursor = place > 0 && place <= code.length() && code.charAt(place - 1) == ')' ? place - 1 : place;
        int end = wordEnd(code, cursor);
        Matcher magic = MAGIC.matcher(code.substring(0, end));
        if (magic.find())
            for (Magic each : evaluator.magics().all())
                if (each.name().equals(magic.group(1))) return Assistant.help(each);
        for (Part part : Assistant.parts(new SourceText("", code), evaluator).reversed())
            if (part.start() <= end && part instanceof Part.Java java) return java(java, code, cursor, end);
        return Assistant.nothing();
    }

    private MimeBundle java(Part.Java part, String code, int cursor, int end) {
        boolean called = code.substring(end).stripLeading().startsWith("(");
        return evaluator.use(shell -> {
            JavaContext atWord = JavaContext.of(part, end, shell);
            var tries = new ArrayList<String>();
            if (called) tries.add(atWord.code() + "(");
            tries.add(atWord.code());
            if (!called) tries.add(atWord.code() + "(");
            tries.add(JavaContext.of(part, cursor, shell).code());
            for (String text : tries) {
                List<Documentation> found = shell.sourceCodeAnalysis().documentation(text, text.length(), true);
                if (!found.isEmpty()) return bundle(found, variable(atWord.unit(), shell));
            }
            return Assistant.nothing();
        });
    }

    private static int wordEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) end++;
        return end;
    }

    private static MimeBundle bundle(List<Documentation> found, String value) {
        var plain = new StringBuilder();
        var markdown = new StringBuilder();
        for (Documentation each : found) {
            String javadoc = each.javadoc() == null ? "" : Javadoc.markdown(each.javadoc());
            plain.append(each.signature()).append('\n').append(javadoc).append(javadoc.isEmpty() ? "" : "\n\n");
            markdown.append("```java\n")
                    .append(each.signature())
                    .append("\n```\n\n")
                    .append(javadoc)
                    .append("\n\n");
        }
        if (!value.isEmpty()) {
            plain.append("= ").append(value);
            markdown.append("= `").append(value).append('`');
        }
        return MimeBundle.text(plain.toString().strip())
                .with("text/markdown", markdown.toString().strip());
    }

    /// The value of a variable, if its text is short and written by the JDK: other values may be huge, or busy.
    private String variable(String unit, JShell shell) {
        String name = unit.replaceFirst("(?s).*[^\\p{L}\\p{N}_$]", "");
        boolean known = shell.variables().map(VarSnippet::name).anyMatch(name::equals);
        Object value = known ? evaluator.variables().value(name) : null;
        boolean simple = value instanceof Number || value instanceof Boolean || value instanceof CharSequence;
        String text = simple ? ValueText.of(value) : "";
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
