package dev.crema.kernel.display;

import dev.crema.kernel.error.Names;
import dev.crema.magics.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The plain text of any value. Arrays are shown as values (not `[I@1b2c`), also inside collections, maps and
/// records; long ones are shortened in the middle.
public final class ValueText {
    private static final int LINE_WIDTH = 100;
    private static final int MOST_CHARACTERS = 200_000;

    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private ValueText() {}

    /// The text of a value; throws what its `toString` throws.
    public static String of(@Nullable Object value) {
        String text = Names.clean(new ValueText().text(value));
        if (text.length() <= MOST_CHARACTERS) return text;
        int left = text.length() - MOST_CHARACTERS;
        return text.substring(0, MOST_CHARACTERS) + "\n… " + left + " more characters";
    }

    static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }

    private String text(@Nullable Object value) {
        if (value == null) return "null";
        boolean nests = value.getClass().isArray()
                || value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value instanceof Record
                || value instanceof Optional<?>;
        if (!nests) return String.valueOf(value);
        if (!open.add(value)) return "(this " + value.getClass().getSimpleName() + ")";
        try {
            return nested(value);
        } finally {
            open.remove(value);
        }
    }

    private String nested(Object value) {
        return switch (value) {
            case Record tuple when hasOwnToString(tuple) -> String.valueOf(tuple);
            case Record tuple -> tuple.getClass().getSimpleName() + components(tuple);
            case Collection<?> values when !isJdk(values) -> String.valueOf(values);
            case Collection<?> values -> elements(values.size(), new Elements(values));
            case Map<?, ?> map when !isJdk(map) -> String.valueOf(map);
            case Map<?, ?> map -> "{" + list(map.size(), new Entries(map), ", ") + "}";
            case Optional<?> maybe ->
                maybe.map(v -> "Optional[" + text(v) + "]").orElse("Optional.empty");
            default -> elements(Array.getLength(value), i -> text(Array.get(value, i)));
        };
    }

    /// Types of others have a `toString` that was written for them.
    private static boolean isJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static boolean hasOwnToString(Record tuple) {
        try {
            return !java.lang.reflect.Modifier.isFinal(
                    tuple.getClass().getMethod("toString").getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private String components(Record tuple) {
        var parts = new ArrayList<String>();
        for (RecordComponent component : tuple.getClass().getRecordComponents())
            try {
                component.getAccessor().setAccessible(true);
                parts.add(
                        component.getName() + "=" + text(component.getAccessor().invoke(tuple)));
            } catch (ReflectiveOperationException e) {
                parts.add(component.getName() + "=?");
            }
        return "[" + String.join(", ", parts) + "]";
    }

    /// Elements in brackets; rows that are lists themselves stand below each other when they do not fit on a line.
    private String elements(int size, IntFunction<String> element) {
        String line = "[" + list(size, element, ", ") + "]";
        boolean rows = line.startsWith("[[") && line.length() > LINE_WIDTH;
        return rows ? line.replace("], [", "],\n [") : line;
    }

    private static String list(int size, IntFunction<String> element, String separator) {
        var parts = new ArrayList<String>();
        int ends = Math.max(1, Math.min(10, Setting.ARRAY_ELEMENTS.value() / 2));
        boolean all = size <= Setting.ARRAY_ELEMENTS.value();
        for (int i = 0; i < (all ? size : ends); i++) parts.add(element.apply(i));
        if (!all) parts.add("…");
        for (int i = all ? size : size - ends; i < size; i++) parts.add(element.apply(i));
        return String.join(separator, parts) + (all ? "" : " (" + size + ")");
    }

    /// Elements of a collection by position, walked through once from the front.
    private final class Elements implements IntFunction<String> {
        private final Iterator<?> rest;
        private int position;

        Elements(Collection<?> values) {
            rest = values.iterator();
        }

        @Override
        public String apply(int index) {
            while (position++ < index) rest.next();
            return text(rest.next());
        }
    }

    private final class Entries implements IntFunction<String> {
        private final Iterator<? extends Map.Entry<?, ?>> rest;
        private int position;

        Entries(Map<?, ?> map) {
            rest = List.copyOf(map.entrySet()).iterator();
        }

        @Override
        public String apply(int index) {
            while (position++ < index) rest.next();
            Map.Entry<?, ?> entry = rest.next();
            return text(entry.getKey()) + "=" + text(entry.getValue());
        }
    }
}
