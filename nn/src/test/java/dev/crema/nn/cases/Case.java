package dev.crema.nn.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// One reference case: inputs, options, and what must come out.
record Case(JsonObject json) {
    private static final double RTOL = 2e-5;
    private static final double ATOL = 1e-12;

    String id() {
        return json.get("id").getAsString();
    }

    String what() {
        return has(json, "what") ? json.get("what").getAsString() : "";
    }

    private static boolean has(JsonObject object, String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    private JsonObject part(String name) {
        return has(json, name) ? json.getAsJsonObject(name) : new JsonObject();
    }

    boolean hasParam(String name) {
        return has(part("params"), name);
    }

    JsonElement param(String name) {
        return part("params").get(name);
    }

    double number(String name, double otherwise) {
        return hasParam(name) ? param(name).getAsDouble() : otherwise;
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    boolean flag(String name) {
        return hasParam(name) && param(name).getAsBoolean();
    }

    String text(String name, String otherwise) {
        return hasParam(name) ? param(name).getAsString() : otherwise;
    }

    double[] numbers(String name) {
        return param(name).getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    int[] integers(String name) {
        return Arrays.stream(numbers(name)).mapToInt(value -> (int) value).toArray();
    }

    boolean hasInput(String name) {
        return has(part("inputs"), name);
    }

    Tensor input(String name) {
        return tensor(part("inputs").getAsJsonObject(name));
    }

    static Tensor tensor(JsonObject array) {
        double[] values = doubles(array.getAsJsonArray("data"));
        int[] sizes = array.getAsJsonArray("shape").asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
        DType dtype = DType.valueOf(array.get("dtype").getAsString().toUpperCase(Locale.ROOT));
        return Tensor.of(dtype, values).view(sizes);
    }

    private static double[] doubles(JsonArray data) {
        return data.asList().stream()
                .mapToDouble(value -> value.getAsJsonPrimitive().isBoolean()
                        ? value.getAsBoolean() ? 1 : 0
                        : Double.parseDouble(value.getAsString()))
                .toArray();
    }

    /// Whether something of this name is expected.
    boolean expects(String name) {
        return has(part("expected"), name);
    }

    /// An expected number that is no array.
    double expected(String name) {
        return part("expected").get(name).getAsDouble();
    }

    /// Compares with what is expected under a name, the double-precision run where there is one.
    void check(String name, Tensor actual) {
        check(name, actual.detach().toDoubles());
    }

    void check(String name, double... actual) {
        if (!expects(name)) return;
        boolean wide = has(part("expected_f64"), name);
        JsonObject array = part(wide ? "expected_f64" : "expected").getAsJsonObject(name);
        double[] expected = doubles(array.getAsJsonArray("data"));
        assertThat(actual).as(id() + "." + name).hasSameSizeAs(expected);
        boolean exact = array.get("dtype").getAsString().startsWith("int");
        double rtol = exact ? 0 : tolerance(name, "rtol", RTOL);
        double atol = exact ? 0 : tolerance(name, "atol", ATOL);
        for (int i = 0; i < expected.length; i++) {
            double allowed = atol + rtol * Math.abs(expected[i]);
            boolean same = Double.compare(actual[i], expected[i]) == 0 || Math.abs(actual[i] - expected[i]) <= allowed;
            assertThat(same)
                    .as("%s.%s[%d]: expected %s, got %s, allowed %s", id(), name, i, expected[i], actual[i], allowed)
                    .isTrue();
        }
    }

    private double tolerance(String name, String which, double otherwise) {
        JsonObject tol = part("tol");
        if (has(tol, name)) tol = tol.getAsJsonObject(name);
        return has(tol, which) ? tol.get(which).getAsDouble() : otherwise;
    }
}
