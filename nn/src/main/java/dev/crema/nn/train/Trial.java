package dev.crema.nn.train;

import dev.crema.nn.metrics.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One trial of a sweep: its parameters, and once it is done its results.
///
/// ```java
/// Sweep.grid("lr", 0.1, 0.01).run(trial -> experiment(trial.number("lr")));
/// ```
public final class Trial {
    private final int index;
    private final Map<String, Object> values;
    private final @Nullable String failure;

    Trial(int index, Map<String, Object> values, @Nullable String failure) {
        this.index = index;
        this.values = new LinkedHashMap<>(values);
        this.failure = failure;
    }

    /// The same trial with results.
    Trial with(Map<String, Object> results) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(results);
        return new Trial(index, all, null);
    }

    /// The same trial without results, and why.
    Trial failed(String message) {
        return new Trial(index, values, message);
    }

    /// Which trial of the sweep this is, from 0.
    public int index() {
        return index;
    }

    /// Parameters, then results, by name.
    public Map<String, Object> values() {
        return java.util.Collections.unmodifiableMap(values);
    }

    /// Whether there is a value of this name.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// A parameter or result as a whole number.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no whole number
    public int integer(String name) {
        double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE)
            throw new IllegalArgumentException("trial: " + name + " is " + value + ", no whole number; use number(…)");
        return (int) value;
    }

    /// A parameter or result as a number.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no number
    public double number(String name) {
        Object value = value(name);
        if (value instanceof Number number) return number.doubleValue();
        if (value instanceof Boolean flag) return flag ? 1 : 0;
        throw new IllegalArgumentException("trial: " + name + " is " + value + ", no number; use text(…)");
    }

    /// A parameter or result as text.
    ///
    /// @throws IllegalArgumentException if there is none
    public String text(String name) {
        return value(name).toString();
    }

    /// The history that the trial returned.
    ///
    /// @throws IllegalArgumentException if it returned none
    public History history() {
        for (Object value : values.values()) if (value instanceof History history) return history;
        throw new IllegalArgumentException(
                "trial: there is no history; return one from the body, in a record or as the value of a map");
    }

    /// Why the trial has no results; null if it has.
    public @Nullable String failure() {
        return failure;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null)
            throw new IllegalArgumentException("trial: there is no value \"" + name + "\"; there are " + values.keySet()
                    + (failure == null ? "" : ", because it failed: " + failure));
        return value;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!(value instanceof History))
                text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value);
        });
        return text + (failure == null ? "" : ": failed, " + failure);
    }
}
