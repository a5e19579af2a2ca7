package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.Storage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/// The names of the classes whose numbers a tensor holds. They belong to its memory, so that views (`view`, `at`
/// with ranges, `flatten`) know them too; what is computed from it does not.
///
/// ```java
/// Tensor y = frame.labels("species");
/// ClassNames.of(y.view(-1, 1))          // [setosa, versicolor, virginica]
/// TensorDataset.of(x, y).classes()      // the same
/// ```
public final class ClassNames {
    private static final Map<Storage, List<String>> NAMES = Collections.synchronizedMap(new WeakHashMap<>());

    private ClassNames() {}

    /// Remembers the names of the classes in a tensor, class 0 first; none makes them numbers again.
    ///
    /// @return the same tensor
    public static Tensor give(Tensor labels, List<String> names) {
        if (names.isEmpty()) NAMES.remove(labels.storage());
        else NAMES.put(labels.storage(), List.copyOf(names));
        return labels;
    }

    /// The names of the classes in a tensor, class 0 first; empty where nobody gave some.
    public static List<String> of(Tensor labels) {
        return NAMES.getOrDefault(labels.storage(), List.of());
    }

    /// The name of a class; its number where it has none.
    public static String name(List<String> names, int index) {
        return index >= 0 && index < names.size() ? names.get(index) : Integer.toString(index);
    }

    /// The names of the first classes, or the numbers of all of them if there are not as many names.
    ///
    /// @param count how many classes there are
    static List<String> orNumbers(Tensor labels, int count) {
        List<String> names = of(labels);
        if (names.size() == count) return names;
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
