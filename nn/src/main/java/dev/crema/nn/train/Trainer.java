package dev.crema.nn.train;

import dev.crema.nn.Module;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.Scheduler;
import dev.crema.tensor.Tensor;
import java.nio.file.Path;
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
    final Module model;
    final DataLoader data;
    final Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics = new LinkedHashMap<>();
    private final List<Listener<? super TrainEvent>> listeners = new ArrayList<>();
    private @Nullable Loss loss;

    @Nullable
    DataLoader validation;

    @Nullable
    Optimizer optimizer;

    @Nullable
    Scheduler scheduler;

    @Nullable
    Path folder;

    @Nullable
    String resumed;

    @Nullable
    Profile profile;

    double clip;
    int patience;
    BooleanSupplier stop = () -> false;
    String name = "run";

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

    /// Measures more: a function of (prediction, target), of all samples of an epoch together. Where their
    /// predictions are more than 16 million numbers it is averaged over parts of that size.
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

    /// Changes the learning rate after each epoch.
    public Trainer schedule(Scheduler plan) {
        scheduler = plan;
        return this;
    }

    /// Scales the gradients of each step down if their norm is larger.
    public Trainer clipGradNorm(double maxNorm) {
        if (!(maxNorm > 0))
            throw new IllegalArgumentException("clipGradNorm: the norm must be above 0, got " + maxNorm);
        clip = maxNorm;
        return this;
    }

    /// Ends the run when the validation loss (the training loss where nothing is validated) has not become smaller
    /// for so many epochs. The weights stay those of the last epoch; `checkpoint` keeps the best.
    public Trainer earlyStop(int epochs) {
        if (epochs < 1) throw new IllegalArgumentException("earlyStop: at least 1 epoch, got " + epochs);
        patience = epochs;
        return this;
    }

    /// Writes into a folder after each epoch, and when the run is stopped: `last.safetensors`, from which `resume`
    /// goes on, `best.safetensors` with the weights of the smallest validation loss, and `history.jsonl`.
    public Trainer checkpoint(String intoFolder) {
        folder = Path.of(intoFolder);
        return this;
    }

    /// Goes on where a run stopped, to the same numbers that it would have reached: `last` (of the checkpoint
    /// folder, or the run stopped last), the folder of a checkpoint, or the name of a run that was stopped. Model,
    /// optimizer and data must be made as they were.
    public Trainer resume(String run) {
        resumed = run;
        return this;
    }

    /// Measures where the time goes.
    public Trainer profile(Profile measured) {
        profile = measured;
        return this;
    }

    /// Trains until so many epochs are done and returns what was measured. A loss that is not a number ends the
    /// run, before it reaches the weights, as do `stopWhen` and `earlyStop`; model and history stay as they are
    /// then.
    ///
    /// @throws IllegalArgumentException if a checkpoint to go on from is missing or is of another model
    public History fit(int epochs) {
        if (epochs < 1) throw new IllegalArgumentException("fit: at least 1 epoch, got " + epochs);
        return new TrainingRun(this, epochs).run();
    }

    void tell(TrainEvent event) {
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

    Loss criterion(Tensor target) {
        if (loss == null) loss = target.dtype().isFloating() ? new MSELoss() : new CrossEntropyLoss();
        return loss;
    }
}
