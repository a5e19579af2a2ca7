package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Dropout;
import dev.crema.nn.Linear;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.optim.Adagrad;
import dev.crema.nn.optim.Adam;
import dev.crema.nn.optim.CosineAnnealingLR;
import dev.crema.nn.optim.LinearLR;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.ReduceLROnPlateau;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A run that goes on from a checkpoint reaches the numbers of one that was never stopped, to the bit.
class ResumeTest {
    private static final int EPOCHS = 6;
    private static final Tensor X = Generator.of(1).randn(90, 5);
    private static final Tensor Y = X.at(":", 0).gt(0).to(DType.INT64);

    @TempDir
    Path folder;

    @BeforeEach
    void seed() {
        Tensor.manualSeed(5);
    }

    /// A model, its optimiser and a trainer, made as a notebook would make them anew.
    private static final class Session {
        final Sequential model = new Sequential(new Linear(5, 16), new ReLU(), new Dropout(0.3), new Linear(16, 2));
        final Trainer trainer;
        int batches;

        Session(Function<Sequential, Optimizer> optimizer, Function<Optimizer, Scheduler> scheduler) {
            Optimizer method = optimizer.apply(model);
            trainer = Trainer.of(
                            model, DataLoader.of(TensorDataset.of(X, Y), 10).shuffle())
                    .validate(DataLoader.of(TensorDataset.of(X, Y), 45))
                    .metric("accuracy", Metrics::accuracy)
                    .optimizer(method)
                    .schedule(scheduler.apply(method))
                    .clipGradNorm(0.5)
                    .onBatch(end -> batches++);
        }

        /// Draws from the shared stream too, as an own layer may do.
        History fit() {
            return trainer.onBatch(end -> Tensor.rand(1)).fit(EPOCHS);
        }
    }

    private static final Map<String, Function<Sequential, Optimizer>> OPTIMIZERS = Map.of(
            "SGD", m -> new SGD(m.parameters(), 0.1),
            "momentum", m -> new SGD(m.parameters(), 0.1).momentum(0.9).weightDecay(1e-3),
            "Adam", m -> new Adam(m.parameters(), 0.01),
            "RMSprop", m -> new RMSprop(m.parameters(), 0.01).momentum(0.5),
            "Adagrad", m -> new Adagrad(m.parameters(), 0.1));

    private static Scheduler warmUp(Optimizer optimizer) {
        return new LinearLR(optimizer, 0.1, 2).then(new CosineAnnealingLR(optimizer, 4));
    }

    @TestFactory
    Stream<DynamicTest> aStoppedRunGoesOnToTheSameBits() {
        Map<String, Integer> stops = new LinkedHashMap<>();
        stops.put("before the first batch", 0);
        stops.put("in the first epoch", 4);
        stops.put("between epochs", 27);
        stops.put("in a later epoch", 32);
        return OPTIMIZERS.keySet().stream()
                .flatMap(name -> stops.entrySet().stream()
                        .map(stop -> DynamicTest.dynamicTest(
                                name + " stopped " + stop.getKey(),
                                () -> stopAndGoOn(OPTIMIZERS.get(name), stop.getValue()))));
    }

    private void stopAndGoOn(Function<Sequential, Optimizer> optimizer, int stopAt) {
        Tensor.manualSeed(5);
        Session whole = new Session(optimizer, ResumeTest::warmUp);
        History expected = whole.fit();
        Tensor.manualSeed(5);
        Session first = new Session(optimizer, ResumeTest::warmUp);
        String place = folder.resolve("run" + stopAt + optimizer.hashCode()).toString();
        first.trainer.checkpoint(place).stopWhen(() -> first.batches == stopAt);
        first.fit();
        assertThat(first.batches).isEqualTo(stopAt);
        Tensor.manualSeed(99); // another process would stand elsewhere
        Session second = new Session(optimizer, ResumeTest::warmUp);
        History history = second.trainer.resume(place).fit(EPOCHS);
        // the noise of the first listener is missing from here on, but only the shared stream feels it
        assertThat(second.batches).isEqualTo(9 * EPOCHS - stopAt);
        whole.model
                .state()
                .forEach((name, values) -> assertThat(
                                second.model.state().get(name).toDoubles())
                        .as(name)
                        .containsExactly(values.toDoubles()));
        assertThat(history.batchLosses()).containsExactly(expected.batchLosses());
        for (String curve : expected.names())
            assertThat(history.values(curve)).as(curve).containsExactly(expected.values(curve));
        assertThat(history.batchesPerEpoch()).isEqualTo(9);
    }

    @Test
    void aRunThatWasInterruptedGoesOnWithoutAFolder() {
        Session whole = new Session(OPTIMIZERS.get("Adam"), o -> new ReduceLROnPlateau(o, 0.1, 0));
        History expected = whole.fit();
        Tensor.manualSeed(5);
        Session session = new Session(OPTIMIZERS.get("Adam"), o -> new ReduceLROnPlateau(o, 0.1, 0));
        session.trainer.name("mlp").stopWhen(() -> session.batches == 13);
        session.fit();
        session.batches = 100;
        History history = session.trainer.resume("last").fit(EPOCHS);
        assertThat(history.batchLosses()).containsExactly(expected.batchLosses());
        assertThat(history.values("lr")).containsExactly(expected.values("lr"));
    }

    @Test
    void moreEpochsGoOnFromTheLastCheckpoint() {
        String place = folder.resolve("more").toString();
        Function<Sequential, Optimizer> adam = OPTIMIZERS.get("Adam");
        new Session(adam, o -> epochs()).trainer.checkpoint(place).fit(3);
        Session second = new Session(adam, o -> epochs());
        History history = second.trainer.checkpoint(place).resume("last").fit(5);
        assertThat(history.epochs()).isEqualTo(5);
        assertThat(second.batches).isEqualTo(18);
        assertThatThrownBy(() ->
                        new Session(adam, o -> epochs()).trainer.resume(place).fit(5))
                .hasMessage("resume: the run \"run\" has 5 epochs already; ask for more than that: fit(11)");
    }

    private static Scheduler epochs() {
        return () -> {};
    }

    @Test
    void theFolderHoldsTheLastAndTheBestWeightsAndTheCurves() throws Exception {
        Session session = new Session(OPTIMIZERS.get("SGD"), o -> epochs());
        History history =
                session.trainer.name("mlp").checkpoint(folder.toString()).fit(4);
        Sequential loaded = new Sequential(new Linear(5, 16), new ReLU(), new Dropout(0.3), new Linear(16, 2));
        loaded.load(folder.resolve("last.safetensors").toString());
        assertThat(loaded.state().get("0.weight").toDoubles())
                .containsExactly(session.model.state().get("0.weight").toDoubles());
        loaded.load(folder.resolve("best.safetensors").toString());
        assertThat(Evaluation.of(loaded, DataLoader.of(TensorDataset.of(X, Y)))
                        .loss(new dev.crema.nn.loss.CrossEntropyLoss()))
                .isCloseTo(history.best("val_loss"), org.assertj.core.api.Assertions.within(1e-6));
        History read = HistoryFile.read(folder.resolve("history.jsonl").toString());
        assertThat(read.run()).isEqualTo("mlp");
        assertThat(read.names()).isEqualTo(history.names());
        assertThat(read.values("val_loss")).containsExactly(history.values("val_loss"));
        assertThat(Files.readAllLines(folder.resolve("history.jsonl"))).hasSize(5);
    }

    @Test
    void whatCannotBeResumedIsRefused() throws Exception {
        Session session = new Session(OPTIMIZERS.get("SGD"), o -> epochs());
        String nowhere = folder.resolve("nowhere").toString();
        assertThatThrownBy(() -> session.trainer.resume(nowhere).fit(9))
                .hasMessage(
                        "resume: there is no checkpoint \"" + nowhere
                                + "\": neither a folder with last.safetensors nor a run that was stopped here; train with checkpoint(folder) to have one");
        String weights = folder.resolve("w.safetensors").toString();
        session.model.save(weights);
        assertThatThrownBy(() -> session.trainer.resume(weights).fit(9))
                .hasMessage("resume: " + weights + " holds weights, but no training run; load it with model.load(\""
                        + weights + "\")");
        session.trainer.checkpoint(folder.toString()).resume("last");
        new Session(OPTIMIZERS.get("SGD"), o -> epochs())
                .trainer
                .checkpoint(folder.toString())
                .fit(1);
        Sequential other = new Sequential(new Linear(5, 2));
        assertThatThrownBy(() -> Trainer.of(other, DataLoader.of(TensorDataset.of(X, Y), 10))
                        .resume(folder.toString())
                        .fit(9))
                .hasMessageContaining("the checkpoint was saved from another model");
        assertThatThrownBy(() -> HistoryFile.read(folder.resolve("none.jsonl").toString()))
                .hasMessageStartingWith("there is no history ");
        Files.writeString(folder.resolve("bad.jsonl"), "{oops");
        assertThatThrownBy(() -> HistoryFile.read(folder.resolve("bad.jsonl").toString()))
                .hasMessageContaining("is no history");
    }

    @Test
    void whatIsNotANumberSurvivesTheFile() {
        History history = new History("wild");
        for (double value : List.of(1.0, Double.NaN, Double.POSITIVE_INFINITY)) history.add("loss", value);
        String file = folder.resolve("h.jsonl").toString();
        HistoryFile.write(history, file);
        assertThat(HistoryFile.read(file).values("loss")).containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY);
    }
}
