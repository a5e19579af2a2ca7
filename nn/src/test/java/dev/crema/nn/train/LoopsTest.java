package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.data.Sample;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.StepLR;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the trainer and hand-written loops offer besides the loop itself.
class LoopsTest {
    private final Tensor x = Generator.of(1).randn(40, 3);
    private final TensorDataset data = TensorDataset.of(x, x.sum(1, true));

    @BeforeEach
    void seed() {
        Tensor.manualSeed(8);
    }

    private static String stop(Trainer trainer, int epochs) {
        List<String> reasons = new ArrayList<>();
        trainer.on(event -> {
            if (event instanceof TrainEvent.Stopped stopped) reasons.add(stopped.epoch() + ": " + stopped.reason());
        });
        trainer.fit(epochs);
        return String.join(", ", reasons);
    }

    @Test
    void trainingEndsWhenTheLossStopsFalling() {
        Linear model = new Linear(3, 1);
        Trainer trainer = Trainer.of(model, DataLoader.of(data, 8))
                .optimizer(new SGD(model.parameters(), 0))
                .earlyStop(2);
        assertThat(stop(trainer, 9)).isEqualTo("3: the loss has not become smaller for 2 epochs");
        assertThat(stop(trainer.validate(DataLoader.of(data)), 9)).contains("the validation loss has not");
    }

    @Test
    void aLossThatIsNoNumberDoesNotReachTheWeights() {
        Linear model = new Linear(3, 1);
        Tensor wild = x.copy();
        wild.at(25).assign(Double.NaN);
        Trainer trainer = Trainer.of(model, DataLoader.of(TensorDataset.of(wild, x.sum(1, true)), 10));
        assertThat(stop(trainer, 2))
                .isEqualTo("1: the loss became NaN at batch 2 of epoch 1; a smaller learning rate often helps");
        assertThat(model.weight().isFinite().all().item()).isEqualTo(1);
    }

    @Test
    void metricsAreOfTheWholeEpochAndNotMeansOverBatches() {
        Linear model = new Linear(3, 1);
        List<Integer> sizes = new ArrayList<>();
        History history = Trainer.of(model, DataLoader.of(data, 7))
                .optimizer(new SGD(model.parameters(), 0))
                .validate(DataLoader.of(data, 9))
                .metric("rmse", Metrics::rmse)
                .metric("size", (prediction, target) -> {
                    sizes.add(prediction.size(0));
                    return target.size(0);
                })
                .fit(2);
        assertThat(sizes).containsExactly(40, 40, 40, 40);
        assertThat(history.last("rmse")).isEqualTo(history.last("val_rmse"));
    }

    @Test
    void outputsOfDifferentWidthsAreMeasuredInParts() {
        Dataset widening = new Dataset() {
            @Override
            public int size() {
                return 4;
            }

            @Override
            public Sample get(int index) {
                Tensor one = Tensor.ones(1 + index / 2);
                return new Sample(one, one);
            }
        };
        Sequential model = new Sequential(new Scale());
        History history = Trainer.of(model, DataLoader.of(widening, 2))
                .metric("columns", (prediction, target) -> prediction.size(1))
                .fit(1);
        assertThat(history.last("columns")).isEqualTo(1.5);
    }

    static final class Scale extends Module {
        final Parameter factor = new Parameter(Tensor.of(2.0));

        @Override
        public Tensor forward(Tensor batch) {
            return batch.mul(factor);
        }
    }

    @Test
    void theSchedulerGoesOnAfterEachEpoch() {
        Linear model = new Linear(3, 1);
        SGD optimizer = new SGD(model.parameters(), 0.1);
        History history = Trainer.of(model, DataLoader.of(data, 8))
                .optimizer(optimizer)
                .schedule(new StepLR(optimizer, 2, 0.5))
                .fit(4);
        assertThat(history.values("lr")).containsExactly(0.1, 0.1, 0.05, 0.05);
    }

    @Test
    void theProfileSaysWhereTheTimeGoes() {
        Profile profile = new Profile();
        Trainer.of(new Linear(3, 1), DataLoader.of(data, 8))
                .validate(DataLoader.of(data))
                .profile(profile)
                .fit(2);
        assertThat(profile.batches()).isEqualTo(10);
        double shares = 0;
        for (Profile.Part part : Profile.Part.values()) shares += profile.share(part);
        assertThat(shares).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(profile.toString()).contains("loading").contains("backward").contains("µs a batch");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        Trainer trainer = Trainer.of(new Linear(3, 1), DataLoader.of(data, 8));
        assertThatThrownBy(() -> trainer.fit(0)).hasMessage("fit: at least 1 epoch, got 0");
        assertThatThrownBy(() -> trainer.earlyStop(0)).hasMessage("earlyStop: at least 1 epoch, got 0");
        assertThatThrownBy(() -> trainer.clipGradNorm(0)).hasMessage("clipGradNorm: the norm must be above 0, got 0.0");
    }

    @Test
    void progressCountsTheRoundsOfALoop() {
        List<String> shown = new ArrayList<>();
        Progress.display(state -> shown.add(state.done() + "/" + state.total()));
        try {
            int sum = 0;
            for (int i : Progress.range(10)) sum += i;
            assertThat(sum).isEqualTo(45);
            int batches = 0;
            for (var batch : Progress.of(DataLoader.of(data, 8))) batches += batch.size() / 8;
            assertThat(batches).isEqualTo(5);
        } finally {
            Progress.display(state -> {});
        }
        assertThat(shown).contains("10/10", "5/5");
        assertThat(new Progress.State("loop", 5, 20, 2.5))
                .hasToString("█████···············  25 %  5/20  2/s  8 s left");
    }
}
