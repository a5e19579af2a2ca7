package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.data.TensorDataset;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Live;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigMagicTest {
    private final String before = Setting.RUNS.text();
    private final ConfigMagic config = new ConfigMagic();

    @AfterEach
    void putBack() {
        Setting.RUNS.set(before);
    }

    @Test
    void theFolderOfTheRunsIsChosen(@TempDir Path folder) {
        FakeHost host = new FakeHost()
                .with("model", new Linear(1, 1))
                .with("data", TensorDataset.of(Tensor.rand(4, 1), Tensor.rand(4, 1)));
        config.line("runs=\"" + folder + "\"", host);
        new TrainMagic().line("model data --name \"my run\" --quiet", host);
        assertThat(folder).isDirectoryContaining(file -> file.toString().endsWith("-my-run.jsonl"));
        assertThat(Setting.RUNS.text()).isEqualTo(folder.toString());
    }

    @Test
    void liveFramesHaveTheThemeOfThePictureThatStays() {
        FakeHost host = new FakeHost();
        Live.screen(new LiveScreen(host));
        config.line("theme=dark", host);
        try {
            Live.of("night").log("loss", 1);
            assertThat(host.displayed.getLast().data().get("text/html")).contains("fill=\"#111\"");
        } finally {
            config.line("theme=auto", host);
            Live.endOfCell();
            Live.screen((_, _, _, _) -> {});
        }
    }

    @Test
    void aFolderWithoutANameIsRefused() {
        assertThatThrownBy(() -> config.line("runs=", new FakeHost()))
                .isInstanceOf(MagicException.class)
                .hasMessageContaining("as in runs=results/runs");
    }
}
