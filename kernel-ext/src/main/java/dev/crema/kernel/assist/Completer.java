package dev.crema.kernel.assist;

import dev.crema.kernel.assist.Members.Described;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Magic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.jspecify.annotations.Nullable;

/// Finds the ways to go on typing: Java, magics and their options, variables as arguments of magics.
final class Completer {
    private static final int MOST = 300;
    /// Magics whose arguments are files.
    private static final Set<String> OF_FILES = Set.of("load", "classpath", "sh", "bash");
    private static final Pattern MAGIC_NAME = Pattern.compile("\\s*(%{1,2})(\\w*)");
    private static final Pattern OPTION = Pattern.compile("--[\\w-]+");
    private static final Pattern LAST_WORD = Pattern.compile("(?s).*?([^\\s{]*)");
    private static final Pattern RECEIVER = Pattern.compile("(?s).*?([\\p{L}_$\"][\\p{L}\\p{N}_$.()\\[\\]\"]*)\\.");

    /// The name of a package, or an import, stands before the cursor.
    private static final Pattern QUALIFIED = Pattern.compile(
            "\\bimport\\s+[\\p{L}\\p{N}_.]*$|(?<![\\p{L}\\p{N}_.])(?:java|javax|org|com|dev)\\.[a-z\\p{N}_.]*$");

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
        String string = part instanceof Part.Java java
                ? OpenString.before(code.substring(java.start(), Math.max(java.start(), cursor)))
                : null;
        if (string != null) return FileNames.complete(string, cursor);
        return switch (part) {
            case Part.Line magic -> arguments(magic.name(), before, cursor);
            case Part.Whole magic when cursor < magic.bodyStart() -> arguments(magic.name(), before, cursor);
            case Part.Shell command
            when command.start() < cursor ->
                FileNames.complete(lastWord(before.substring(command.start() + 1)), cursor);
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

    /// An option of the magic, a variable of the notebook, Java, or a file, whichever the magic takes.
    private List<Completion> arguments(String magicName, String before, int cursor) {
        String typed = lastWord(before);
        if (OF_FILES.contains(magicName)) return FileNames.complete(typed.replaceFirst("^[\"']", ""), cursor);
        if (typed.startsWith("-")) return options(magicName, typed, cursor);
        var found = new LinkedHashMap<String, Completion>();
        for (Completion variable : variables(typed, cursor)) found.put(variable.text(), variable);
        if (typed.isEmpty()) {
            for (Completion option : options(magicName, "--", cursor))
                found.put(option.text(), new Completion(option.text(), cursor, option.type(), option.signature()));
            if (!found.isEmpty()) return List.copyOf(found.values());
        }
        for (Completion java : java(new Part.Java(typed, cursor - typed.length()), cursor))
            found.putIfAbsent(java.text(), java);
        return List.copyOf(found.values());
    }

    private static String lastWord(String before) {
        Matcher word = LAST_WORD.matcher(before);
        return word.matches() ? word.group(1) : "";
    }

    private List<Completion> variables(String typed, int cursor) {
        return evaluator.use(shell -> shell.variables()
                .filter(variable -> variable.name().startsWith(typed))
                .map(variable ->
                        new Completion(variable.name(), cursor - typed.length(), "instance", variable.typeName()))
                .sorted(Comparator.comparing(Completion::text))
                .toList());
    }

    private List<Completion> options(String magicName, String typed, int cursor) {
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
        if (QUALIFIED
                .matcher(part.text().substring(0, Math.max(0, cursor - part.start())))
                .find()) evaluator.indexPackages();
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
