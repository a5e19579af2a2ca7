package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Cases with numbers of PyTorch and scikit-learn: those in the test resources, or in the folder of
/// `-Dcrema.cases=`.
public record CaseFile(String file, JsonObject body) {
    /// The files of a topic: those whose name starts so.
    public static List<CaseFile> of(String topic) {
        String folder = System.getProperty("crema.cases", "");
        try (Stream<Path> files = Files.list(
                Path.of(folder.isBlank() ? CaseFile.class.getResource("/cases").toURI() : new File(folder).toURI()))) {
            return files.filter(file -> file.getFileName().toString().matches(topic + ".*\\.json"))
                    .sorted()
                    .map(CaseFile::read)
                    .toList();
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static CaseFile read(Path file) {
        try {
            return new CaseFile(
                    file.getFileName().toString(),
                    JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// One case.
    public record Case(String id, JsonObject body) {
        public JsonObject part(String name) {
            return body.has(name) ? body.getAsJsonObject(name) : new JsonObject();
        }

        public JsonElement input(String name) {
            return part("inputs").get(name);
        }

        /// Compares numbers with `expected_f64`, or `expected`, under the tolerance of that name.
        public void check(String name, double... got) {
            check(
                    name,
                    name,
                    part(part("expected_f64").has(name) ? "expected_f64" : "expected")
                            .get(name),
                    got);
        }

        public void check(String what, String tolerance, JsonElement expected, double... got) {
            double[] wanted = numbers(expected);
            assertThat(got).as(id + " " + what).hasSameSizeAs(wanted);
            double relative = tolerance(tolerance, "rtol", 2e-5);
            double absolute = tolerance(tolerance, "atol", 1e-12);
            for (int i = 0; i < got.length; i++) {
                boolean equal = Double.compare(got[i], wanted[i]) == 0
                        || Math.abs(got[i] - wanted[i]) <= absolute + relative * Math.abs(wanted[i]);
                assertThat(equal)
                        .as("%s %s[%d]: got %s, expected %s", id, what, i, got[i], wanted[i])
                        .isTrue();
            }
        }

        private double tolerance(String name, String kind, double usual) {
            JsonObject all = part("tol");
            if (all.has(name) && all.get(name).isJsonObject()) all = all.getAsJsonObject(name);
            return all.has(kind) ? all.get(kind).getAsDouble() : usual;
        }
    }

    public List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (JsonElement element : body.getAsJsonArray("cases"))
            cases.add(new Case(element.getAsJsonObject().get("id").getAsString(), element.getAsJsonObject()));
        return cases;
    }

    /// All numbers of a nested list, or of an array with its shape, row by row.
    public static double[] numbers(JsonElement element) {
        if (element.isJsonObject()) return numbers(element.getAsJsonObject().get("data"));
        if (!element.isJsonArray()) return new double[] {Double.parseDouble(element.getAsString())};
        List<Double> all = new ArrayList<>();
        for (JsonElement part : element.getAsJsonArray()) for (double number : numbers(part)) all.add(number);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    public static int count(JsonElement element) {
        return numbers(element).length;
    }

    public static int[] integers(JsonElement element) {
        double[] numbers = numbers(element);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) integers[i] = (int) numbers[i];
        return integers;
    }

    /// The length of the rows of a list of lists; 0 for a flat list.
    public static int columns(JsonElement element) {
        JsonArray rows = element.getAsJsonArray();
        return rows.get(0).isJsonArray() ? rows.get(0).getAsJsonArray().size() : 0;
    }
}
