package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
