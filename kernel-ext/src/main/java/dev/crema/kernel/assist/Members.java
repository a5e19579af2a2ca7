package dev.crema.kernel.assist;

import dev.crema.kernel.error.Names;
import dev.crema.kernel.eval.Evaluator;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
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

    private final Evaluator evaluator;

    Members(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The class of an expression, or the class that it names; null if it cannot be told.
    @Nullable
    Class<?> typeOf(String expression) {
        String type = evaluator.use(shell -> shell.sourceCodeAnalysis().analyzeType(expression, expression.length()));
        if (type != null) return evaluator.classNamed(raw(type));
        String itself = expression + ".class";
        String named = evaluator.use(shell -> shell.sourceCodeAnalysis().analyzeType(itself, itself.length()));
        if (named == null || !named.contains("<")) return null;
        return evaluator.classNamed(raw(named.substring(named.indexOf('<') + 1, named.length() - 1)));
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
