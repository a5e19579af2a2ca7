package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndPlotMagicTest {
    private final TrainMagic train = new TrainMagic();
    private final PlotMagic plot = new PlotMagic();
    private FakeHost host = new FakeHost();

    @BeforeEach
    void aModelAndItsData() {
        Runs.clear();
        Tensor.manualSeed(1);
        Tensor x = Tensor.randn(120, 4);
        Tensor y = x.at(":", 0).gt(0).to(DType.INT64);
        TensorDataset data = new TensorDataset(x, y, "Halves");
        Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2));
        host = new FakeHost()
                .with("model", model)
                .with("data", data)
                .with("val", data.subset(0, 20))
                .with("loader", DataLoader.of(data, 30))
                .with("result", Evaluation.of(model, data));
    }

    @Test
    void trainingBindsTheHistoryAndLeavesThreeLinesAndAFigure() {
        assertThat(train.line("model data --val val --epochs 3 --batch 10 --lr 0.1 --metrics accuracy", host))
                .isNull();
        History history = (History) host.variables.get("history");
        assertThat(history.epochs()).isEqualTo(3);
        assertThat(history.run()).isEqualTo("model");
        assertThat(history.names()).contains("val_accuracy");
        assertThat(host.printed.toString().lines()).hasSize(3);
        assertThat(host.printed.toString())
                .startsWith(
                        "training model (58 parameters) on Halves (120 samples)\nbatch 10, SGD(lr=0.1), cross-entropy,");
        assertThat(host.displayed).hasSize(1);
        assertThat(host.frames().getLast().data()).containsKeys("image/png", "text/plain");
        assertThat(host.frames()
                        .getLast()
                        .metadata()
                        .get("image/png")
                        .get("alt")
                        .toString())
                .contains("3 epochs");
    }

    @Test
    void framesShowProgressAndCurvesWhileItRuns() {
        train.line("model loader --epochs 6000", host);
        MimeBundle frame = host.frames().getFirst();
        assertThat(frame.data().get("text/plain"))
                .contains("epoch")
                .contains("loss")
                .contains("batches/s")
                .contains("left");
        assertThat(frame.data().get("text/html")).contains("<svg").hasSizeLessThan(4600);
    }

    @Test
    void allFramesHaveTheSameSize() {
        train.line("model loader --epochs 6000 --metrics accuracy", host);
        assertThat(host.frames().stream()
                        .map(frame -> frame.data().getOrDefault("text/html", ""))
                        .filter(html -> html.contains("<svg"))
                        .map(html -> html.replaceAll("(?s).*viewBox=\"([^\"]*)\".*", "$1"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void quietTrainingShowsNoFigure() {
        train.line("model data --quiet --as h", host);
        assertThat(host.displayed).isEmpty();
        assertThat(host.variables).containsKey("h");
    }

    @Test
    void theSeedMakesARunRepeatable() {
        train.line("model data --seed 5 --as a --quiet", host);
        double[] first = ((History) host.variables.get("a")).batchLosses();
        aModelAndItsData();
        train.line("model data --seed 5 --as b --quiet", host);
        assertThat(((History) host.variables.get("b")).batchLosses()).containsExactly(first);
    }

    @Test
    void anInterruptKeepsWhatThereIs() {
        host.interrupted = true;
        train.line("model data", host);
        assertThat(host.printed).contains("stopped at epoch 1, batch 0");
        assertThat(host.variables).containsKey("history");
    }

    @Test
    void theJavaCallIsPrintedOnRequest() {
        train.line(
                "model data --val val --epochs 2 --batch 12 --lr 0.05 --momentum 0.9 --metrics accuracy --loss crossentropy --java",
                host);
        assertThat(host.printed).hasToString("""
                var history = Trainer.of(model, DataLoader.of(data, 12).shuffle())
                    .validate(DataLoader.of(val, 12))
                    .loss(new CrossEntropyLoss())
                    .metric("accuracy", Metrics::accuracy)
                    .optimizer(new SGD(model.parameters(), 0.05).momentum(0.9))
                    .fit(2);
                """);
    }

    @Test
    void mistakesRunNothing() {
        assertThatThrownBy(() -> train.line("model data --epoch 3", host))
                .hasMessage("%train: no option --epoch; did you mean --epochs?");
        assertThatThrownBy(() -> train.line("model", host))
                .hasMessage("%train: DATA is missing; give a Dataset or a DataLoader after the model");
        assertThatThrownBy(() -> train.line("data model", host))
                .hasMessage("%train: MODEL must be a Module, but data is a TensorDataset");
        assertThatThrownBy(() -> train.line("model model", host))
                .hasMessage("%train: DATA must be a Dataset or a DataLoader, but is a Sequential");
        assertThatThrownBy(() -> train.line("model loader --batch 5", host))
                .hasMessageContaining("which has its own (30)");
        assertThatThrownBy(() -> train.line("model data --metrics acuracy", host))
                .hasMessage("%train: no metric acuracy; did you mean accuracy?");
        assertThatThrownBy(() -> train.line("model data --epochs 0", host))
                .hasMessage("%train: --epochs must be at least 1, got 0");
        assertThat(host.displayed).isEmpty();
        assertThat(host.printed).isEmpty();
    }

    @Test
    void curvesOfTheLastRunArePlottedSideBySide() {
        train.line("model data --metrics accuracy --quiet", host);
        Figure figure = (Figure) plot.line("loss | accuracy", host);
        assertThat(figure).isNotNull();
        assertThat(figure.svg()).contains("loss").contains("accuracy");
        assertThatThrownBy(() -> plot.line("acuracy", host))
                .hasMessageStartingWith("%plot: no curve acuracy; did you mean accuracy?");
    }

    @Test
    void withoutArgumentsTheDataOfTheLastRunAreJudgedAndTrainingDataAreCalledSo() {
        train.line("model data --quiet", host);
        assertThat(((Figure) plot.line("confusion", host)).alt())
                .startsWith("Confusion on the training data, Halves, 120");
        train.line("model data --val data --quiet", host);
        assertThat(((Figure) plot.line("confusion", host)).alt()).startsWith("Confusion on Halves, 120");
    }

    @Test
    void confusionAndRocTakeAResultOrAModelWithData() {
        Figure fromResult = (Figure) plot.line("confusion result", host);
        Figure fromModel = (Figure) plot.line("roc model data --title Curves", host);
        assertThat(fromResult.svg()).contains("Confusion on Halves, 120");
        assertThat(fromModel.svg()).contains("Curves");
        assertThatThrownBy(() -> plot.line("confusion model", host))
                .hasMessage("%plot: EVALUATION must be an Evaluation, but model is a Sequential");
    }

    @Test
    void figuresAreSaved(@TempDir Path folder) {
        Path file = folder.resolve("confusion.svg");
        plot.line("confusion result --figsize 500x400 --save '" + file + "'", host);
        assertThat(Files.exists(file)).isTrue();
        assertThatThrownBy(() -> plot.line("confusion result --figsize big", host))
                .hasMessageContaining("needs WIDTHxHEIGHT");
    }

    @Test
    void helpIsThereForEveryMagic() {
        assertThat(new Magics().add(train, plot).all())
                .allSatisfy(magic -> assertThat(magic.help()).contains("%" + magic.name()));
    }
}
