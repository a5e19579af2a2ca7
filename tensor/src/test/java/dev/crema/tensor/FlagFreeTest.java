package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tensors in a JVM that nobody gave any flag: they work, and nothing frightens.
class FlagFreeTest {
    /// Runs in a JVM of its own.
    public static final class Main {
        public static void main(String[] arguments) {
            Tensor w = Tensor.of(new double[][] {{1, 2}, {3, 4}}).requiresGrad(true);
            w.matmul(Tensor.ones(2, 1)).relu().sum().backward();
            System.out.println(w.grad());
            System.out.println(dev.crema.tensor.backend.Backends.explain());
        }
    }

    /// Saves and reads in every format, in a JVM of its own.
    public static final class Files {
        public static void main(String[] arguments) {
            Tensor x = Tensor.arange(600_000).reshape(100, 2, 3000).to(DType.FLOAT32);
            for (String ending : List.of("npy", "npz", "safetensors", "arrow", "arrows")) {
                x.save(arguments[0] + "/x." + ending);
                Tensor y = Tensor.load(arguments[0] + "/x." + ending);
                y.at(0).assign(y.at(0).mul(1)); // loaded tensors can be changed
                System.out.println(ending + " " + y.eq(x).all().item());
            }
        }
    }

    /// Asks for a vector of Arrow, in a JVM of its own.
    public static final class Vectors {
        public static void main(String[] arguments) {
            Tensor x = Tensor.of(1.0, 2.0);
            x.save(arguments[0] + "/x.arrow");
            System.out.println(Tensor.load(arguments[0] + "/x.arrow"));
            try (var vector = Arrow.vector("x", x)) {
                System.out.println(vector + " " + Arrow.tensor(vector));
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
            }
            System.out.println(x.mul(2));
        }
    }

    @Test
    void anEmptyCommandLineSavesAndReadsWithoutAWarning(@TempDir Path folder) throws IOException, InterruptedException {
        String output = run(List.of(), Files.class, folder.toString());
        assertThat(output).doesNotContain("WARNING").doesNotContain("SLF4J");
        assertThat(output.lines()).contains("npy 1.0", "npz 1.0", "safetensors 1.0", "arrow 1.0", "arrows 1.0");
        assertThat(run(List.of("--sun-misc-unsafe-memory-access=deny"), Files.class, folder.toString()))
                .isEqualTo(output);
    }

    @Test
    void vectorsOfArrowNeedNoFlagButOneThatIsNotForbidden(@TempDir Path folder)
            throws IOException, InterruptedException {
        assertThat(run(List.of(), Vectors.class, folder.toString()))
                .contains("[1.0, 2.0] tensor([1., 2.])")
                .contains("tensor([2., 4.])");
        assertThat(run(List.of("--sun-misc-unsafe-memory-access=deny"), Vectors.class, folder.toString()))
                .contains("tensor([1., 2.])")
                .contains(
                        "sun.misc.Unsafe, which this JVM refuses; start java with --sun-misc-unsafe-memory-access=allow")
                .contains("tensor([2., 4.])");
        assertThat(run(
                        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
                        Vectors.class,
                        folder.toString()))
                .contains("[1.0, 2.0] tensor([1., 2.])")
                .doesNotContain("WARNING");
    }

    @Test
    void anEmptyCommandLineComputesWithoutAWarning() throws IOException, InterruptedException {
        String output = run(List.of());
        assertThat(output).contains("tensor([[1., 1.],").doesNotContain("WARNING");
        assertThat(output).contains("native access is not granted; start java with --enable-native-access=ALL-UNNAMED");
    }

    @Test
    void withoutTheVectorApiItSaysSoAndUsesOpenBlas() throws IOException, InterruptedException {
        String output = run(List.of("--enable-native-access=ALL-UNNAMED"));
        assertThat(output)
                .contains("tensor([[1., 1.],")
                .contains("the Vector API is not loaded; start java with --add-modules jdk.incubator.vector")
                .contains("OpenBLAS")
                .doesNotContain("WARNING");
    }

    @Test
    void withoutC2ItSaysSo() throws IOException, InterruptedException {
        String output = run(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1"));
        assertThat(output).contains("tensor([[1., 1.],").contains("this JVM does not compile with C2");
    }

    private static String run(List<String> flags) throws IOException, InterruptedException {
        return run(flags, Main.class);
    }

    private static String run(List<String> flags, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
