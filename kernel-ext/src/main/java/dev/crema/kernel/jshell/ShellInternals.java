package dev.crema.kernel.jshell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/// Reaches into JShell for the two things its API has no door to; the manifest opens the package to us.
/// - The line of a snippet that a line of the compiled class stands for, while the class is being loaded.
/// - Forgetting: JShell lists every class it ever compiled to the compiler, for every evaluation anew, and gets
///   slower with each (4 ms fresh, 25 ms after 3,000 cells). Classes that no later cell can refer to are taken out.
public final class ShellInternals {
    private static final Pattern WRAPPER = Pattern.compile("\\$JShell\\$([0-9A-Z_]+)");
    private static final Pattern ID = Pattern.compile("\\d+");

    /// A line of a snippet, counted from 1.
    ///
    /// @param snippet null if it lies outside of every snippet
    public record SnippetLine(@Nullable Snippet snippet, int line) {}

    private final Object outerMap;
    private final Method outerOf;
    private final Map<String, ?> classFiles;
    private final Map<String, ?> classInfos;
    private final Map<String, ?> outers;
    private final Collection<Snippet> snippets;
    private final List<@Nullable Snippet> snippetsByKey;

    public ShellInternals(JShell shell) {
        try {
            Object maps = Reflection.field(shell, "maps");
            outerMap = Reflection.field(shell, "outerMap");
            outerOf = Reflection.open(outerMap.getClass().getDeclaredMethod("getOuter", String.class));
            classFiles = map(Reflection.field(Reflection.field(shell, "taskFactory"), "fileManager"), "classObjects");
            classInfos = map(Reflection.field(shell, "classTracker"), "map");
            outers = map(outerMap, "classOuters");
            snippets = collection(maps, "snippets");
            snippetsByKey = list(maps, "keyIndexToSnippet");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK's JShell is built differently: " + e, e);
        }
    }

    /// Which line of which snippet a line of a wrapper class stands for.
    public SnippetLine locate(String className, int compiledLine) {
        try {
            Object outer = outerOf.invoke(outerMap, className);
            if (outer == null) return new SnippetLine(null, compiledLine);
            Method snippetOf = Reflection.method(outer.getClass(), "wrapLineToSnippet");
            Method lineOf = Reflection.method(outer.getClass(), "wrapLineToSnippetLine");
            Snippet snippet = (Snippet) snippetOf.invoke(outer, compiledLine - 1);
            return new SnippetLine(snippet, (int) lineOf.invoke(outer, compiledLine - 1) + 1);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return new SnippetLine(null, compiledLine);
        }
    }

    /// Takes out everything that belongs to none of the snippets that later cells can refer to.
    ///
    /// @param isLive by the snippet's id
    public void forget(Predicate<String> isLive) {
        for (Map<String, ?> byClass : List.of(classFiles, classInfos, outers))
            byClass.keySet().removeIf(name -> !idsOf(name).allMatch(isLive));
        snippets.removeIf(snippet -> isSpent(snippet, isLive));
        snippetsByKey.replaceAll(snippet -> snippet != null && isSpent(snippet, isLive) ? null : snippet);
    }

    private static boolean isSpent(Snippet snippet, Predicate<String> isLive) {
        return snippet.id() != null && snippet.kind() != Snippet.Kind.IMPORT && !isLive.test(snippet.id());
    }

    /// The ids of the snippets that a wrapper class was made for: `REPL.$JShell$3_7B$Net` was made for 3 and 7.
    public static Stream<String> idsOf(String className) {
        Matcher wrapper = WRAPPER.matcher(className);
        return wrapper.find() ? ID.matcher(wrapper.group(1)).results().map(MatchResult::group) : Stream.of();
    }

    /// The outermost class around a class of a cell: `REPL.$JShell$3` of `REPL.$JShell$3$Net`.
    public static String wrapperOf(String className) {
        Matcher wrapper = WRAPPER.matcher(className);
        return wrapper.find() ? className.substring(0, wrapper.end()) : className;
    }

    @SuppressWarnings("unchecked") // the fields' types are known from the JDK's source
    private static Map<String, ?> map(Object owner, String name) throws ReflectiveOperationException {
        return (Map<String, ?>) Reflection.field(owner, name);
    }

    @SuppressWarnings("unchecked") // as above
    private static <T> Collection<T> collection(Object owner, String name) throws ReflectiveOperationException {
        return (Collection<T>) Reflection.field(owner, name);
    }

    @SuppressWarnings("unchecked") // as above
    private static <T extends @Nullable Object> List<T> list(Object owner, String name)
            throws ReflectiveOperationException {
        return (List<T>) Reflection.field(owner, name);
    }
}
