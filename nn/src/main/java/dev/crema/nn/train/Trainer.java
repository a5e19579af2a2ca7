package dev.crema.nn.train;

import dev.crema.nn.Module;
import dev.crema.nn.data.Batch;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.StepScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// The training loop: batches, loss, backward, step, epoch after epoch; validation at the end of each; and events
/// for those who want to watch. `%train` is a call of this.
///
/// ```java
/// var history = Trainer.of(model, train).validate(val).metric("accuracy", Metrics::accuracy)
///     .loss(new CrossEntropyLoss()).optimizer(new SGD(model.parameters(), 0.01)).fit(10);
/// ```
///
/// Defaults: cross-entropy for int64 targets and mean squared error for others, SGD with rate 0.01. What a batch
/// allocates is freed when its step ends.
public final class Trainer {
    private final Module model;
    private final DataLoader data;
    private final Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics = new LinkedHashMap<>();
    private final List<Listener<? super TrainEvent>> listeners = new ArrayList<>();
    private @Nullable DataLoader validation;
    private @Nullable Loss loss;
    private @Nullable Optimizer optimizer;
    private BooleanSupplier stop = () -> false;
    private String name = "run";

    private Trainer(Module model, DataLoader data) {
        this.model = model;
        this.data = data;
    }

    /// A trainer of this model on these batches.
    public static Trainer of(Module model, DataLoader data) {
        return new Trainer(model, data);
    }

    /// Measures loss and metrics on these batches after each epoch, as `val_loss` and so on.
    public Trainer validate(DataLoader batches) {
        validation = batches;
        return this;
    }

    /// What to minimise.
    public Trainer loss(Loss criterion) {
        loss = criterion;
        return this;
    }

    /// How parameters change.
    public Trainer optimizer(Optimizer method) {
        optimizer = method;
        return this;
    }

    /// Measures more: a function of (prediction, target), averaged over the samples of an epoch.
    public Trainer metric(String metricName, ToDoubleBiFunction<Tensor, Tensor> metric) {
        metrics.put(metricName, metric);
        return this;
    }

    /// How the run is called in legends.
    public Trainer name(String run) {
        name = run;
        return this;
    }

    /// Tells a listener of every event.
    public Trainer on(Listener<? super TrainEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /// Calls a listener after each batch.
    public Trainer onBatch(Listener<TrainEvent.BatchEnd> listener) {
        return on(event -> {
            if (event instanceof TrainEvent.BatchEnd end) listener.on(end);
        });
    }

    /// Calls a listener after each epoch.
    public Trainer onEpoch(Listener<TrainEvent.EpochEnd> listener) {
        return on(event -> {
            if (event instanceof TrainEvent.EpochEnd end) listener.on(end);
        });
    }

    /// Asked before each batch: if it says true, the run ends cleanly there.
    public Trainer stopWhen(BooleanSupplier wanted) {
        BooleanSupplier before = stop;
        stop = () -> before.getAsBoolean() || wanted.getAsBoolean();
        return this;
    }

    /// Trains for so many epochs and returns what was measured. A loss that is not a number ends the run, as does
    /// `stopWhen`; model and history stay as they are then.
    public History fit(int epochs) {
        if (epochs < 1) throw new IllegalArgumentException("fit: at least 1 epoch, got " + epochs);
        History history = new History(name);
        Optimizer method = optimizer == null ? new SGD(model.parameters(), 0.01) : optimizer;
        tell(new TrainEvent.Started(name, epochs, data.size(), history));
        long start = System.nanoTime();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            if (!new Epoch(epoch, method, history).run()) break;
            history.seconds((System.nanoTime() - start) / 1e9);
        }
        history.seconds((System.nanoTime() - start) / 1e9);
        tell(new TrainEvent.Finished(history));
        return history;
    }

    private void tell(TrainEvent event) {
        for (var listener : listeners) {
            try {
                listener.on(event);
            } catch (Exception failure) {
                throw sneaky(failure);
            }
        }
    }

    /// Throws a checked exception as it is: no signature of ours has one.
    @SuppressWarnings("unchecked") // the cast is erased: that is the trick
    private static <E extends Exception> RuntimeException sneaky(Exception failure) throws E {
        throw (E) failure;
    }

    private Loss criterion(Tensor target) {
        if (loss == null) loss = target.dtype().isFloating() ? new MSELoss() : new CrossEntropyLoss();
        return loss;
    }

    /// One pass over the data.
    private final class Epoch {
        private final int number;
        private final Optimizer method;
        private final History history;
        private final Mean meanLoss = new Mean();
        private final Map<String, Mean> means = new LinkedHashMap<>();

        Epoch(int number, Optimizer method, History history) {
            this.number = number;
            this.method = method;
            this.history = history;
            metrics.keySet().forEach(metric -> means.put(metric, new Mean()));
        }

        /// Whether to go on with the next epoch.
        boolean run() {
            long start = System.nanoTime();
            model.train();
            int batch = -1;
            for (var batches = data.iterator(); batches.hasNext(); ) {
                if (stop.getAsBoolean()) return stopped(batch, "on request");
                double value;
                try (var _ = StepScope.open("the end of the training step")) {
                    Batch next = batches.next();
                    batch = next.index();
                    value = step(next);
                }
                history.addBatch(value);
                tell(new TrainEvent.BatchEnd(number, batch, value));
                if (!Double.isFinite(value))
                    return stopped(
                            batch,
                            "the loss became " + (Double.isNaN(value) ? "NaN" : "infinite")
                                    + "; a smaller learning rate often helps");
            }
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss", meanLoss.value());
            means.forEach((metric, mean) -> values.put(metric, mean.value()));
            values.put("lr", method.lr());
            validate(values);
            values.forEach(history::add);
            tell(new TrainEvent.EpochEnd(number, values, (System.nanoTime() - start) / 1e9));
            return true;
        }

        private double step(Batch batch) {
            method.zeroGrad();
            Tensor prediction = model.forward(batch.x());
            Tensor value = criterion(batch.y()).forward(prediction, batch.y());
            value.backward();
            method.step();
            double number = value.item();
            meanLoss.add(number, batch.size());
            try (var _ = NoGrad.scope()) {
                metrics.forEach((metric, function) -> {
                    Mean mean = means.get(metric);
                    if (mean != null) mean.add(function.applyAsDouble(prediction, batch.y()), batch.size());
                });
            }
            return number;
        }

        private void validate(Map<String, Double> values) {
            if (validation == null) return;
            Evaluation result = Evaluation.of(model, validation);
            values.put("val_loss", result.loss(criterion(result.target())));
            metrics.forEach((metric, function) ->
                    values.put("val_" + metric, function.applyAsDouble(result.prediction(), result.target())));
            model.train();
        }

        private boolean stopped(int batch, String reason) {
            tell(new TrainEvent.Stopped(number, batch, reason));
            return false;
        }
    }

    /// A mean over samples that come in batches.
    private static final class Mean {
        private double sum;
        private long count;

        void add(double mean, int samples) {
            sum += mean * samples;
            count += samples;
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }
}
