package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What PyTorch's names mean: the table of operations, found by name as function (`torch.sum(x, 1)`) or as method
/// (`x.sum(1)`), and the attributes of tensors.
final class Torch {
    /// A name that is no variable: a module, a function, a type, or a method of a value.
    record Name(@Nullable Object owner, String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A layer without parameters, waiting for its input: `nn.Softmax(dim=1)`.
    record Layer(String operation, Arguments options) {}

    /// An operation on a tensor.
    interface Method {
        @Nullable
        Object of(Tensor x, Arguments arguments);
    }

    /// A function whose first argument is no tensor.
    interface Free {
        @Nullable
        Object of(Arguments arguments);
    }

    private static final Map<String, Method> METHODS = new HashMap<>();
    private static final Map<String, Free> FUNCTIONS = new HashMap<>();
    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY, "nan", Double.NaN);

    static {
        ElementOperations.into(METHODS);
        ReductionOperations.into(METHODS);
        ShapeOperations.into(METHODS);
        ProductOperations.into(METHODS);
        FunctionTable.into(FUNCTIONS);
        LossTable.into(METHODS);
    }

    private Torch() {}

    /// All names that are known.
    static List<String> names() {
        return java.util.stream.Stream.concat(METHODS.keySet().stream(), FUNCTIONS.keySet().stream())
                .sorted()
                .distinct()
                .toList();
    }

    /// Whether an operation has this name.
    static boolean knows(String name) {
        return METHODS.containsKey(name) || FUNCTIONS.containsKey(name);
    }

    static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof Name && CONSTANTS.containsKey(name)) return CONSTANTS.get(name);
        if (value instanceof Indexed both) return name.equals("values") ? both.values() : both.indices();
        if (!(value instanceof Tensor x)) return new Name(value, name);
        return switch (name) {
            case "shape" -> Values.list(x.shape());
            case "dtype" -> x.dtype();
            case "T", "mT", "H" -> x.dim() < 2 ? x : name.equals("T") ? reversed(x) : x.transpose(-2, -1);
            case "ndim" -> (long) x.dim();
            case "grad" -> x.hasGrad() ? x.grad() : null;
            case "data" -> x.detach();
            case "requires_grad" -> x.requiresGrad();
            case "is_leaf" -> x.isLeaf();
            default -> new Name(x, name);
        };
    }

    private static Tensor reversed(Tensor x) {
        int[] order = new int[x.dim()];
        Arrays.setAll(order, d -> x.dim() - 1 - d);
        return x.permute(order);
    }

    static @Nullable Object call(@Nullable Object callee, Arguments arguments) {
        if (callee instanceof Layer layer) return call(layer.operation, arguments.tensor(0, "input"), layer.options);
        if (!(callee instanceof Name name)) throw new UnsupportedOperationException("cannot call " + callee);
        if (name.owner instanceof Tensor x) return call(name.name, x, arguments);
        if (name.owner == null && arguments.count() > 0) {
            Object built = builtIn(name.name, arguments);
            if (built != null) return built;
        }
        Free function = FUNCTIONS.get(name.name);
        if (function != null) {
            Object result = function.of(arguments);
            arguments.checkUsed();
            return result;
        }
        if (Character.isUpperCase(name.name.charAt(0))) {
            String operation = name.name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
            for (String known : List.of(operation, operation.replace("_", "")))
                if (METHODS.containsKey(known)) return new Layer(known, arguments);
        }
        boolean named = arguments.count() == 0;
        Tensor x = arguments.tensor(0, "input", "x", "self");
        return call(name.name, x, named ? arguments : arguments.without(1));
    }

    private static @Nullable Object call(String name, Tensor x, Arguments arguments) {
        Method method = METHODS.get(name);
        if (method == null && name.endsWith("_") && METHODS.containsKey(name.substring(0, name.length() - 1))) {
            Object result = call(name.substring(0, name.length() - 1), x, arguments);
            return result instanceof Tensor y && y.storage() == x.storage() ? x : x.assign(Values.tensor(result));
        }
        if (method == null) throw new UnsupportedOperationException("no operation " + name + "; known are " + names());
        Object result = method.of(x, arguments);
        arguments.checkUsed();
        Object dtype = arguments.get(-1, "dtype");
        return dtype != null && result instanceof Tensor y ? y.to(Values.dtype(dtype)) : result;
    }

    private static @Nullable Object builtIn(String name, Arguments arguments) {
        Object first = arguments.get(0);
        return switch (name) {
            case "len" ->
                (long)
                        (first instanceof Tensor x
                                ? x.size(0)
                                : Values.parts(Objects.requireNonNull(first)).size());
            case "float" -> Values.number(first).doubleValue();
            case "int" -> (long) Values.number(first).doubleValue();
            case "bool" -> Values.truth(first);
            case "list", "tuple" -> Values.parts(Objects.requireNonNull(first));
            case "range" -> range(arguments);
            case "max", "min", "sum", "abs" -> first instanceof Tensor ? null : numbers(name, arguments);
            default -> null;
        };
    }

    private static List<Long> range(Arguments arguments) {
        long first = arguments.count() > 1 ? arguments.integer(0, 0) : 0;
        long end = arguments.integer(arguments.count() > 1 ? 1 : 0, 0);
        long step = arguments.integer(2, 1);
        return java.util.stream.LongStream.iterate(first, i -> step > 0 ? i < end : i > end, i -> i + step)
                .boxed()
                .toList();
    }

    private static @Nullable Object numbers(String name, Arguments arguments) {
        List<?> values = arguments.get(0) instanceof List<?> list ? list : arguments.all();
        if (values.stream().anyMatch(Tensor.class::isInstance)) return null;
        var stream = values.stream().mapToDouble(each -> Values.number(each).doubleValue());
        double result = switch (name) {
            case "max" -> stream.max().orElseThrow();
            case "min" -> stream.min().orElseThrow();
            case "sum" -> stream.sum();
            default -> Math.abs(stream.findFirst().orElseThrow());
        };
        boolean whole = values.stream().allMatch(Long.class::isInstance);
        return whole ? (Object) (long) result : (Object) result;
    }

    /// A number as a tensor that does not widen what it meets.
    static Tensor like(Tensor x, @Nullable Object value) {
        if (value instanceof Tensor tensor) return tensor;
        Tensor scalar = Values.tensor(value);
        return x.dtype().isFloating() && scalar.dtype() != DType.BOOL ? scalar.to(x.dtype()) : scalar;
    }
}
