package dev.crema.tensor.cases;

import dev.crema.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The arguments of a call in Python: by position, then by name. None is null.
final class Arguments {
    private final List<@Nullable Object> byPosition;
    private final Map<String, @Nullable Object> byName;
    private final Set<String> asked =
            new TreeSet<>(Set.of("dtype", "out", "device", "requires_grad", "sorted", "inplace"));

    Arguments(List<@Nullable Object> byPosition, Map<String, @Nullable Object> byName) {
        this.byPosition = byPosition;
        this.byName = byName;
    }

    int count() {
        return byPosition.size();
    }

    List<@Nullable Object> all() {
        return byPosition;
    }

    Arguments without(int first) {
        return new Arguments(byPosition.subList(first, byPosition.size()), byName);
    }

    /// An argument, or null if it is not given.
    @Nullable
    Object get(int position, String... names) {
        asked.addAll(List.of(names));
        if (position >= 0 && position < byPosition.size()) return byPosition.get(position);
        for (String name : names) if (byName.containsKey(name)) return byName.get(name);
        return null;
    }

    boolean has(int position, String... names) {
        return get(position, names) != null;
    }

    int integer(int position, int otherwise, String... names) {
        Object value = get(position, names);
        return value == null ? otherwise : Math.toIntExact(Values.number(value).longValue());
    }

    boolean flag(int position, boolean otherwise, String... names) {
        Object value = get(position, names);
        return value == null ? otherwise : Values.truth(value);
    }

    double number(int position, double otherwise, String... names) {
        Object value = get(position, names);
        return value == null ? otherwise : Values.number(value).doubleValue();
    }

    Tensor tensor(int position, String... names) {
        Object value = get(position, names);
        if (value == null) throw new IllegalArgumentException("argument " + position + " is missing");
        return Values.tensor(value);
    }

    /// A dimension, several, or none at all.
    int[] dims(int position, String... names) {
        Object value = get(position, names);
        return value == null ? new int[0] : Values.ints(value);
    }

    /// Integers given one by one or as one list.
    int[] sizes(int position, String... names) {
        Object first = get(position, names);
        if (first instanceof List<?> || position >= byPosition.size())
            return first == null ? new int[0] : Values.ints(first);
        return Values.ints(byPosition.subList(position, byPosition.size()));
    }

    /// Refuses what nobody asked for, so that no argument is silently ignored.
    void checkUsed() {
        for (String name : byName.keySet())
            if (!asked.contains(name))
                throw new UnsupportedOperationException("the argument " + name + " is not known");
    }
}
