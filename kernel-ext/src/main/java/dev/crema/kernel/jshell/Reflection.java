package dev.crema.kernel.jshell;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.Arrays;

/// Opens members of JShell's classes; the manifest grants it.
public final class Reflection {
    private Reflection() {}

    public static Object field(Object owner, String name) throws ReflectiveOperationException {
        return open(owner.getClass().getDeclaredField(name)).get(owner);
    }

    /// The only method of this name in a class or its superclasses.
    public static Method method(Class<?> owner, String name) throws NoSuchMethodException {
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
