package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.optim.GroupedOptimizer;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `%train` line asks for, with the defaults filled in.
final class TrainPlan {
    private static final int BATCH = 64;
    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");
    private static final String OF_OPTIMIZER =
            "java.util.function.Function<dev.crema.nn.optim.Optimizer, dev.crema.nn.optim.Scheduler>";

    private final List<DataLoader> givenLoaders = new ArrayList<>();
    final MagicArguments given;
    final Module model;
    final DataLoader data;
    final @Nullable DataLoader validation;
    final Optimizer optimizer;
    final int epochs;
    final Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics;
    final @Nullable Scheduler scheduler;
    private final @Nullable Loss loss;

    TrainPlan(MagicArguments given, Module model) {
        this.given = given;
        this.model = model;
        this.data = loader(given.words().size() > 1 ? given.value(1, "DATA", Object.class) : missing(), true, "DATA");
        Object val = given.value("val", Object.class);
        this.validation = val == null ? null : loader(val, false, "--val");
        this.optimizer = optimizer(model);
        this.epochs = given.integer("epochs", 1);
        if (epochs < 1) throw new MagicException("train", "--epochs must be at least 1, got " + epochs);
        this.metrics = TrainMetrics.of(given.text("metrics", ""));
        this.loss = loss();
        this.scheduler = scheduler();
        if (given.has("clip") && !(given.number("clip", 0) > 0))
            throw new MagicException("train", "--clip must be above 0, got " + given.text("clip", ""));
        if (given.has("patience") && given.integer("patience", 0) < 1)
            throw new MagicException("train", "--patience must be at least 1, got " + given.text("patience", ""));
    }

    private static Object missing() {
        throw new MagicException("train", "DATA is missing; give a Dataset or a DataLoader after the model");
    }

    private DataLoader loader(Object value, boolean training, String what) {
        if (value instanceof DataLoader loader) {
            if (given.has("batch") && training)
                throw new MagicException(
                        "train",
                        "--batch does not go with a DataLoader, which has its own (" + loader.batchSize()
                                + "); give the Dataset, or leave --batch out");
            givenLoaders.add(loader);
            return loader;
        }
        if (!(value instanceof Dataset dataset))
            throw new MagicException(
                    "train",
                    what + " must be a Dataset or a DataLoader, but is a "
                            + value.getClass().getSimpleName());
        int size = batchSize(dataset);
        DataLoader loader = DataLoader.of(dataset, size);
        return training && size < dataset.size() ? loader.shuffle() : loader;
    }

    /// Whether a loader came from the notebook as it is.
    boolean isGiven(DataLoader loader) {
        return givenLoaders.contains(loader);
    }

    private int batchSize(Dataset dataset) {
        if (given.text("batch", "").equals("all")) return Math.max(1, dataset.size());
        int size = given.integer("batch", BATCH);
        if (size < 1) throw new MagicException("train", "--batch must be at least 1, got " + size);
        return size;
    }

    private Optimizer optimizer(Module ofModel) {
        String name = given.text("optimizer", "sgd");
        GroupedOptimizer<?> known = isKnown(name, TrainNames.optimizers())
                ? TrainNames.optimizer(name, ofModel.parameters(), given.number("lr", TrainNames.rate(name)))
                : null;
        if (known == null) return ownOptimizer();
        if (given.has("weight-decay")) known.weightDecay(given.number("weight-decay", 0));
        if (!given.has("momentum")) return known;
        double momentum = given.number("momentum", 0);
        return switch (known) {
            case SGD sgd -> sgd.momentum(momentum);
            case RMSprop rmsprop -> rmsprop.momentum(momentum);
            default ->
                throw new MagicException(
                        "train", "--momentum does not go with " + name + "; it is for sgd and rmsprop");
        };
    }

    private Optimizer ownOptimizer() {
        Optimizer own = own("optimizer", TrainNames.optimizers(), Optimizer.class);
        for (String option : List.of("lr", "momentum", "weight-decay"))
            if (given.has(option))
                throw new MagicException(
                        "train",
                        "--" + option + " does not go with an optimizer of your own; say it where you make that one, or"
                                + " give --optimizer by its name");
        return own;
    }

    static boolean isKnown(String name, Map<String, ?> names) {
        return names.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /// An option that is no known name: an expression of the notebook.
    private <T> T own(String option, Map<String, ?> names, Class<T> type) {
        String typed = given.text(option, "");
        @Nullable T value = null;
        try {
            value = given.value(option, type);
        } catch (MagicArguments.NoValueException failure) {
            String hint = Nearest.hint(typed.toLowerCase(Locale.ROOT), names.keySet(), "");
            if (hint.isEmpty() && !WORD.matcher(typed).matches()) throw failure;
            throw new MagicException(
                    "train",
                    "no " + option + " " + typed
                            + (hint.isEmpty() ? "; there are " + String.join(", ", names.keySet()) : hint));
        }
        if (value == null) throw new MagicException("train", "--" + option + " needs a value after it");
        return value;
    }

    private @Nullable Loss loss() {
        if (!given.has("loss")) return null;
        String name = given.text("loss", "");
        Loss known = TrainNames.loss(name);
        return known != null ? known : own("loss", TrainNames.losses(), Loss.class);
    }

    private @Nullable Scheduler scheduler() {
        if (!given.has("schedule")) return null;
        String text = given.text("schedule", "");
        Scheduler known = TrainNames.scheduler(text, optimizer);
        if (known != null) return known;
        if (given.lambda("schedule", OF_OPTIMIZER) instanceof Function<?, ?> function) return made(function);
        Scheduler own = given.value("schedule", Scheduler.class);
        if (own == null) throw new MagicException("train", "--schedule needs a value after it");
        if (isKnown(given.text("optimizer", "sgd"), TrainNames.optimizers()))
            throw new MagicException(
                    "train",
                    "--schedule " + text + " changes the rate of another optimizer than the one of this run; give that"
                            + " one with --optimizer, or write the schedule as {o -> new StepLR(o, 30, 0.1)} or as one"
                            + " of " + TrainNames.schedulers() + "(…)");
        return own;
    }

    @SuppressWarnings("unchecked") // the host compiled it as such a function
    private Scheduler made(Function<?, ?> function) {
        return ((Function<Optimizer, Scheduler>) function).apply(optimizer);
    }

    Trainer trainer() {
        Trainer trainer = Trainer.of(model, data).optimizer(optimizer).name(runName());
        if (loss != null) trainer.loss(loss);
        if (validation != null) trainer.validate(validation);
        metrics.forEach(trainer::metric);
        if (scheduler != null) trainer.schedule(scheduler);
        if (given.has("clip")) trainer.clipGradNorm(given.number("clip", 0));
        if (given.has("patience")) trainer.earlyStop(given.integer("patience", 0));
        if (given.has("checkpoint")) trainer.checkpoint(given.text("checkpoint", ""));
        if (given.has("resume")) trainer.resume(given.text("resume", ""));
        return trainer;
    }

    /// Where the model computes.
    String device() {
        List<Parameter> parameters = model.parameters();
        return parameters.isEmpty() ? "cpu" : parameters.getFirst().device().toString();
    }

    private String runName() {
        return Runs.free(given.text("name", given.words().getFirst()));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "training %s (%,d parameters) on %s (%,d samples)\nbatch %,d, %s, %s, %d %s, %s",
                MagicArguments.bare(given.words().getFirst()),
                model.parameterCount(),
                data.dataset().name(),
                data.dataset().size(),
                data.batchSize(),
                optimizer,
                given.text("loss", data.first().y().dtype().isFloating() ? "MSE loss" : "cross-entropy"),
                epochs,
                epochs == 1 ? "epoch" : "epochs",
                device());
    }
}
