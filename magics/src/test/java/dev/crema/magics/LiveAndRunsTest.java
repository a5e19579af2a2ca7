package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.train.Progress;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import dev.crema.viz.Live;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveAndRunsTest {
    private final FakeHost host = new FakeHost();
    private final RunsMagic runs = new RunsMagic();

    @BeforeEach
    void aModelAndItsData() {
        Runs.clear();
        Live.endOfCell(); // those of other tests
        Tensor.manualSeed(2);
        Tensor x = Tensor.rand(64, 3);
        host.with("model", new Linear(3, 1))
                .with("data", TensorDataset.of(x, x.sum(1).view(-1, 1)));
    }

    @AfterEach
    void nothingIsShownElsewhere() {
        Live.screen((_, _, _, _) -> {});
    }

    @Test
    void theBarOfALoopIsOneOutput() {
        Progress.display(new ProgressBar(host));
        try {
            int sum = 0;
            for (int i : Progress.range(3)) {
                sum += i;
                pause();
            }
            assertThat(sum).isEqualTo(3);
        } finally {
            Progress.display(state -> {});
        }
        assertThat(host.displayed).hasSize(1);
        assertThat(host.frames()).hasSizeGreaterThan(1);
        assertThat(host.frames().getLast().data().get("text/plain")).contains("3/3");
        assertThat(host.printed.toString()).isEmpty();
    }

    /// Longer than the time between two frames.
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- Live

    @Test
    void aLoopOfOnesOwnHasOneDisplayThatEndsAsAPicture() {
        Live.screen(new LiveScreen(host));
        var live = Live.of("Lab 2A");
        for (int i = 0; i < 2000; i++) live.log("loss", 1.0 / (i + 1)).log("val_loss", Tensor.of(1.2 / (i + 1)));
        assertThat(host.displayed).hasSize(1);
        MimeBundle first = host.displayed.getFirst();
        assertThat(first.data().get("text/html")).contains("<svg").hasSizeLessThan(4600);
        Live.endOfCell();
        assertThat(host.displayed).hasSize(1);
        MimeBundle last = host.frames().getLast();
        assertThat(last.data()).containsKey("image/png");
        assertThat(last.data().get("text/plain")).contains("2000 steps");
        int frames = host.frames().size();
        Live.endOfCell();
        assertThat(host.frames()).hasSize(frames);
    }

    @Test
    void framesOfManyNoisyCurvesStaySmallAndTheirPictureSaysWhatItShows() {
        var random = new Random(3);
        var live = Live.of("noisy");
        for (int i = 0; i < 3000; i++)
            for (String name : List.of("loss", "val_loss", "accuracy", "val_accuracy", "lr"))
                live.log(name, 1 + random.nextDouble());
        Figure figure = live.figure();
        MimeBundle frame = LiveScreen.frame("noisy  loss 1.2345", figure, true);
        assertThat(frame.data().getOrDefault("text/html", "").getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(1000, 4500);
        assertThat(Base64.getDecoder().decode(frame.data().getOrDefault("image/png", "")))
                .hasSizeBetween(1000, 30_000);
        assertThat(frame.metadata().getOrDefault("image/png", Map.of()))
                .isEqualTo(Map.of("width", figure.width(), "height", figure.height(), "alt", figure.alt()));
    }

    @Test
    void theValuesAreThereAfterTheLoop() {
        var live = Live.of("run").log("loss", 2).log("loss", 1).log("lr", 0.1);
        assertThat(live.values("loss")).containsExactly(2, 1);
        assertThat(live.history().names()).containsExactly("loss", "lr");
        assertThat(live.figure().svg()).contains(">step<", ">loss<");
        assertThat(live).hasToString("run  loss 1.0000  lr 0.1000  step 2");
        assertThatThrownBy(() -> live.log("loss", Tensor.zeros(3)))
                .hasMessage("log: loss has shape [3], but one number is needed; take a mean, for example loss.mean()");
    }

    @Test
    void manyCurvesShareTheLastPanel() {
        var live = Live.of("many");
        for (String name : new String[] {"loss", "accuracy", "lr", "norm", "mae"}) live.log(name, 1).log(name, 2);
        assertThat(live.figure().svg()).contains(">norm<", ">mae<", ">lr<");
        assertThat(Live.of("none").figure().svg()).contains(">no data<");
    }

    // ---- runs

    @Test
    void runsAreATableAndCurvesOnTheSameAxes() {
        train("model data --epochs 3 --quiet --name fast");
        train("model data --epochs 2 --quiet");
        train("model data --epochs 2 --quiet");
        assertThat(runs.line("", host)).isNull();
        String table = host.displayed.getLast().data().get("text/plain");
        assertThat(table.lines()).hasSize(4);
        assertThat(table).contains("fast", "model", "model 2", "loss");
        Figure figure = (Figure) runs.line("fast 'model 2' --plot loss", host);
        assertThat(java.util.Objects.requireNonNull(figure).svg()).contains(">fast<", ">model 2<");
        Figure named = (Figure) new PlotMagic().line("loss fast model", host);
        assertThat(java.util.Objects.requireNonNull(named).svg()).contains(">fast<", ">model<");
        assertThat(new PlotMagic().line("last", host)).isInstanceOf(Figure.class);
    }

    @Test
    void theBestRunStandsOnTopAndOneCanBeForgotten() {
        train("model data --epochs 1 --quiet --name first");
        train("model data --epochs 4 --quiet --name second");
        runs.line("--sort loss", host);
        assertThat(host.displayed
                        .getLast()
                        .data()
                        .get("text/plain")
                        .lines()
                        .toList()
                        .get(1))
                .startsWith("second");
        runs.line("--delete second", host);
        assertThatThrownBy(() -> runs.line("second", host)).hasMessage("%runs: no run second; there are first");
        assertThatThrownBy(() -> runs.line("--plot los", host))
                .hasMessage("%runs: no curve los; did you mean loss?; the run first has loss, lr");
    }

    @Test
    void everyRunLeavesAFileThatOutlivesTheSession() {
        for (var path : RunFiles.files()) path.toFile().delete();
        train("model data --epochs 3 --quiet --name kept");
        assertThat(RunFiles.files()).hasSize(1);
        assertThat(RunFiles.stem(RunFiles.files().getFirst())).matches("[0-9]{8}-[0-9]{6}-kept");
        double[] losses = LastRun.get("plot").history().values("loss");
        Runs.clear();
        LastRun.forget();
        assertThat(java.util.Objects.requireNonNull(RunFiles.last()).values("loss"))
                .containsExactly(losses);
        assertThat(((Figure) java.util.Objects.requireNonNull(new PlotMagic().line("last", host))).alt())
                .contains("3 epochs");
        assertThat(((Figure) java.util.Objects.requireNonNull(new PlotMagic().line("loss kept", host))).alt())
                .contains("3 epochs");
        runs.line("", host);
        assertThat(host.displayed.getLast().data().get("text/plain")).contains("kept");
        runs.line("--delete kept", host);
        assertThat(RunFiles.files()).isEmpty();
        assertThatThrownBy(() -> new PlotMagic().line("last", host))
                .hasMessage("%plot: nothing was trained yet; train something first, or name what to plot");
    }

    // ---- attach

    @Test
    void aRunThatIsStillGoingIsShownAgainUnderItsId() {
        var attach = new AttachMagic();
        var elsewhere = new FakeHost();
        var failure = new AtomicReference<Throwable>();
        FakeHost during = new FakeHost() {
            @Override
            public boolean interrupted() {
                try {
                    if (elsewhere.displayed.isEmpty()) attach.line("", elsewhere);
                } catch (RuntimeException e) {
                    failure.set(e);
                }
                return false;
            }
        };
        during.variables.putAll(host.variables);
        new TrainMagic().line("model data --epochs 3", during);
        assertThat(failure.get()).isNull();
        assertThat(elsewhere.ids).isEqualTo(during.ids);
        assertThat(elsewhere.displayed.getFirst().data().get("text/plain"))
                .contains("epoch")
                .contains("on cpu");
        assertThatThrownBy(() -> attach.line("", elsewhere))
                .hasMessage("%attach: no run is going on; %plot last draws a finished one");
        assertThatThrownBy(() -> attach.line("other", elsewhere))
                .hasMessage("%attach: no run other is going on; %plot last draws a finished one");
    }

    private void train(String line) {
        new TrainMagic().line(line, host);
    }
}
