package dev.crema.kernel.assist;

import dev.crema.kernel.error.Names;
import dev.crema.kernel.eval.Evaluator;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The types and signatures of what can be typed behind a dot. JShell would tell them one name at a time, at the
/// price of a compilation each; reflection on the type before the dot tells all of them at once.
final class Members {
    /// @param type the kind of icon: `function`, `instance`, `class`
    record Described(String type, String signature) {
        static final Described UNKNOWN = new Described("", "");
    }

    private static final Pattern NAMES =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final Evaluator evaluator;

    Members(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The class of an expression, or the class that it names; null if it cannot be told.
    @Nullable
    Class<?> typeOf(String expression) {
        Class<?> known = NAMES.matcher(expression).matches() ? named(expression) : null;
        if (known != null) return known;
        String type = evaluator.use(shell -> shell.sourceCodeAnalysis().analyzeType(expression, expression.length()));
        if (type != null) return evaluator.classNamed(raw(type));
        String itself = expression + ".class";
        String named = evaluator.use(shell -> shell.sourceCodeAnalysis().analyzeType(itself, itself.length()));
        if (named == null || !named.contains("<")) return null;
        return evaluator.classNamed(raw(named.substring(named.indexOf('<') + 1, named.length() - 1)));
    }

    /// The type of a chain of names, `net.fc`, without asking the compiler; null if it cannot be told.
    private @Nullable Class<?> named(String chain) {
        List<String> names = List.of(chain.split("\\.", -1));
        Class<?> type = evaluator.classNamed(variableType(names.getFirst()).orElse(names.getFirst()));
        for (int i = 1; i < names.size() && type != null; i++) type = field(type, names.get(i));
        return type;
    }

    private Optional<String> variableType(String name) {
        return evaluator.use(shell -> shell.variables()
                .filter(variable -> variable.name().equals(name))
                .map(variable -> raw(variable.typeName()))
                .findFirst());
    }

    private static @Nullable Class<?> field(Class<?> owner, String name) {
        return members(owner.getFields(), owner.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(Field::getType)
                .orElse(null);
    }

    /// What a member of a class is.
    ///
    /// @param name as JShell suggests it: `println(`, `length()`, `out`
    static Described of(Class<?> owner, String name) {
        String bare = name.replaceFirst("\\(.*", "");
        if (!bare.equals(name)) {
            return members(owner.getMethods(), owner.getDeclaredMethods())
                    .filter(method -> method.getName().equals(bare))
                    .findFirst()
                    .map(method -> new Described("function", signature(method)))
                    .orElse(new Described("function", ""));
        }
        if (bare.equals("class")) return new Described("keyword", "");
        boolean isType = !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
        return members(owner.getFields(), owner.getDeclaredFields())
                .filter(field -> field.getName().equals(bare))
                .findFirst()
                .map(field -> new Described("instance", name(field.getGenericType())))
                .orElse(new Described(isType ? "class" : "instance", ""));
    }

    /// Public and inherited members, then the class's own: cells leave out `public`.
    private static <T extends Member> Stream<T> members(T[] visible, T[] own) {
        return Stream.of(visible, own).flatMap(Arrays::stream);
    }

    private static String signature(Method method) {
        String parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(Members::name)
                .collect(Collectors.joining(", ", "(", ")"));
        return parameters + " " + name(method.getGenericReturnType());
    }

    private static String name(Type type) {
        return Names.simple(type.getTypeName()).replace('$', '.');
    }

    private static String raw(String type) {
        return type.replaceAll("<.*>", "").strip();
    }
}
