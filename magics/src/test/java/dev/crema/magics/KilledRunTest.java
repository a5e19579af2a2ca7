package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Linear;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.HistoryFile;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a run whose process was killed without a warning.
@Tag("slow")
class KilledRunTest {
    private static final long MOST_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void theCurvesTheLastFrameAndACheckpointThatLoadsAreLeft() throws Exception {
        Path runs = folder.resolve("runs");
        Path picture = folder.resolve("frame.image.png");
        Process process = start(runs);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (!Files.exists(picture) && process.isAlive() && System.nanoTime() < end) Thread.sleep(50);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor(); // SIGKILL
        }
        History left = HistoryFile.read(file(runs).toString());
        assertThat(left.run()).isEqualTo("killed");
        assertThat(left.epochs()).isGreaterThan(10);
        assertThat(left.last("loss")).isLessThan(left.values("loss")[0]);
        assertThat(left.seconds()).isGreaterThan(1);
        assertThat(Files.readString(folder.resolve("frame.text.html"))).contains("<svg", "</svg>", " left  epoch ");
        byte[] png = Base64.getDecoder().decode(Files.readString(picture));
        assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeLessThan(30_000);
        var model = new Linear(8, 1);
        model.load(folder.resolve("checkpoint/last.safetensors").toString());
        Tensor predicted = model.forward(Tensor.ones(1, 8));
        assertThat(predicted.item()).isNotNaN().isNotZero();
    }

    private Process start(Path runs) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
            if (flag.startsWith("--add-modules") || flag.startsWith("--enable-native")) command.add(flag);
        command.add("-Dcrema.runs=" + runs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KilledRun.class.getName()));
        command.add(folder.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static Path file(Path runs) throws IOException {
        try (var files = Files.list(runs)) {
            return files.findFirst().orElseThrow();
        }
    }
}
