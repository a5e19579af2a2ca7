package dev.crema.kernel.assist;

import dev.crema.kernel.assist.Members.Described;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Magic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.jspecify.annotations.Nullable;

/// Finds the ways to go on typing: Java, magics and their options, variables as arguments of magics.
final class Completer {
    private static final int MOST = 300;
    private static final Pattern MAGIC_NAME = Pattern.compile("\\s*(%{1,2})(\\w*)");
    private static final Pattern OPTION = Pattern.compile("--[\\w-]+");
    private static final Pattern LAST_WORD = Pattern.compile("(?s).*?([^\\s{]*)");
    private static final Pattern RECEIVER = Pattern.compile("(?s).*?([\\p{L}_$\"][\\p{L}\\p{N}_$.()\\[\\]\"]*)\\.");

    private final Evaluator evaluator;
    private final Members members;

    Completer(Evaluator evaluator, Members members) {
        this.evaluator = evaluator;
        this.members = members;
    }

    List<Completion> complete(String code, int cursor) {
        String before = code.substring(0, cursor);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        Matcher name = MAGIC_NAME.matcher(line);
        boolean mayBeMagic =
                name.matches() && (name.group(1).length() == 1 || before.strip().equals(line.strip()));
        if (mayBeMagic) return magics(name.group(1), name.group(2), cursor);
        Part part = partAt(code, cursor);
        return switch (part) {
            case Part.Line magic -> arguments(magic.name(), before, cursor);
            case Part.Whole magic when cursor < magic.bodyStart() -> arguments(magic.name(), before, cursor);
            case Part.Java java -> java(java, cursor);
            case null, default -> List.of();
        };
    }

    private @Nullable Part partAt(String code, int cursor) {
        if (code.isBlank()) return new Part.Java(code, 0);
        Part at = null;
        for (Part part : Assistant.parts(new SourceText("", code), evaluator))
            if (part.start() < cursor || at == null) at = part;
        return at;
    }

    private List<Completion> magics(String prefix, String typed, int cursor) {
        var found = new ArrayList<Completion>();
        for (Magic magic : evaluator.magics().all())
            if (magic.name().startsWith(typed)) {
                String summary = magic.help().lines().findFirst().orElse("");
                found.add(new Completion(
                        prefix + magic.name(), cursor - typed.length() - prefix.length(), "magic", summary));
            }
        return found;
    }

    /// An option of the magic, or Java: arguments are expressions of the notebook.
    private List<Completion> arguments(String magicName, String before, int cursor) {
        Matcher word = LAST_WORD.matcher(before);
        String typed = word.matches() ? word.group(1) : "";
        if (!typed.startsWith("-")) return java(new Part.Java(typed, cursor - typed.length()), cursor);
        return evaluator.magics().all().stream()
                .filter(magic -> magic.name().equals(magicName))
                .flatMap(magic -> OPTION.matcher(magic.help()).results())
                .map(option -> option.group())
                .filter(option -> option.startsWith(typed))
                .distinct()
                .map(option -> new Completion(option, cursor - typed.length(), "option", ""))
                .toList();
    }

    private List<Completion> java(Part.Java part, int cursor) {
        return evaluator.use(shell -> {
            JavaContext context = JavaContext.of(part, cursor, shell);
            int[] anchor = new int[1];
            List<Suggestion> suggestions = shell.sourceCodeAnalysis()
                    .completionSuggestions(context.code(), context.code().length(), anchor);
            int start = anchor[0] + context.shift();
            Class<?> owner = owner(context, anchor[0]);
            var byText = new LinkedHashMap<String, Completion>();
            for (Suggestion suggestion : bestFirst(suggestions)) {
                String text = suggestion.continuation();
                Described described = owner == null ? described(text, shell) : Members.of(owner, text);
                byText.putIfAbsent(text, new Completion(text, start, described.type(), described.signature()));
                if (byText.size() == MOST) break;
            }
            return List.copyOf(byText.values());
        });
    }

    private static Collection<Suggestion> bestFirst(List<Suggestion> suggestions) {
        var sorted = new ArrayList<>(suggestions);
        sorted.sort((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()));
        return sorted;
    }

    /// The class whose members are suggested; null if there is no dot before the typed word.
    private @Nullable Class<?> owner(JavaContext context, int anchor) {
        String before = context.code().substring(0, anchor);
        if (!before.endsWith(".")) return null;
        Matcher receiver = RECEIVER.matcher(before);
        return receiver.matches() ? members.typeOf(receiver.group(1)) : null;
    }

    private static Described described(String text, JShell shell) {
        String bare = text.replaceFirst("\\(.*", "");
        if (SourceVersion.isKeyword(bare)) return new Described("keyword", "");
        Map<String, Described> own = new LinkedHashMap<>();
        shell.variables().forEach(variable -> own.put(variable.name(), new Described("instance", variable.typeName())));
        if (!bare.equals(text))
            shell.methods().forEach(method -> own.put(method.name(), new Described("function", method.signature())));
        if (own.containsKey(bare)) return own.getOrDefault(bare, Described.UNKNOWN);
        if (!bare.isEmpty() && Character.isUpperCase(bare.charAt(0))) return new Described("class", "");
        return bare.equals(text) ? new Described("module", "") : new Described("function", "");
    }
}
