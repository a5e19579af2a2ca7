package dev.crema.nn.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.crema.nn.Architecture;
import dev.crema.nn.Module;
import dev.crema.nn.Noisy;
import dev.crema.nn.StateFile;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.Optimizer;
import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as it stands: the weights under their names, as `model.load` reads them, and beside them what the run
/// needs to go on to the same numbers: the optimiser's memory, curves, random streams, and how far it is.
record Checkpoint(StateFile file) {
    static final String LAST = "last.safetensors";
    static final String BEST = "best.safetensors";
    private static final String KEY = "crema.run";
    private static final String OPTIMIZER = "optimizer/";
    private static final String CURVE = "curve/";
    private static final String OUTPUT = "output/";
    private static final String BATCHES = "batches/loss";
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /// The run that was stopped last in this process without a folder to write to.
    private static volatile @Nullable Checkpoint stopped;

    static Checkpoint of(Module model, Optimizer optimizer, History history, RunState state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.state());
        optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        for (String name : history.names()) tensors.put(CURVE + name, Tensor.of(DType.FLOAT64, history.values(name)));
        state.outputs.tensors().forEach((name, tensor) -> tensors.put(OUTPUT + name, tensor));
        tensors.put(BATCHES, Tensor.of(DType.FLOAT64, history.batchLosses()));
        state.streams = Generator.saveStreams();
        state.noise.clear();
        model.namedModules().forEach((name, module) -> {
            if (module instanceof Noisy noisy)
                state.noise.put(name, noisy.noise().state());
        });
        StateFile file = Architecture.of(model).file(tensors);
        file.metadata().put(KEY, GSON.toJson(state));
        return new Checkpoint(file);
    }

    void write(Path place) {
        file.write(place);
    }

    /// Keeps a copy in memory.
    void remember() {
        file.tensors().replaceAll((name, tensor) -> tensor.detach().copy());
        stopped = this;
    }

    /// The checkpoint that a word means: `last`, a folder, a file, or the name of a run that was stopped.
    static Checkpoint find(String word, @Nullable Path folder) {
        @Nullable Checkpoint inMemory = stopped;
        if (folder != null && word.equals("last") && Files.exists(folder.resolve(LAST)))
            return read(folder.resolve(LAST));
        if (inMemory != null && (word.equals("last") || inMemory.state().run.equals(word))) return inMemory;
        Path place = Path.of(word);
        if (Files.isDirectory(place) && Files.exists(place.resolve(LAST))) return read(place.resolve(LAST));
        if (Files.isRegularFile(place)) return read(place);
        throw new IllegalArgumentException("resume: there is no checkpoint \"" + word
                + "\": neither a folder with " + LAST + " nor a run that was stopped here; train with"
                + " checkpoint(folder) to have one");
    }

    private static Checkpoint read(Path place) {
        Checkpoint checkpoint = new Checkpoint(StateFile.read(place));
        if (!checkpoint.file.metadata().containsKey(KEY))
            throw new IllegalArgumentException("resume: " + place
                    + " holds weights, but no training run; load it with model.load(\"" + place + "\")");
        return checkpoint;
    }

    /// How far the run is.
    RunState state() {
        RunState state = GSON.fromJson(file.metadata().get(KEY), RunState.class);
        state.outputs.load(part(OUTPUT));
        return state;
    }

    /// Puts weights and memory back. Random streams are for `restoreStreams`, once the data has been wound forward.
    void restore(Module model, Optimizer optimizer) {
        Architecture.of(model).check("the checkpoint", file);
        optimizer.load(part(OPTIMIZER));
        Map<String, Tensor> weights = new LinkedHashMap<>(file.tensors());
        weights.keySet().removeIf(name -> name.indexOf('/') >= 0);
        model.load(weights);
        RunState state = state();
        if (state.rates.length > 0) optimizer.rates(state.rates);
    }

    void restoreStreams(Module model) {
        RunState state = state();
        Generator.restoreStreams(state.streams);
        model.namedModules().forEach((name, module) -> {
            Long saved = state.noise.get(name);
            if (module instanceof Noisy noisy && saved != null) noisy.noise().state(saved);
        });
    }

    /// The curves so far.
    History history() {
        RunState state = state();
        History history = new History(state.run);
        Tensor batches = file.tensors().get(BATCHES);
        double[] losses = batches == null ? new double[0] : batches.toDoubles();
        Map<String, Tensor> curves = part(CURVE);
        int first = curves.isEmpty() ? losses.length : Math.min(losses.length, state.batchesPerEpoch);
        for (int i = 0; i < first; i++) history.addBatch(losses[i]);
        curves.forEach((name, values) -> {
            for (double value : values.toDoubles()) history.add(name, value);
        });
        for (int i = first; i < losses.length; i++) history.addBatch(losses[i]);
        history.seconds(state.seconds);
        return history;
    }

    private Map<String, Tensor> part(String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) part.put(name.substring(prefix.length()), tensor);
        });
        return part;
    }
}
