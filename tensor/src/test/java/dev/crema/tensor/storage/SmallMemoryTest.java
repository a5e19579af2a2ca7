package dev.crema.tensor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a process with little memory holds, as the operating system counts it.
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class SmallMemoryTest {
    private static final int BUDGET_MEBIBYTES = 640;
    private static final int LARGE = 75_000_000; // elements: 300 MB

    /// Makes the same large tensor again and again, as a cell that is run again does, in a JVM of its own.
    public static final class Large {
        private static Tensor data = Tensor.ones(1);

        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < 50; i++) {
                data = Tensor.full(i + 0.5, LARGE);
                System.out.println("resident " + resident());
            }
            try {
                data = Tensor.zeros(1_000_000_000);
            } catch (OutOfTensorMemory refused) {
                System.out.println(refused.getMessage());
            }
            System.out.println("still there: " + data.at(7).item());
        }
    }

    /// Reads the same large file again and again, and makes many sizes of garbage.
    public static final class Reading {
        private static Tensor data = Tensor.ones(1);

        public static void main(String[] arguments) throws IOException {
            Path file = Files.createTempFile("crema", ".npy");
            try {
                Tensor.full(2.0, LARGE).save(file.toString());
                for (int i = 0; i < 20; i++) {
                    data = Tensor.load(file.toString());
                    System.out.println("sum " + data.sum().item());
                    System.out.println("resident " + resident());
                }
            } finally {
                Files.delete(file);
            }
        }
    }

    /// Makes garbage of many sizes faster than it can be collected, then waits until nobody needs anything.
    public static final class Idle {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (var _ = NoGrad.scope()) {
                for (int i = 0; i < 4000; i++) {
                    Tensor.ones(1 + i % 40, 50_000).mul(2);
                    if (i % 100 == 0) System.out.println("resident " + resident());
                }
            }
            for (int i = 0; i < 200 && Memory.inUse() + Memory.idle() > 32 << 20; i++) Thread.sleep(100);
            System.out.println("at rest " + (Memory.inUse() + Memory.idle()));
            System.out.println("resident at rest " + resident());
        }
    }

    @Test
    void aCellThatMakesALargeTensorCanRunAgainAndAgain() throws IOException, InterruptedException {
        List<String> output = run(Large.class);
        assertThat(most(output)).isLessThan(1000L << 20);
        assertThat(output)
                .anySatisfy(line -> assertThat(line)
                        .contains("no memory for 4,000,000,000 bytes")
                        .contains("of the budget of 671,088,640 bytes")
                        .contains("The largest: 75,000,000 float32"))
                .contains("still there: 49.5");
    }

    @Test
    void aLargeFileCanBeReadAgainAndAgain() throws IOException, InterruptedException {
        List<String> output = run(Reading.class);
        assertThat(output).contains("sum 1.5E8");
        assertThat(most(output)).isLessThan(1400L << 20); // up to three mappings, whose pages the system may take
    }

    @Test
    void garbageOfManySizesIsBoundedAndGoesBackAtRest() throws IOException, InterruptedException {
        List<String> output = run(Idle.class);
        assertThat(most(output)).isLessThan(1000L << 20);
        assertThat(number(output, "at rest ")).isLessThan(32 << 20);
        assertThat(number(output, "resident at rest ")).isLessThan(250 << 20);
    }

    private static long most(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("resident "))
                .filter(line -> !line.startsWith("resident at"))
                .mapToLong(line -> Long.parseLong(line.substring("resident ".length())))
                .max()
                .orElseThrow();
    }

    private static long number(List<String> output, String start) {
        return output.stream()
                .filter(line -> line.startsWith(start))
                .mapToLong(line -> Long.parseLong(line.substring(start.length())))
                .max()
                .orElseThrow();
    }

    /// Bytes in memory, of this process.
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmRSS:")) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        throw new IllegalStateException("no VmRSS");
    }

    private static List<String> run(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseG1GC",
                        "-XX:+ExplicitGCInvokesConcurrent",
                        "-XX:MaxRAM=1g",
                        "-Dcrema.memory=" + BUDGET_MEBIBYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
