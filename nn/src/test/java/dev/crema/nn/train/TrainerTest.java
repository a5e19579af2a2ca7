package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private Tensor x = Tensor.zeros(1);
    private Tensor y = Tensor.zeros(1);

    @BeforeEach
    void twoClasses() {
        Tensor.manualSeed(3);
        x = Tensor.randn(200, 5);
        y = x.at(":", 0).add(x.at(":", 1)).gt(0).to(dev.crema.tensor.DType.INT64);
    }

    private static Sequential model() {
        return new Sequential(new Linear(5, 16), new ReLU(), new Linear(16, 2));
    }

    @Test
    void trainingLearnsAndMeasures() {
        Sequential model = model();
        History history = Trainer.of(
                        model, DataLoader.of(TensorDataset.of(x, y), 10).shuffle(1))
                .validate(DataLoader.of(TensorDataset.of(x, y), 50))
                .metric("accuracy", Metrics::accuracy)
                .optimizer(new SGD(model.parameters(), 0.1))
                .fit(20);
        assertThat(history.names()).containsExactly("loss", "accuracy", "lr", "val_loss", "val_accuracy");
        assertThat(history.epochs()).isEqualTo(20);
        assertThat(history.last("loss")).isLessThan(0.2 * history.values("loss")[0]);
        assertThat(history.last("val_accuracy")).isGreaterThan(0.95);
        assertThat(history.batchLosses()).hasSize(20 * 20);
        assertThat(Evaluation.of(model, TensorDataset.of(x, y)).accuracy()).isEqualTo(history.last("val_accuracy"));
    }

    @Test
    void eventsComeInOrder() {
        List<String> events = new ArrayList<>();
        Trainer.of(model(), DataLoader.of(TensorDataset.of(x, y), 100))
                .on(event -> events.add(event.getClass().getSimpleName()))
                .onEpoch(end -> assertThat(end.value("loss")).isPositive())
                .fit(2);
        assertThat(events)
                .containsExactly(
                        "Started", "BatchEnd", "BatchEnd", "EpochEnd", "BatchEnd", "BatchEnd", "EpochEnd", "Finished");
    }

    @Test
    void theSameSeedGivesTheSameRunToTheBit() {
        double[][] weights = new double[2][];
        for (int run = 0; run < 2; run++) {
            Tensor.manualSeed(11);
            Sequential model = model();
            Trainer.of(model, DataLoader.of(TensorDataset.of(x, y), 7).shuffle())
                    .fit(3);
            weights[run] = model.parameters().getFirst().toDoubles();
        }
        assertThat(weights[1]).containsExactly(weights[0]);
    }

    @Test
    void aRequestStopsBetweenBatchesAndKeepsModelAndHistory() {
        Sequential model = model();
        double[] before = model.parameters().getFirst().toDoubles();
        int[] batches = {0};
        List<String> stops = new ArrayList<>();
        History history = Trainer.of(model, DataLoader.of(TensorDataset.of(x, y), 10))
                .onBatch(end -> batches[0]++)
                .stopWhen(() -> batches[0] == 25)
                .on(event -> {
                    if (event instanceof TrainEvent.Stopped stopped)
                        stops.add(stopped.epoch() + " " + stopped.batch() + " " + stopped.reason());
                })
                .fit(5);
        assertThat(stops).containsExactly("2 4 on request");
        assertThat(history.batchLosses()).hasSize(25);
        assertThat(history.epochs()).isEqualTo(1);
        assertThat(model.parameters().getFirst().toDoubles()).isNotEqualTo(before);
    }

    @Test
    void aLossThatIsNoNumberStopsAndNamesTheBatch() {
        Tensor wild = Tensor.full(1e20, 20, 5);
        Sequential model = model();
        List<String> stops = new ArrayList<>();
        Trainer.of(model, DataLoader.of(TensorDataset.of(wild, Tensor.zeros(20, 2)), 10))
                .optimizer(new SGD(model.parameters(), 1e10))
                .on(event -> {
                    if (event instanceof TrainEvent.Stopped stopped) stops.add(stopped.reason());
                })
                .fit(3);
        assertThat(stops).hasSize(1);
        assertThat(stops.getFirst()).startsWith("the loss became ");
    }

    @Test
    void listenersMayThrowAnything() {
        assertThatThrownBy(() -> Trainer.of(model(), DataLoader.of(TensorDataset.of(x, y), 10))
                        .onBatch(end -> {
                            throw new java.io.IOException("disk full");
                        })
                        .fit(1))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void stepsLeaveNoMemoryBehind() {
        Sequential model = model();
        DataLoader data = DataLoader.of(TensorDataset.of(x, y), 10);
        Trainer.of(model, data).fit(5);
        long before = Memory.inUse();
        Trainer.of(model, data).fit(50);
        assertThat(Memory.inUse() - before).isLessThan(1 << 20);
    }

    @Test
    void floatTargetsAreFittedBySquaredError() {
        Linear line = new Linear(1, 1);
        Tensor inputs = Tensor.linspace(0, 1, 20).view(20, 1);
        Trainer.of(line, DataLoader.of(TensorDataset.of(inputs, inputs.mul(3).add(2))))
                .optimizer(new SGD(line.parameters(), 0.5))
                .fit(500);
        assertThat(line.weight().item()).isBetween(2.95, 3.05);
        assertThat(line.bias().item()).isBetween(1.95, 2.05);
    }

    @Test
    void evaluationsCountPredictAndJudge() {
        Evaluation result =
                Evaluation.of(Tensor.of(new double[][] {{2, 1}, {0, 1}, {3, 0}, {0, 4}}), Tensor.of(0, 1, 1, 1));
        assertThat(result.predicted().toInts()).containsExactly(0, 1, 0, 1);
        assertThat(result.correct()).isEqualTo(3);
        assertThat(result.perClassAccuracy()).containsExactly(1, 2 / 3.0);
        assertThat(result.roc().auc()).isEqualTo(2 / 3.0);
        assertThat(result).hasToString("3/4 right on the given predictions (75.0 %)");
    }
}
