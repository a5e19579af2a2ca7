package dev.crema.nn.train;

import dev.crema.nn.Module;
import dev.crema.nn.data.Batch;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.StepScope;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of `Trainer.fit`: epochs of batches, from the beginning or from a checkpoint.
final class TrainingRun {
    private static final String LOSS = "loss";

    private final Trainer settings;
    private final int epochs;
    private final Module model;
    private final DataLoader data;
    private final @Nullable DataLoader validation;
    private final Optimizer optimizer;
    private final @Nullable Profile profile;
    private RunState state = new RunState();
    private History history;
    private @Nullable Checkpoint resumed;
    private double secondsBefore;
    private final long start = System.nanoTime();

    TrainingRun(Trainer settings, int epochs) {
        this.settings = settings;
        this.epochs = epochs;
        this.model = settings.model;
        // trials of a sweep may share a loader: each counts for itself
        boolean alone = !Generator.hasOwnStreams();
        this.data = alone ? settings.data : settings.data.fork();
        DataLoader val = settings.validation;
        this.validation = alone || val == null ? val : val.fork();
        Optimizer given = settings.optimizer;
        this.optimizer = given == null ? new SGD(model.parameters(), 0.01) : given;
        this.profile = settings.profile;
        this.history = new History(settings.name);
        state.run = settings.name;
    }

    History run() {
        String word = settings.resumed;
        if (word != null) resume(Checkpoint.find(word, settings.folder));
        Path folder = settings.folder;
        if (folder != null)
            HistoryFile.write(history, folder.resolve("history.jsonl").toString());
        settings.tell(new TrainEvent.Started(settings.name, epochs, data.size(), history));
        model.train();
        boolean goesOn = true;
        while (goesOn && state.epoch <= epochs) goesOn = epoch();
        history.seconds(seconds());
        settings.tell(new TrainEvent.Finished(history));
        return history;
    }

    private void resume(Checkpoint checkpoint) {
        RunState saved = checkpoint.state();
        if (saved.epoch > epochs)
            throw new IllegalArgumentException("resume: the run \"" + saved.run + "\" has " + (saved.epoch - 1)
                    + " epochs already; ask for more than that: fit(" + (saved.epoch + epochs) + ")");
        checkpoint.restore(model, optimizer);
        if (settings.scheduler != null) settings.scheduler.load(saved.scheduler);
        if (saved.rates.length > 0) optimizer.rates(saved.rates); // a scheduler may only know its own
        data.position(saved.loader);
        if (validation != null && saved.validation != null) validation.position(saved.validation);
        state = saved;
        history = checkpoint.history();
        secondsBefore = saved.seconds;
        resumed = checkpoint;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    private long lap(Profile.Part part, long since) {
        return profile == null ? since : profile.add(part, since);
    }

    /// Whether to go on with the next epoch.
    private boolean epoch() {
        long began = System.nanoTime();
        if (!model.training()) model.train(); // a listener may have used it
        if (state.batch == 0) {
            state.means.clear();
            state.outputs.clear();
        }
        state.loader = data.position();
        Iterator<Batch> batches = data.iterator();
        for (int done = 0; done < state.batch; done++) batches.next();
        if (resumed != null) resumed.restoreStreams(model);
        resumed = null;
        while (batches.hasNext()) {
            if (settings.stop.getAsBoolean()) return stopped("on request");
            double loss = batch(batches);
            history.addBatch(loss);
            settings.tell(new TrainEvent.BatchEnd(state.epoch, state.batch, loss));
            if (!Double.isFinite(loss)) return failed(loss);
            state.batch++;
        }
        return finish(began);
    }

    private double batch(Iterator<Batch> batches) {
        long time = profile == null ? 0 : System.nanoTime();
        try (var _ = StepScope.open("the end of the training step")) {
            Batch batch = batches.next();
            time = lap(Profile.Part.LOADING, time);
            optimizer.zeroGrad();
            Tensor prediction = model.forward(batch.x());
            Tensor value = settings.criterion(batch.y()).forward(prediction, batch.y());
            double loss = value.item();
            time = lap(Profile.Part.FORWARD, time);
            if (!Double.isFinite(loss)) return loss; // the weights stay free of it
            value.backward();
            time = lap(Profile.Part.BACKWARD, time);
            if (settings.clip > 0) model.clipGradNorm(settings.clip);
            optimizer.step();
            time = lap(Profile.Part.STEP, time);
            state.add(LOSS, loss, batch.size());
            if (!settings.metrics.isEmpty()) {
                keep(prediction, batch);
                lap(Profile.Part.METRICS, time);
            }
            return loss;
        }
    }

    private void keep(Tensor prediction, Batch batch) {
        if (state.outputs.isFullFor(prediction)) state.outputs.measure(settings.metrics, state);
        state.outputs.add(prediction, batch.y());
    }

    private boolean finish(long began) {
        if (!settings.metrics.isEmpty()) {
            long time = System.nanoTime();
            state.outputs.measure(settings.metrics, state);
            lap(Profile.Part.METRICS, time);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LOSS, mean(LOSS));
        settings.metrics.keySet().forEach(name -> values.put(name, mean(name)));
        values.put("lr", optimizer.lr());
        if (validation != null) validate(values, validation);
        values.forEach(history::add);
        state.batchesPerEpoch = history.batchesPerEpoch();
        history.seconds(seconds());
        double watched = values.getOrDefault("val_loss", values.getOrDefault(LOSS, Double.NaN));
        if (settings.scheduler != null) settings.scheduler.step(watched);
        boolean best = isBest(watched);
        int epoch = state.epoch++;
        state.batch = 0;
        save(best);
        settings.tell(new TrainEvent.EpochEnd(epoch, values, (System.nanoTime() - began) / 1e9));
        boolean enough = settings.patience > 0 && state.epochsWithoutBest >= settings.patience;
        if (enough && epoch < epochs)
            settings.tell(new TrainEvent.Stopped(
                    epoch,
                    data.size() - 1,
                    (validation == null ? "the loss" : "the validation loss") + " has not become smaller for "
                            + settings.patience + (settings.patience == 1 ? " epoch" : " epochs")));
        return !enough;
    }

    private double mean(String name) {
        RunState.Mean mean = state.means.get(name);
        return mean == null ? Double.NaN : mean.value();
    }

    private void validate(Map<String, Double> values, DataLoader held) {
        long time = System.nanoTime();
        Evaluation result = Evaluation.of(model, held);
        values.put("val_loss", result.loss(settings.criterion(result.target())));
        settings.metrics.forEach((name, metric) ->
                values.put("val_" + name, metric.applyAsDouble(result.prediction(), result.target())));
        model.train();
        lap(Profile.Part.VALIDATION, time);
    }

    private boolean isBest(double watched) {
        boolean best = Double.isNaN(state.best) ? !Double.isNaN(watched) : watched < state.best;
        if (best) state.best = watched;
        state.epochsWithoutBest = best ? 0 : state.epochsWithoutBest + 1;
        return best;
    }

    private void save(boolean best) {
        Path folder = settings.folder;
        if (folder == null) return;
        long time = System.nanoTime();
        state.loader = data.position();
        checkpoint().write(folder.resolve(Checkpoint.LAST));
        if (best) model.save(folder.resolve(Checkpoint.BEST).toString());
        HistoryFile.append(history, folder.resolve("history.jsonl"));
        lap(Profile.Part.SAVING, time);
    }

    private Checkpoint checkpoint() {
        state.rates = optimizer.rates();
        if (settings.scheduler != null) state.scheduler = settings.scheduler.state();
        if (validation != null) state.validation = validation.position();
        state.seconds = seconds();
        return Checkpoint.of(model, optimizer, history, state);
    }

    private boolean stopped(String reason) {
        Path folder = settings.folder;
        if (folder == null) checkpoint().remember();
        else checkpoint().write(folder.resolve(Checkpoint.LAST));
        settings.tell(new TrainEvent.Stopped(state.epoch, state.batch - 1, reason));
        return false;
    }

    private boolean failed(double loss) {
        settings.tell(new TrainEvent.Stopped(
                state.epoch,
                state.batch,
                "the loss became " + (Double.isNaN(loss) ? "NaN" : "infinite") + " at batch " + state.batch
                        + " of epoch " + state.epoch + "; a smaller learning rate often helps"));
        return false;
    }
}
