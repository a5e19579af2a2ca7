package dev.crema.magics;

import dev.crema.nn.metrics.Metrics;
import dev.crema.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// The metrics that `%train` knows by name: the methods of `Metrics` that make a number of (prediction, target), in
/// any case.
final class TrainMetrics {
    private static final Map<String, Method> METHODS = methods();

    private TrainMetrics() {}

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Class<?>[] pair = {Tensor.class, Tensor.class};
        for (Method method : Metrics.class.getMethods())
            if (Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() == double.class
                    && Arrays.equals(method.getParameterTypes(), pair)) methods.put(method.getName(), method);
        return methods;
    }

    /// The metrics of a list such as `accuracy,f1`, by the names of their methods.
    ///
    /// @throws MagicException naming the nearest for one that does not exist
    static Map<String, ToDoubleBiFunction<Tensor, Tensor>> of(String list) {
        Map<String, ToDoubleBiFunction<Tensor, Tensor>> chosen = new LinkedHashMap<>();
        for (String word : List.of(list.split(",", -1))) {
            String name = word.strip();
            if (name.isEmpty()) continue;
            Method method = METHODS.get(name);
            if (method == null) {
                String hint = Nearest.hint(name, METHODS.keySet(), "");
                throw new MagicException(
                        "train",
                        "no metric " + name
                                + (hint.isEmpty() ? "; there are " + String.join(", ", METHODS.keySet()) : hint));
            }
            chosen.put(method.getName(), (prediction, target) -> call(method, prediction, target));
        }
        return chosen;
    }

    static String names() {
        return String.join("`, `", METHODS.keySet());
    }

    private static double call(Method method, Tensor prediction, Tensor target) {
        try {
            return (double) method.invoke(null, prediction, target);
        } catch (InvocationTargetException thrown) {
            @Nullable Throwable cause = thrown.getCause();
            if (cause instanceof RuntimeException failure) throw failure;
            if (cause instanceof Error failure) throw failure;
            throw new IllegalStateException(method.getName() + " failed", cause);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method.getName() + " is not public", impossible);
        }
    }
}
