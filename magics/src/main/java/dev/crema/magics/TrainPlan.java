package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
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
    private static final double LEARNING_RATE = 0.01;

    private static final Map<String, Loss> LOSSES =
            Map.of("crossentropy", new CrossEntropyLoss(), "mse", new MSELoss());

    private static final Map<String, ToDoubleBiFunction<Tensor, Tensor>> METRICS =
            new TreeMap<>(Map.of("accuracy", Metrics::accuracy, "mae", Metrics::mae));

    final MagicArguments given;
    final Module model;
    final DataLoader data;
    final @Nullable DataLoader validation;
    final Optimizer optimizer;
    final int epochs;
    final Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics;

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
        String name = given.text("optimizer", "sgd").toLowerCase(Locale.ROOT);
        if (!name.equals("sgd")) {
            Optimizer own = given.value("optimizer", Optimizer.class);
            if (own == null) throw new MagicException("train", "no optimizer " + name);
            return own;
        }
        List<Parameter> parameters = ofModel.parameters();
        return new SGD(parameters, given.number("lr", LEARNING_RATE))
                .momentum(given.number("momentum", 0))
                .weightDecay(given.number("weight-decay", 0));
    }

    private @Nullable Loss loss() {
        if (!given.has("loss")) return null;
        String name = given.text("loss", "").toLowerCase(Locale.ROOT).replaceFirst("loss$", "");
        Loss known = LOSSES.get(name);
        return known != null ? known : given.value("loss", Loss.class);
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
        Loss loss = loss();
        if (loss != null) trainer.loss(loss);
        if (validation != null) trainer.validate(validation);
        metrics.forEach(trainer::metric);
        return trainer;
    }

    private String runName() {
        return given.text("name", given.words().getFirst());
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
        StringBuilder call = new StringBuilder("var ")
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
        call.append("\n    .optimizer(").append(optimizerSource()).append(')');
        return call.append("\n    .fit(").append(epochs).append(");").toString();
    }

    private String source(String expression, DataLoader loader, boolean training) {
        if (given.evaluate(expression) instanceof DataLoader) return expression;
        boolean shuffled = training && loader.batchSize() < loader.dataset().size();
        return "DataLoader.of(" + expression + ", " + loader.batchSize() + ")" + (shuffled ? ".shuffle()" : "");
    }

    private String lossSource() {
        Loss loss = loss();
        if (loss == null || !LOSSES.containsValue(loss)) return given.text("loss", "");
        return "new " + loss.getClass().getSimpleName() + "()";
    }

    private String optimizerSource() {
        if (!given.text("optimizer", "sgd").equalsIgnoreCase("sgd")) return given.text("optimizer", "");
        String options = (given.has("momentum") ? ".momentum(" + given.text("momentum", "") + ")" : "")
                + (given.has("weight-decay") ? ".weightDecay(" + given.text("weight-decay", "") + ")" : "");
        return "new SGD(" + given.words().getFirst() + ".parameters(), " + given.text("lr", "0.01") + ")" + options;
    }
}
