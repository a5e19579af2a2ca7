package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.file.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One reference case: an expression, its inputs, and the numbers that must come out.
///
/// @param id how it is reported
/// @param expression in Python
record ReferenceCase(String id, String expression, Map<String, @Nullable Object> inputs, Map<?, ?> json) {
    private static final double RELATIVE = 2e-5;
    private static final double ABSOLUTE = 1e-12;

    /// All cases of the topics that are about tensors, in a folder of JSON files (or one such file).
    static List<ReferenceCase> in(Path folder) {
        List<ReferenceCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                boolean ours = name.matches("(k|l)_.*|.*(tensor_ops|autograd).*") || !Files.isDirectory(folder);
                if (name.endsWith(".json") && ours) read(file, cases);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return cases;
    }

    private static void read(Path file, List<ReferenceCase> into) throws IOException {
        if (!(Json.parse(Files.readString(file)) instanceof Map<?, ?> topic)
                || !(topic.get("cases") instanceof List<?> cases))
            throw new IllegalArgumentException(file + " has no cases");
        for (Object each : cases) {
            Map<?, ?> json = (Map<?, ?>) each;
            Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
            for (Object source : new Object[] {topic.get("inputs"), json.get("params"), json.get("inputs")})
                if (source instanceof Map<?, ?> map)
                    map.forEach((name, value) -> inputs.put(String.valueOf(name), value));
            into.add(new ReferenceCase(String.valueOf(json.get("id")), expression(json), inputs, json));
        }
    }

    private static String expression(Map<?, ?> json) {
        for (String key : new String[] {"op", "expr", "expression"}) {
            if (json.get(key) instanceof String text) return text;
            if (json.get("params") instanceof Map<?, ?> params && params.get(key) instanceof String text) return text;
        }
        return String.valueOf(json.get("what"));
    }

    /// Compares with the expected numbers; returns what differs, nothing if all is right.
    List<String> differences() {
        Map<?, ?> expected = (Map<?, ?>) java.util.Objects.requireNonNull(json.get("expected"));
        Map<String, @Nullable Object> names = new HashMap<>();
        inputs.forEach((name, value) -> names.put(name, Values.fromJson(value)));
        names.values().removeIf(value -> value instanceof String); // options such as the name of the operation
        for (Object key : expected.keySet())
            if (String.valueOf(key).startsWith("grad_")
                    && names.get(String.valueOf(key).substring(5)) instanceof Tensor leaf) leaf.requiresGrad(true);
        Object value;
        try {
            value = evaluate(names);
        } catch (RuntimeException failed) {
            if (expected.containsKey("error") || expected.containsKey("raises")) return List.of();
            return List.of(failed.getClass().getSimpleName() + ": " + failed.getMessage());
        }
        if (expected.containsKey("error") || expected.containsKey("raises"))
            return List.of("should be refused, gave " + value);
        List<String> differences = new ArrayList<>();
        expected.forEach((key, wanted) -> compare(String.valueOf(key), wanted, value, names, differences));
        return differences;
    }

    private @Nullable Object evaluate(Map<String, @Nullable Object> names) {
        boolean bare = expression.matches("\\w+") && !names.containsKey(expression);
        Object value = bare ? named(names) : Expression.evaluate(expression, names);
        boolean gradients = names.values().stream().anyMatch(each -> each instanceof Tensor x && x.requiresGrad());
        if (gradients && value instanceof Tensor y && y.requiresGrad() && !expression.contains("backward"))
            (y.numel() == 1 ? y : y.sum()).backward();
        return value;
    }

    /// Only the name of an operation is given: the inputs are its arguments in order, the parameters by name.
    private @Nullable Object named(Map<String, @Nullable Object> names) {
        List<@Nullable Object> byPosition = new ArrayList<>();
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        Map<?, ?> parameters = json.get("params") instanceof Map<?, ?> map ? map : Map.of();
        inputs.keySet().forEach(name -> {
            if (parameters.containsKey(name)) byName.put(name, names.get(name));
            else byPosition.add(names.get(name));
        });
        return Torch.call(new Torch.Name(new Torch.Name(null, "torch"), expression), new Arguments(byPosition, byName));
    }

    private void compare(
            String key,
            @Nullable Object wanted,
            @Nullable Object value,
            Map<String, @Nullable Object> names,
            List<String> differences) {
        Object got = key.startsWith("grad_") ? gradient(names.get(key.substring(5))) : part(key, value);
        Object precise = json.get("expected_f64") instanceof Map<?, ?> map ? map.get(key) : null;
        Map<?, ?> tolerances =
                json.get("tol") instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> own ? own : Map.of();
        String difference = new Comparison(
                        tolerance(tolerances, "rtol", RELATIVE), tolerance(tolerances, "atol", ABSOLUTE))
                .of(got, Values.fromJson(wanted), Values.fromJson(precise));
        if (!difference.isEmpty()) differences.add(key + ": " + difference);
    }

    private static double tolerance(Map<?, ?> tolerances, String name, double otherwise) {
        return tolerances.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static @Nullable Object gradient(@Nullable Object leaf) {
        return leaf instanceof Tensor x && x.hasGrad()
                ? x.grad()
                : leaf instanceof Tensor x ? Tensor.zerosLike(x) : null;
    }

    private static @Nullable Object part(String key, @Nullable Object value) {
        if (value instanceof Indexed both && key.equals("values")) return both.values();
        if (value instanceof Indexed both && key.equals("indices")) return both.indices();
        if (value instanceof Tensor x && key.equals("shape")) return Values.list(x.shape());
        if (value instanceof Tensor x && key.equals("dtype")) return x.dtype().toString();
        if (key.matches("(value|out|output)_?\\d+") && value != null)
            return Values.parts(value).get(Integer.parseInt(key.replaceAll("\\D", "")));
        return value;
    }

    /// The rule of the folder: |got − expected_f64| <= atol + rtol · |expected_f64|; integers and booleans exact.
    private record Comparison(double relative, double absolute) {
        String of(@Nullable Object got, @Nullable Object wanted, @Nullable Object precise) {
            if (wanted instanceof List<?> list && got != null && !(got instanceof Tensor))
                return lists(got, list, precise);
            if (wanted instanceof Tensor || got instanceof Tensor) return tensors(got, wanted, precise);
            if (got instanceof Number value && wanted instanceof String text && text.matches("NaN|-?Infinity"))
                return close(value.doubleValue(), Double.parseDouble(text))
                        ? ""
                        : "got " + got + ", expected " + wanted;
            if (wanted instanceof Number number && (got instanceof Number || got instanceof Boolean)) {
                double target = precise instanceof Number exact ? exact.doubleValue() : number.doubleValue();
                double value = Values.number(got).doubleValue();
                boolean exact = wanted instanceof Long && got instanceof Long;
                return (exact ? value == target : close(value, target)) ? "" : "got " + got + ", expected " + wanted;
            }
            String plain = got instanceof DType || got instanceof Torch.Name ? String.valueOf(got) : null;
            Object comparable = plain == null ? got : plain;
            Object target = wanted instanceof String text ? text.replace("torch.", "") : wanted;
            return java.util.Objects.equals(comparable, target) ? "" : "got " + got + ", expected " + wanted;
        }

        private String lists(Object got, List<?> wanted, @Nullable Object precise) {
            List<?> parts = Values.parts(got);
            if (parts.size() != wanted.size()) return "got " + parts.size() + " parts, expected " + wanted.size();
            for (int i = 0; i < parts.size(); i++) {
                Object exact = precise instanceof List<?> all ? Values.fromJson(all.get(i)) : null;
                String difference = of(parts.get(i), Values.fromJson(wanted.get(i)), exact);
                if (!difference.isEmpty()) return "part " + i + ": " + difference;
            }
            return "";
        }

        private String tensors(@Nullable Object got, @Nullable Object wanted, @Nullable Object precise) {
            if (got == null || wanted == null) return "got " + got + ", expected " + wanted;
            Tensor x = Values.tensor(got);
            Tensor expected = Values.tensor(wanted);
            if (!x.shape().equals(expected.shape())) return "shape " + x.shape() + ", expected " + expected.shape();
            boolean typed = got instanceof Tensor && wanted instanceof Tensor;
            if (typed && x.dtype() != expected.dtype()) return "dtype " + x.dtype() + ", expected " + expected.dtype();
            if (!expected.dtype().isFloating())
                return java.util.Arrays.equals(x.toLongs(), expected.toLongs())
                        ? ""
                        : "got " + x + ", expected " + expected;
            double[] targets = (precise == null ? expected : Values.tensor(precise)).toDoubles();
            double[] values = x.toDoubles();
            for (int i = 0; i < values.length; i++)
                if (!close(values[i], targets[i]))
                    return String.format(Locale.ROOT, "element %d is %.9g, expected %.9g", i, values[i], targets[i]);
            return "";
        }

        private boolean close(double value, double target) {
            if (Double.isNaN(target)) return Double.isNaN(value);
            if (Double.isInfinite(target)) return value == target;
            return Math.abs(value - target) <= absolute + relative * Math.abs(target);
        }
    }
}
