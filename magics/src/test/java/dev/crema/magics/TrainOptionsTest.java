package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Dropout;
import dev.crema.nn.Linear;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.ExponentialLR;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOptionsTest {
    private final TrainMagic train = new TrainMagic();
    private FakeHost host = new FakeHost();
    private Sequential model = new Sequential();

    @BeforeEach
    void aModelAndItsData() {
        Tensor.manualSeed(1);
        Tensor x = Tensor.randn(60, 4);
        model = new Sequential(new Linear(4, 8), new Dropout(0.2), new Linear(8, 2));
        SGD own = new SGD(model.parameters(), 0.2);
        Loss loss = (prediction, target) -> prediction.mean();
        host = new FakeHost()
                .with("model", model)
                .with("data", TensorDataset.of(x, x.at(":", 0).gt(0).to(DType.INT64)))
                .with("floats", TensorDataset.of(x, x.at(":", ":2")))
                .with("own", own)
                .with("plan", new ExponentialLR(own, 0.5))
                .with("myLoss", loss);
    }

    private History history() {
        return (History) host.variables.get("history");
    }

    @Test
    void lossesAndOptimizersGoByTheirNames() {
        for (String loss : new String[] {"mse", "L1Loss", "smoothl1", "Huber", "BCEWithLogits", "myLoss"}) {
            train.line("model floats --quiet --loss " + loss, host);
            assertThat(history().last("loss")).as(loss).isFinite();
        }
        for (String optimizer : new String[] {"Adam", "adamw", "RMSprop", "adagrad", "own"}) {
            train.line("model data --quiet --optimizer " + optimizer, host);
            assertThat(history().last("loss")).as(optimizer).isFinite();
        }
        train.line("model data --quiet --optimizer adam --weight-decay 0.1", host);
        assertThat(host.printed)
                .contains("Adam(lr=0.001, weight_decay=0.1)")
                .contains("AdamW(lr=0.001, weight_decay=0.01)");
    }

    @Test
    void schedulesGoByNameOrAsTheSchedulerOfTheOptimizer() {
        train.line("model data --quiet --epochs 4 --lr 0.1 --schedule step(2,0.5)", host);
        assertThat(history().values("lr")).containsExactly(0.1, 0.1, 0.05, 0.05);
        train.line("model data --quiet --epochs 3 --optimizer own --schedule plan", host);
        assertThat(history().values("lr")).containsExactly(0.2, 0.1, 0.05);
        for (String schedule : new String[] {
            "multistep(0.1, 1, 2)", "exponential(0.9)", "cosine(4)", "plateau(0.1,1)", "linear(0.1, 2)"
        }) train.line("model data --quiet --epochs 2 --schedule " + schedule, host);
        assertThat(history().values("lr")[0]).isEqualTo(0.001);
    }

    @Test
    void patienceClipAndProfileAreTheTrainers() {
        train.line("model data --quiet --epochs 50 --lr 0 --patience 2 --clip 1 --profile", host);
        assertThat(history().epochs()).isLessThan(50);
        assertThat(host.printed)
                .contains("has not become smaller for 2 epochs")
                .contains("backward")
                .contains("µs a batch");
    }

    @Test
    void aRunThatWasStoppedGoesOn() {
        host.interrupted = true;
        train.line("model data --quiet --epochs 3 --seed 4", host);
        assertThat(host.printed).contains("stopped at epoch 1, batch 0 (--resume last goes on from there)");
        host.interrupted = false;
        train.line("model data --quiet --epochs 3 --resume last", host);
        assertThat(history().epochs()).isEqualTo(3);
    }

    @Test
    void aCheckpointIsWrittenAndResumed(@TempDir Path folder) {
        train.line("model data --quiet --epochs 2 --checkpoint '" + folder + "'", host);
        assertThat(Files.exists(folder.resolve("last.safetensors"))).isTrue();
        train.line("model data --quiet --epochs 5 --resume '" + folder + "'", host);
        assertThat(history().epochs()).isEqualTo(5);
    }

    @Test
    void theJavaCallHasAllOptions() {
        train.line(
                "model data --optimizer adam --schedule cosine(50) --clip 1 --patience 3 --checkpoint runs/a --resume last --java",
                host);
        assertThat(host.printed).hasToString("""
                var optimizer = new Adam(model.parameters(), 0.001);
                var history = Trainer.of(model, DataLoader.of(data, 64))
                    .optimizer(optimizer)
                    .schedule(new CosineAnnealingLR(optimizer, 50))
                    .clipGradNorm(1)
                    .earlyStop(3)
                    .checkpoint("runs/a")
                    .resume("last")
                    .fit(1);
                """);
    }

    @Test
    void mistakesRunNothing() {
        assertThatThrownBy(() -> train.line("model data --optimizer adm", host))
                .hasMessage("%train: no optimizer adm; did you mean adam?");
        assertThatThrownBy(() -> train.line("model data --loss crossentrop", host))
                .hasMessage("%train: no loss crossentrop; did you mean crossentropy?");
        assertThatThrownBy(() -> train.line("model data --optimizer adam --momentum 0.9", host))
                .hasMessage("%train: --momentum does not go with adam; it is for sgd and rmsprop");
        assertThatThrownBy(() -> train.line("model data --schedule step(2)", host))
                .hasMessage("%train: --schedule step needs 2 numbers, got 1");
        assertThatThrownBy(() -> train.line("model data --schedule plan", host))
                .hasMessageStartingWith("%train: --schedule plan changes the rate of another optimizer");
        assertThatThrownBy(() -> train.line("model data --clip 0", host))
                .hasMessage("%train: --clip must be above 0, got 0");
        assertThatThrownBy(() -> train.line("model data --patience 0", host))
                .hasMessage("%train: --patience must be at least 1, got 0");
        assertThatThrownBy(() -> train.line("model data --device tpu", host))
                .hasMessage("%train: device: no device \"tpu\"; use cpu, cuda, cuda:N or best");
        assertThat(host.printed).isEmpty();
    }
}
