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
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
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
    void metricsAreTheMethodsOfMetricsInAnyCase() {
        train.line("model data --val data --quiet --metrics f1,Precision,recall,auc,balancedAccuracy", host);
        assertThat(history().names())
                .contains("f1", "val_f1", "precision", "recall", "auc", "val_auc", "balancedAccuracy");
        assertThat(history().last("val_auc")).isBetween(0.0, 1.0);
        train.line("model floats --quiet --metrics mse,rmse,r2,mae", host);
        assertThat(history().names()).contains("mse", "rmse", "r2", "mae");
        assertThat(history().last("rmse")).isPositive();
        train.line("model data --metrics F1,averagePrecision --java", host);
        assertThat(host.printed)
                .contains(".metric(\"f1\", Metrics::f1)\n    .metric(\"averagePrecision\", Metrics::averagePrecision)");
    }

    @Test
    void lambdasAreLossesAndSchedules() {
        Loss absolute = (prediction, target) -> prediction.sub(target).abs().mean();
        Function<Optimizer, Scheduler> halving = optimizer -> new ExponentialLR(optimizer, 0.5);
        host.with("(dev.crema.nn.loss.Loss) ((p, t) -> p.sub(t).abs().mean())", absolute)
                .with(
                        "(java.util.function.Function<dev.crema.nn.optim.Optimizer, dev.crema.nn.optim.Scheduler>)"
                                + " (o -> new ExponentialLR(o, 0.5))",
                        halving);
        String options = " --loss {(p, t) -> p.sub(t).abs().mean()} --schedule {o -> new ExponentialLR(o, 0.5)}";
        train.line("model floats --quiet --epochs 3 --lr 0.1" + options, host);
        assertThat(history().values("lr")).containsExactly(0.1, 0.05, 0.025);
        train.line("model floats --java" + options, host);
        assertThat(host.printed)
                .contains(".loss((p, t) -> p.sub(t).abs().mean())")
                .contains(".schedule(((Function<Optimizer, Scheduler>) (o -> new ExponentialLR(o, 0.5)))"
                        + ".apply(optimizer))");
    }

    @Test
    void theLastLineTellsTheShareOfLoading() {
        train.line("model data --quiet", host);
        assertThat(host.printed.toString()).containsPattern("\\([\\d,]+ batches/s, \\d+ % loading data\\)");
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
                "model data --optimizer adam --schedule cosine(50) --clip 1 --patience 3 --checkpoint runs/a --resume last --seed 4 --device cpu --name mlp --java",
                host);
        assertThat(host.printed).hasToString("""
                Tensor.manualSeed(4);
                model.to(Device.of("cpu"));
                var optimizer = new Adam(model.parameters(), 0.001);
                var history = Trainer.of(model, DataLoader.of(data, 64))
                    .optimizer(optimizer)
                    .schedule(new CosineAnnealingLR(optimizer, 50))
                    .name("mlp")
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
        assertThatThrownBy(() -> train.line("model data --loss nonsense", host))
                .hasMessage("%train: no loss nonsense; there are bce, bcewithlogits, crossentropy, gaussiannll, huber,"
                        + " kldiv, l1, mse, nll, smoothl1");
        assertThatThrownBy(() -> train.line("model data --optimizer own --lr 0.1", host))
                .hasMessage("%train: --lr does not go with an optimizer of your own; say it where you make that one, or"
                        + " give --optimizer by its name");
        assertThatThrownBy(() -> train.line("model data --loss own", host))
                .hasMessage("%train: --loss must be a Loss, but own is a SGD");
        assertThatThrownBy(() -> train.line("model data --metrics f2", host))
                .hasMessage("%train: no metric f2; did you mean f1?");
        assertThatThrownBy(() -> train.line("model data --metrics perClassAccuracies", host))
                .hasMessageStartingWith("%train: no metric perClassAccuracies; there are accuracy, auc,");
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
