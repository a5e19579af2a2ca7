package dev.crema.kernel.eval;

import dev.crema.kernel.jshell.ShellInternals;
import dev.crema.nn.Module;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/// Says what a redefinition did to the notebook's variables: nothing becomes null behind the user's back. A
/// sentence is remembered as long as it is true, for the error that a later use of the variable leads to.
final class Changes {
    private final Shell shell;
    private final Map<String, String> sentences = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();

    Changes(Shell shell) {
        this.shell = shell;
    }

    /// Why a variable is empty or gone; empty if it is not.
    String about(String variable) {
        return sentences.getOrDefault(variable, "");
    }

    Map<String, String> all() {
        return new TreeMap<>(sentences);
    }

    /// The sentences to show after an evaluation.
    List<String> after(Shell.Evaluated evaluated) {
        Set<String> declared = new HashSet<>();
        evaluated.own().forEach(event -> {
            if (event.snippet() instanceof VarSnippet variable) declared.add(variable.name());
        });
        sentences.keySet().removeAll(declared);
        var lost = new LinkedHashSet<>(shell.variables().takeLost(declared).keySet());
        for (SnippetEvent event : evaluated.events())
            if (event.snippet() instanceof VarSnippet variable && event.causeSnippet() != null && isGone(event)) {
                types.put(variable.name(), variable.typeName());
                shell.variables().dropped(variable.name());
                lost.add(variable.name());
            }
        lost.removeIf(this::declareAgain);
        var said = new ArrayList<String>();
        for (String name : lost) said.add(remember(name, evaluated, "was cleared"));
        if (evaluated.refusal() != null)
            for (String name : holdersOfOldObjects(evaluated))
                if (!lost.contains(name)) said.add(remember(name, evaluated, "still holds an object of the old class"));
        return said;
    }

    private static boolean isGone(SnippetEvent event) {
        return !event.status().isDefined() && event.status() != Snippet.Status.OVERWRITTEN;
    }

    /// JShell drops a variable when its initialiser does not compile any more, though its value may well live on.
    private boolean declareAgain(String name) {
        Object value = shell.variables().kept(name);
        String type = value == null ? null : types.get(name);
        if (value == null || type == null || !shell.isInstance(value, type)) return false;
        return declares(type, name, value) || declares(shell.qualified(type), name, value);
    }

    private boolean declares(String type, String name, Object value) {
        Results.give(value);
        var declared = shell.eval(Piece.internal(Results.declaration(type, name)));
        return !declared.isRejected() && declared.thrown() == null;
    }

    private String remember(String name, Shell.Evaluated evaluated, String what) {
        String cause = evaluated
                .own()
                .map(SnippetEvent::snippet)
                .findFirst()
                .map(snippet -> cause(snippet, evaluated.refusal()))
                .orElse("its declaration changed");
        String sentence = "`" + name + "` " + what + " because " + cause + again(name) + restorable(name);
        sentences.put(name, sentence);
        return sentence;
    }

    private static String cause(Snippet changed, @Nullable String refusal) {
        return switch (changed) {
            case TypeDeclSnippet type -> "class " + type.name() + " " + (refusal == null ? "changed" : refusal);
            case VarSnippet variable -> "`" + variable.name() + "` has another type now";
            case ImportSnippet imported -> "`import " + imported.fullname() + "` changed what its type means";
            case PersistentSnippet named -> "`" + named.name() + "` changed";
            default -> "its declaration changed";
        };
    }

    /// What a model had learned can be had back.
    private String restorable(String variable) {
        return shell.variables().kept(variable) instanceof Module ? ", then `%restore " + variable + "`" : "";
    }

    private String again(String variable) {
        return shell.use(s -> s.variables()
                .filter(snippet -> snippet.name().equals(variable))
                .map(snippet -> shell.origins().of(snippet))
                .filter(piece -> piece != null && !piece.isInternal())
                .reduce((earlier, later) -> later)
                .map(piece -> ": run " + piece.origin().label().replace("Cell", "cell") + " again")
                .orElse(": declare it again"));
    }

    /// Variables whose value was made by a class that has been replaced: it runs the old code and is no instance of
    /// the new class.
    private Set<String> holdersOfOldObjects(Shell.Evaluated evaluated) {
        Set<String> replaced = evaluated.events().stream()
                .filter(event -> event.snippet() instanceof TypeDeclSnippet)
                .map(event -> event.snippet().id())
                .collect(Collectors.toSet());
        return shell.variables().names().stream()
                .filter(name -> holdsOld(shell.variables().value(name), replaced))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean holdsOld(@Nullable Object value, Set<String> replaced) {
        boolean ofJdk = value != null && value.getClass().getName().startsWith("java.util.");
        if (ofJdk && value instanceof Collection<?> values && !values.isEmpty())
            return isOld(values.iterator().next(), replaced);
        return isOld(value, replaced);
    }

    private boolean isOld(@Nullable Object value, Set<String> replaced) {
        if (value == null || value.getClass().getClassLoader() != shell.loader()) return false;
        String name = value.getClass().getName();
        return ShellInternals.idsOf(name).anyMatch(replaced::contains) && !shell.isCurrent(name);
    }
}
