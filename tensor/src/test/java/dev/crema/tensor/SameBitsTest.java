package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.tensor.backend.simd.VectorApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same numbers to the bit, whether code is interpreted, compiled a little, or compiled well: what a seeded run
/// gives must not depend on when the JIT compiler gets round to it.
class SameBitsTest {
    /// Prints a hash of what the operations give, in a JVM of its own.
    public static final class Main {
        public static void main(String[] arguments) {
            long hash = 0;
            int rounds = Integer.parseInt(arguments[0]);
            for (int i = 0; i < rounds; i++) hash = results();
            if (rounds > 1000) {
                VectorApi.awaitKernels();
                hash = results();
            }
            System.out.println(Long.toHexString(hash));
        }

        private static long results() {
            Generator random = Generator.of(7);
            Tensor x = random.normal(0, 4, 37, 21);
            Tensor y = random.uniform(0.01, 9, 37, 21);
            Tensor w = random.normal(0, 1, 10, 21).requiresGrad(true);
            w.mul(x.at(0)).softmax(1).pow(2).mean().backward();
            List<Tensor> all = List.of(
                    x.exp(),
                    y.log(),
                    x.tanh(),
                    x.sigmoid(),
                    x.sin(),
                    x.cos(),
                    x.gelu(),
                    y.sqrt(),
                    y.pow(1.7),
                    x.softmax(1),
                    x.logSoftmax(1),
                    x.sum(),
                    x.mean(),
                    x.sum(0),
                    x.sum(1),
                    x.std(),
                    x.matmul(y.t()),
                    x.t().matmul(y),
                    x.norm(),
                    w.grad());
            long hash = 1;
            for (Tensor each : all)
                for (double value : each.toDoubles()) hash = 31 * hash + Double.doubleToLongBits(value);
            return hash;
        }
    }

    @Test
    void interpretedAndCompiledCodeGiveTheSameBits() throws IOException, InterruptedException {
        String interpreted = run("-XX:+TieredCompilation", "1");
        assertThat(run("-Xcomp", "1")).as("compiled before the first call").isEqualTo(interpreted);
        assertThat(run("-XX:+TieredCompilation", "60")).as("compiled a little").isEqualTo(interpreted);
        assertThat(run("-XX:+TieredCompilation", "3000"))
                .as("compiled well, with vectors")
                .isEqualTo(interpreted);
    }

    private static String run(String flag, String rounds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flag,
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                rounds));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(flag).isZero();
        return output.strip();
    }
}
