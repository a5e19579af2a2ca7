package dev.crema.nn;

import dev.crema.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the fields of a module hold: read anew at each call, so that a replaced field counts.
record Registration(Map<String, Parameter> parameters, Map<String, Module> modules, Map<String, Tensor> buffers) {

    /// Reads the fields of a module, superclass first.
    ///
    /// @throws IllegalStateException for what would silently not be trained: modules in a collection, a tensor with
    /// gradient that is no parameter
    static Registration of(Module module) {
        module.ensureBuilt();
        Registration found = new Registration(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> type = module.getClass(); type != Module.class; type = type.getSuperclass()) classes.push(type);
        for (Class<?> type : classes)
            for (Field field : type.getDeclaredFields())
                if (counts(field)) found.add(module, field, value(module, field));
        return found;
    }

    /// Containers of ours keep their modules in a transient list and name them by themselves.
    private static boolean counts(Field field) {
        boolean ours = field.getDeclaringClass() == Sequential.class || field.getDeclaringClass() == ModuleList.class;
        return !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !ours;
    }

    private static @Nullable Object value(Module module, Field field) {
        try {
            field.setAccessible(true);
            return field.get(module);
        } catch (ReflectiveOperationException | RuntimeException refused) {
            throw new IllegalStateException(
                    "cannot read the field " + name(module, field) + " to register it: " + refused.getMessage(),
                    refused);
        }
    }

    private void add(Module module, Field field, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Parameter parameter -> parameters.put(field.getName(), parameter);
            case Module child -> modules.put(field.getName(), child);
            case Tensor tensor -> addTensor(module, field, tensor);
            case Collection<?> collection -> refuseModules(module, field, "java.util." + kind(collection), collection);
            case Map<?, ?> map -> refuseModules(module, field, "java.util.Map", map.values());
            case Object array
            when array.getClass().isArray()
                    && !array.getClass().getComponentType().isPrimitive() ->
                refuseModules(module, field, "array", elements(array));
            default -> {}
        }
    }

    private void addTensor(Module module, Field field, Tensor tensor) {
        if (tensor.requiresGrad() && tensor.isLeaf())
            throw new IllegalStateException(
                    name(module, field)
                            + " is a tensor that requires a gradient but no Parameter, so no optimizer would see it; declare it as new Parameter(...)");
        if (!Modifier.isTransient(field.getModifiers())) buffers.put(field.getName(), tensor.detach());
    }

    private static String kind(Collection<?> collection) {
        return collection instanceof java.util.List
                ? "List"
                : collection instanceof java.util.Set ? "Set" : "Collection";
    }

    private static Collection<?> elements(Object array) {
        Object[] elements = new Object[Array.getLength(array)];
        for (int i = 0; i < elements.length; i++) elements[i] = Array.get(array, i);
        return Arrays.asList(elements);
    }

    private static void refuseModules(Module module, Field field, String kind, Collection<?> elements) {
        long modules = elements.stream().filter(Module.class::isInstance).count();
        if (modules > 0)
            throw new IllegalStateException("optimizer got an empty parameter list: " + name(module, field) + " is "
                    + (kind.equals("array") ? "an array" : "a " + kind) + " of " + modules
                    + (modules == 1 ? " module" : " modules") + " and registers nothing; declare it as ModuleList");
        if (elements.isEmpty() && mayHoldModules(field))
            throw new IllegalStateException("optimizer got an empty parameter list: " + name(module, field) + " is an"
                    + " empty " + kind
                    + " that may come to hold modules, and would register none of them; declare it as"
                    + " ModuleList, or say what it holds: List<Double>");
    }

    /// Whether a list, by its declaration, is one of modules, or a raw one that does not say.
    private static boolean mayHoldModules(Field field) {
        return switch (field.getGenericType()) {
            case ParameterizedType list ->
                Arrays.stream(list.getActualTypeArguments())
                        .anyMatch(held -> held instanceof Class<?> type && Module.class.isAssignableFrom(type));
            case Class<?> type -> type.getTypeParameters().length > 0;
            default -> false;
        };
    }

    private static String name(Module module, Field field) {
        return module.getClass().getSimpleName() + "." + field.getName();
    }
}
