package dev.crema.kernel.jshell;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens members of JShell's classes; the manifest grants it.
public final class Reflection {
    /// Looking for them takes a tenth of a millisecond of every cell.
    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> owner) {
            return new ConcurrentHashMap<>();
        }
    };

    private Reflection() {}

    public static Object field(Object owner, String name) throws ReflectiveOperationException {
        return open(owner.getClass().getDeclaredField(name)).get(owner);
    }

    /// The only method of this name in a class or its superclasses.
    public static Method method(Class<?> owner, String name) throws NoSuchMethodException {
        Method known = METHODS.get(owner).get(name);
        if (known != null) return known;
        Method found = find(owner, name);
        METHODS.get(owner).put(name, found);
        return found;
    }

    private static Method find(Class<?> owner, String name) throws NoSuchMethodException {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            var found = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name))
                    .toList();
            if (found.size() == 1) return open(found.getFirst());
        }
        throw new NoSuchMethodException(owner.getName() + "." + name);
    }

    public static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}
