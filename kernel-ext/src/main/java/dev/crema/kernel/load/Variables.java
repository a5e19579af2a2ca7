package dev.crema.kernel.load;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The values of the notebook's variables, read from where JShell keeps them: static fields of classes that it
/// replaces when a declaration they depend on changes. JShell then silently starts again with null or 0; here the
/// old value is carried over, or kept aside if it no longer fits.
public final class Variables {
    private final Map<String, Field> fields = new TreeMap<>();
    private final Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
    private final Map<String, Object> kept = new TreeMap<>();

    public Variables() {}

    /// A wrapper class of JShell was loaded: its static fields are variables.
    public synchronized void loaded(Class<?> wrapper) {
        for (Field field : wrapper.getDeclaredFields())
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) moved(field);
    }

    private void moved(Field field) {
        field.setAccessible(true);
        Field before = fields.put(field.getName(), field);
        if (before == null) return;
        Object value = read(before);
        if (fits(value, field.getType())) write(field, value);
        else replaced.put(field.getName(), value);
        if (!before.getType().isPrimitive()) write(before, null);
    }

    /// Which variables lost their value since the last call, because it did not fit any more. Their values are kept
    /// aside for `kept`, except for those that the user declared anew.
    public synchronized Map<String, @Nullable Object> takeLost(Set<String> declaredNow) {
        var lost = new LinkedHashMap<>(replaced);
        replaced.clear();
        lost.keySet().removeAll(declaredNow);
        lost.forEach((name, value) -> {
            if (value != null) kept.put(name, value);
        });
        return lost;
    }

    /// Forgets a variable that is no more; its value is kept aside.
    public synchronized void dropped(String name) {
        Field field = fields.remove(name);
        Object value = field == null ? null : read(field);
        if (value == null || field == null) return;
        kept.put(name, value);
        if (!field.getType().isPrimitive()) write(field, null);
    }

    /// The value of a variable; null also if there is no such variable.
    public synchronized @Nullable Object value(String name) {
        Field field = fields.get(name);
        return field == null ? null : read(field);
    }

    /// All variables, sorted.
    public synchronized Set<String> names() {
        return new TreeSet<>(fields.keySet());
    }

    /// What a variable held before it was cleared: the old model, for `%restore`. Null if nothing is kept.
    public synchronized @Nullable Object kept(String name) {
        return kept.get(name);
    }

    private static boolean fits(@Nullable Object value, Class<?> type) {
        if (value == null) return !type.isPrimitive();
        if (!type.isPrimitive()) return type.isInstance(value);
        return MethodType.methodType(type).wrap().returnType().isInstance(value);
    }

    private static @Nullable Object read(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // setAccessible has been called
        }
    }

    private static void write(Field field, @Nullable Object value) {
        try {
            field.set(null, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // as above
        }
    }
}
