package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.data.Batch;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.metrics.ClassNames;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import dev.crema.viz.xchart.XCharts;
import java.util.ArrayList;
import java.util.List;

/// What the marks of `%plot` draw: each is one call of `Plot`.
final class PlotMarks {
    private static final int BINS = 30;
    private static final List<String> KINDS = List.of(
            "scatter",
            "line",
            "bars",
            "histogram",
            "images",
            "last",
            "confusion",
            "roc",
            "pr",
            "regions",
            "network",
            "weights",
            "gradients");

    private PlotMarks() {}

    static Figure figure(MagicArguments given) {
        List<String> words = given.words();
        if (words.isEmpty())
            throw new MagicException("plot", "say what to plot: loss, accuracy, or one of " + String.join(", ", KINDS));
        return switch (words.getFirst()) {
            case "scatter" -> Plot.scatter(numbers(given, 1, "X", 3), numbers(given, 2, "Y", 3));
            case "line" ->
                words.size() == 2
                        ? Plot.line(numbers(given, 1, "Y", 3))
                        : Plot.line(numbers(given, 1, "X", 3), numbers(given, 2, "Y", 3));
            case "bars" -> Plot.bars(numbers(given, 1, "LABELS", 3), numbers(given, 2, "Y", 3));
            case "histogram" -> Plot.histogram(numbers(given, 1, "X", 2), BINS);
            case "images" -> Plot.images(numbers(given, 1, "X", 2));
            case "last" -> LiveTraining.figure(lastHistory());
            case "confusion" -> {
                Evaluation result = evaluation(given);
                yield named("Confusion", Plot.confusion(result.confusion()), result, given);
            }
            case "roc" -> {
                Evaluation result = evaluation(given);
                yield named("ROC", Plot.roc(result.roc()), result, given);
            }
            case "pr" -> {
                Evaluation result = evaluation(given);
                yield named("Precision and recall", Plot.pr(result.pr()), result, given);
            }
            case "regions" -> regions(given);
            case "network" -> Plot.network(given.value(1, "MODEL", Module.class));
            case "weights" -> Plot.weights(given.value(1, "MODEL", Module.class));
            case "gradients" -> Plot.gradients(given.value(1, "MODEL", Module.class));
            default -> curve(words.getFirst(), given);
        };
    }

    /// The same as a chart of XChart.
    static Object xchart(MagicArguments given) {
        String kind = given.words().isEmpty() ? "" : given.words().getFirst();
        return switch (kind) {
            case "confusion" -> XCharts.confusion(evaluation(given).confusion());
            case "roc" -> XCharts.roc(evaluation(given).roc());
            case "loss" -> XCharts.curves(histories("loss", given).getFirst());
            default -> {
                if (KINDS.contains(kind) || kind.isEmpty())
                    throw new MagicException(
                            "plot", "--xchart goes with a curve, confusion or roc; leave it out for " + kind);
                History history = histories(kind, given).getFirst();
                yield history.has("val_" + kind)
                        ? XCharts.curves(history, kind, "val_" + kind)
                        : XCharts.curves(history, kind);
            }
        };
    }

    /// The value of a word, whatever kind of numbers it is; `Plot` refuses what is none.
    private static Object numbers(MagicArguments given, int word, String what, int most) {
        if (given.words().size() > most)
            throw new MagicException(
                    "plot",
                    "too many words after " + given.words().getFirst() + ": "
                            + String.join(
                                    " ",
                                    given.words().subList(most, given.words().size()))
                            + "; {…} encloses an expression with spaces");
        return given.value(word, what, Object.class);
    }

    private static Figure curve(String metric, MagicArguments given) {
        List<History> histories = histories(metric, given);
        if (histories.size() > 1) return Plot.runs(metric, histories.toArray(new History[0]));
        return Plot.metric(histories.getFirst(), metric);
    }

    /// Behind a mistyped mark stands no run: the first mistake is the one to name.
    private static History history(String metric, int word, MagicArguments given) {
        try {
            return given.value(word, "RUN", History.class);
        } catch (MagicException | Host.ExpressionException notOne) {
            String hint = Nearest.hint(metric, KINDS, "");
            throw hint.isEmpty() ? notOne : new MagicException("plot", "no mark " + metric + hint);
        }
    }

    /// What the last run measured: of this session, else from the files of those before it.
    private static History lastHistory() {
        History saved = LastRun.exists() ? null : RunFiles.last();
        return saved == null ? LastRun.get("plot").history() : saved;
    }

    /// The runs named after a metric, or the last one; each has that curve.
    private static List<History> histories(String metric, MagicArguments given) {
        List<History> histories = new ArrayList<>();
        for (int i = 1; i < given.words().size(); i++) {
            String word = MagicArguments.unquoted(given.words().get(i));
            History saved = Runs.has(word) ? null : RunFiles.find(word);
            histories.add(
                    Runs.has(word)
                            ? Runs.get("plot", word).history()
                            : saved != null ? saved : history(metric, i, given));
        }
        if (histories.isEmpty()) {
            if (!LastRun.exists() && !Nearest.hint(metric, KINDS, "").isEmpty())
                throw new MagicException("plot", "no mark " + metric + Nearest.hint(metric, KINDS, ""));
            histories.add(lastHistory());
        }
        for (History history : histories) check(metric, history);
        return histories;
    }

    private static void check(String metric, History history) {
        if (history.has(metric) || (metric.equals("loss") && history.batchLosses().length > 0)) return;
        List<String> known = new ArrayList<>(KINDS);
        known.addAll(history.names());
        throw new MagicException(
                "plot",
                "no curve " + metric + Nearest.hint(metric, known, "") + "; the run has "
                        + String.join(", ", history.names()));
    }

    /// Titles say what was judged; where nothing else was there, that it is what the model learned from.
    private static Figure named(String what, Figure figure, Evaluation result, MagicArguments given) {
        boolean learned = given.words().size() == 1 && LastRun.get("plot").validation() == null;
        return figure.title(what + " on " + (learned ? "the training data, " : "") + result.caption());
    }

    private static Evaluation evaluation(MagicArguments given) {
        int words = given.words().size();
        if (words == 1) {
            LastRun run = LastRun.get("plot");
            DataLoader validation = run.validation();
            return Evaluation.of(run.model(), validation == null ? run.train() : validation);
        }
        if (words == 2) return given.value(1, "EVALUATION", Evaluation.class);
        if (words > 3)
            throw new MagicException(
                    "plot", "too many words after " + given.words().getFirst());
        Module model = given.value(1, "MODEL", Module.class);
        Object data = given.value(2, "DATA", Object.class);
        return data instanceof DataLoader loader ? Evaluation.of(model, loader) : Evaluation.of(model, dataset(given));
    }

    private static Figure regions(MagicArguments given) {
        Module model = given.value(1, "MODEL", Module.class);
        Dataset data = dataset(given);
        Batch all = data.all();
        boolean training = model.training();
        model.eval();
        try {
            Tensor classes = ClassNames.give(all.y().copy().reshape(-1), data.classes());
            return Plot.regions(model::forward, all.x(), classes).title("Regions on " + data.caption(data.size()));
        } finally {
            if (training) model.train();
        }
    }

    private static Dataset dataset(MagicArguments given) {
        Object data = given.value(2, "DATA", Object.class);
        if (data instanceof Dataset dataset) return dataset;
        if (data instanceof DataLoader loader) return loader.dataset();
        throw new MagicException(
                "plot",
                "DATA must be a Dataset or a DataLoader, but " + given.words().get(2) + " is a "
                        + data.getClass().getSimpleName());
    }
}
