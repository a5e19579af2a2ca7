package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.optim.GroupedOptimizer;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// What a `%train` line asks for, with the defaults filled in.
final class TrainPlan {
    private static final int BATCH = 64;

    private static final Map<String, ToDoubleBiFunction<Tensor, Tensor>> METRICS =
            new TreeMap<>(Map.of("accuracy", Metrics::accuracy, "mae", Metrics::mae));

    final MagicArguments given;
    final Module model;
    final DataLoader data;
    final @Nullable DataLoader validation;
    final Optimizer optimizer;
    final int epochs;
    final Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics;
    private final @Nullable Loss loss;
    private final @Nullable Scheduler scheduler;

    TrainPlan(MagicArguments given, Module model) {
        this.given = given;
        this.model = model;
        this.data = loader(given.words().size() > 1 ? given.value(1, "DATA", Object.class) : missing(), true, "DATA");
        Object val = given.value("val", Object.class);
        this.validation = val == null ? null : loader(val, false, "--val");
        this.optimizer = optimizer(model);
        this.epochs = given.integer("epochs", 1);
        if (epochs < 1) throw new MagicException("train", "--epochs must be at least 1, got " + epochs);
        this.metrics = metrics();
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
        if (known == null) return own("optimizer", name, TrainNames.optimizers(), Optimizer.class);
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

    private static boolean isKnown(String name, Map<String, ?> names) {
        return names.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /// An option that is no known name: an expression of the notebook.
    private <T> T own(String option, String typed, Map<String, ?> names, Class<T> type) {
        try {
            T value = given.value(option, type);
            if (value != null) return value;
        } catch (MagicException failure) {
            String hint = Nearest.hint(typed.toLowerCase(Locale.ROOT), names.keySet(), "");
            if (hint.isEmpty()) throw failure;
            throw new MagicException("train", "no " + option + " " + typed + hint);
        }
        throw new MagicException("train", "no " + option + " " + typed + "; there are " + names.keySet());
    }

    private @Nullable Loss loss() {
        if (!given.has("loss")) return null;
        String name = given.text("loss", "");
        Loss known = TrainNames.loss(name);
        return known != null ? known : own("loss", name, TrainNames.losses(), Loss.class);
    }

    private @Nullable Scheduler scheduler() {
        if (!given.has("schedule")) return null;
        String text = given.text("schedule", "");
        Scheduler known = TrainNames.scheduler(text, optimizer);
        if (known != null) return known;
        Scheduler own = given.value("schedule", Scheduler.class);
        if (own == null) throw new MagicException("train", "no schedule " + text);
        if (isKnown(given.text("optimizer", "sgd"), TrainNames.optimizers()))
            throw new MagicException(
                    "train",
                    "--schedule " + text + " changes the rate of another optimizer than the one of this run; give that"
                            + " one with --optimizer, or write the schedule as " + TrainNames.schedulers() + "(…)");
        return own;
    }

    private Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics() {
        Map<String, ToDoubleBiFunction<Tensor, Tensor>> chosen = new LinkedHashMap<>();
        for (String metric : List.of(given.text("metrics", "").split(",", -1))) {
            if (metric.isBlank()) continue;
            var function = METRICS.get(metric.strip());
            if (function == null)
                throw new MagicException(
                        "train",
                        "no metric " + metric.strip() + Nearest.hint(metric.strip(), METRICS.keySet(), "")
                                + "; there are " + METRICS.keySet());
            chosen.put(metric.strip(), function);
        }
        return chosen;
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
                "training %s (%,d parameters) on %s (%,d samples)\nbatch %,d, %s, %s, %d %s, cpu",
                given.words().getFirst(),
                model.parameterCount(),
                data.dataset().name(),
                data.dataset().size(),
                data.batchSize(),
                optimizer,
                given.text("loss", data.first().y().dtype().isFloating() ? "MSE loss" : "cross-entropy"),
                epochs,
                epochs == 1 ? "epoch" : "epochs");
    }

    /// The call that this is, for those who want to go on in Java.
    String java() {
        boolean named = scheduler != null && scheduleSource() != null;
        StringBuilder call = new StringBuilder(named ? "var optimizer = " + optimizerSource() + ";\n" : "")
                .append("var ")
                .append(given.text("as", "history"))
                .append(" = Trainer.of(")
                .append(given.words().getFirst())
                .append(", ")
                .append(source(given.words().get(1), data, true))
                .append(')');
        if (validation != null)
            call.append("\n    .validate(")
                    .append(source(given.text("val", ""), validation, false))
                    .append(')');
        if (given.has("loss")) call.append("\n    .loss(").append(lossSource()).append(')');
        metrics.keySet()
                .forEach(metric -> call.append("\n    .metric(\"")
                        .append(metric)
                        .append("\", Metrics::")
                        .append(metric)
                        .append(')'));
        call.append("\n    .optimizer(")
                .append(named ? "optimizer" : optimizerSource())
                .append(')');
        options(call);
        return call.append("\n    .fit(").append(epochs).append(");").toString();
    }

    private String source(String expression, DataLoader loader, boolean training) {
        if (given.evaluate(expression) instanceof DataLoader) return expression;
        boolean shuffled = training && loader.batchSize() < loader.dataset().size();
        return "DataLoader.of(" + expression + ", " + loader.batchSize() + ")" + (shuffled ? ".shuffle()" : "");
    }

    private void options(StringBuilder call) {
        if (scheduler != null)
            call.append("\n    .schedule(")
                    .append(scheduleSource() == null ? given.text("schedule", "") : scheduleSource())
                    .append(')');
        if (given.has("clip"))
            call.append("\n    .clipGradNorm(").append(given.text("clip", "")).append(')');
        if (given.has("patience"))
            call.append("\n    .earlyStop(").append(given.text("patience", "")).append(')');
        for (String option : List.of("checkpoint", "resume"))
            if (given.has(option))
                call.append("\n    .")
                        .append(option)
                        .append("(\"")
                        .append(given.text(option, ""))
                        .append("\")");
    }

    /// A scheduler known by name as Java; null for an expression, which is Java already.
    private @Nullable String scheduleSource() {
        String text = given.text("schedule", "");
        if (scheduler == null || !TrainNames.isScheduler(text)) return null;
        String values = text.substring(text.indexOf('(') + 1);
        return "new " + scheduler.getClass().getSimpleName() + "(optimizer, " + values;
    }

    private String lossSource() {
        Loss known = TrainNames.loss(given.text("loss", ""));
        return known == null
                ? given.text("loss", "")
                : "new " + known.getClass().getSimpleName() + "()";
    }

    private String optimizerSource() {
        String name = given.text("optimizer", "sgd");
        if (!isKnown(name, TrainNames.optimizers())) return name;
        String options = (given.has("momentum") ? ".momentum(" + given.text("momentum", "") + ")" : "")
                + (given.has("weight-decay") ? ".weightDecay(" + given.text("weight-decay", "") + ")" : "");
        return "new " + optimizer.getClass().getSimpleName() + "("
                + given.words().getFirst() + ".parameters(), " + given.text("lr", "" + TrainNames.rate(name)) + ")"
                + options;
    }
}
