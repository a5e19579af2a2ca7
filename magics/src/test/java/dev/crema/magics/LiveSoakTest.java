package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Linear;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.TrainEvent;
import dev.crema.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a long run sends and leaves, on a clock of its own: 30,000 batches of 10 ms are five minutes.
class LiveSoakTest {
    private static final int BATCHES = 500;
    private static final int EPOCHS = 60;
    private static final long BATCH_NANOS = 10_000_000;

    private long now = 1;
    private long drawing;

    /// A host to which an update takes its time.
    private FakeHost slowHost(long updateNanos) {
        return new FakeHost() {
            @Override
            public void update(String id, MimeBundle bundle) {
                now += updateNanos;
                drawing += updateNanos;
                super.update(id, bundle);
            }
        };
    }

    @Test
    void aRunOfThirtyThousandBatchesSendsBoundedFramesAndLeavesOnePicture() {
        FakeHost host = slowHost(5_000_000);
        train(host);
        double seconds = now / 1e9;
        assertThat(seconds).isGreaterThan(290);
        assertThat(host.displayed).hasSize(1);
        List<MimeBundle> frames = host.frames();
        assertThat(frames.size()).isBetween((int) (2 * seconds), (int) (4 * seconds) + 2);
        List<MimeBundle> live = frames.subList(0, frames.size() - 1);
        for (MimeBundle frame : live) assertThat(bytes(frame, "text/html")).isLessThanOrEqualTo(4500);
        List<MimeBundle> saving = live.stream()
                .filter(frame -> frame.data().containsKey("image/png"))
                .toList();
        assertThat(saving.size()).isBetween((int) (seconds / 11), (int) (seconds / 10));
        for (MimeBundle frame : saving)
            assertThat(bytes(frame, "image/png") * 3 / 4).isLessThanOrEqualTo(30_000);
        // what the notebook keeps: one picture and a line, whatever the number of batches
        assertThat(frames.getLast().data()).containsOnlyKeys("text/plain", "image/png");
        assertThat(bytes(frames.getLast(), "image/png") * 3 / 4).isLessThanOrEqualTo(30_000);
        assertThat(host.printed.toString().lines()).hasSize(1);
    }

    @Test
    void slowFramesTakeNoMoreThanATenthOfTheTime() {
        FakeHost host = slowHost(400_000_000);
        train(host);
        assertThat((double) drawing / now).isLessThan(0.105);
        assertThat(host.frames()).hasSizeGreaterThan(10);
    }

    @Test
    void theFirstFrameComesWithinASecondOfTheFirstBatch() {
        FakeHost host = slowHost(1_000_000);
        var live = live(host);
        var history = new History("run");
        live.on(new TrainEvent.Started("run", 1, BATCHES, history));
        for (int batch = 0; batch < 100 && host.updates.isEmpty(); batch++) {
            now += BATCH_NANOS;
            history.addBatch(2);
            live.on(new TrainEvent.BatchEnd(1, batch, 2));
        }
        assertThat(host.frames()).hasSize(1);
        assertThat(host.frames().getFirst().data().get("text/html")).contains("<svg", "epoch 1/1");
        live.leave();
    }

    @Test
    void aRunLeavesThreeLinesAndAFigureWhateverTheEpochs() {
        Tensor.manualSeed(4);
        Tensor x = Tensor.rand(32, 2);
        for (String epochs : new String[] {"1", "300"}) {
            FakeHost host = new FakeHost();
            host.with("model", new Linear(2, 1))
                    .with("data", TensorDataset.of(x, x.sum(1).view(-1, 1)));
            new TrainMagic().line("model data --epochs " + epochs, host);
            assertThat(host.printed.toString().lines().count()).isLessThanOrEqualTo(3);
            assertThat(host.displayed).hasSize(1);
        }
    }

    @Test
    void anInterruptedRunLeavesNoBarAndTheNextHasOneOfItsOwn() {
        Tensor x = Tensor.rand(32, 2);
        FakeHost host = new FakeHost();
        host.with("model", new Linear(2, 1))
                .with("data", TensorDataset.of(x, x.sum(1).view(-1, 1)));
        host.interrupted = true;
        new TrainMagic().line("model data --epochs 5", host);
        host.interrupted = false;
        new TrainMagic().line("model data --epochs 5", host);
        assertThat(host.displayed).hasSize(2);
        assertThat(host.ids).doesNotHaveDuplicates();
        for (List<MimeBundle> updates : host.updates.values())
            assertThat(updates.getLast().data().get("text/plain")).doesNotContain(" left");
    }

    private LiveTraining live(FakeHost host) {
        return new LiveTraining(host, false, "cpu", true).clock(() -> now);
    }

    private void train(FakeHost host) {
        var random = new Random(5);
        var history = new History("run");
        var live = live(host);
        live.on(new TrainEvent.Started("run", EPOCHS, BATCHES, history));
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            for (int batch = 0; batch < BATCHES; batch++) {
                now += BATCH_NANOS;
                double loss = 2.0 / epoch + 0.2 * random.nextDouble();
                history.addBatch(loss);
                live.on(new TrainEvent.BatchEnd(epoch, batch, loss));
            }
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss", 2.0 / epoch + 0.1 * random.nextDouble());
            values.put("accuracy", 1 - 0.8 / epoch);
            values.put("lr", 0.01);
            values.put("val_loss", 2.1 / epoch + 0.2 * random.nextDouble());
            values.put("val_accuracy", 0.98 - 0.8 / epoch);
            values.forEach(history::add);
            live.on(new TrainEvent.EpochEnd(epoch, values, 5));
        }
        history.seconds(now / 1e9);
        live.on(new TrainEvent.Finished(history));
        live.leave();
    }

    private static int bytes(MimeBundle bundle, String type) {
        return bundle.data().getOrDefault(type, "").getBytes(StandardCharsets.UTF_8).length;
    }
}
