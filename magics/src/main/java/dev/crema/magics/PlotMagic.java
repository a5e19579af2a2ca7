package dev.crema.magics;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.nn.Module;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Evaluation;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `%plot`: figures of the last run, of an evaluation, or of a model on a data set.
public final class PlotMagic implements Magic {
    private static final List<Option> OPTIONS = List.of(
            Option.value("title"),
            Option.value("figsize"),
            Option.value("save"),
            Option.flag("logy"),
            Option.flag("grid"));
    private static final Set<String> MARKS = Set.of("confusion", "roc");

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String help() {
        return """
                Draws a curve of a run, a confusion matrix or ROC curves.

                ```text
                %plot MARK {| MARK}   MARK = METRIC [HISTORY] | confusion [EVALUATION] | roc [EVALUATION]
                                             | confusion MODEL DATA | roc MODEL DATA
                      [--title T] [--figsize WxH] [--logy] [--grid] [--save FILE]
                ```

                - `METRIC` is a curve of the last run, such as `loss` or `accuracy`, or of the history named
                - a bar opens the next panel
                - `confusion` and `roc` alone take the validation data of the last run, else its training data
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        List<Figure> panels = new ArrayList<>();
        for (String part : panels(arguments)) panels.add(panel(MagicArguments.read(name(), part, host, OPTIONS)));
        return panels.size() == 1 ? panels.getFirst() : Figure.row(panels.toArray(new Figure[0]));
    }

    /// The parts between bars that stand as words.
    private static List<String> panels(String arguments) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String word : MagicWords.split("plot", arguments)) {
            if (word.equals("|")) {
                parts.add(part.toString());
                part.setLength(0);
            } else part.append(word).append(' ');
        }
        parts.add(part.toString());
        return parts;
    }

    private static Figure panel(MagicArguments given) {
        List<String> words = given.words();
        if (words.isEmpty()) throw new MagicException("plot", "say what to plot: loss, accuracy, confusion or roc");
        String mark = words.getFirst();
        Figure figure = MARKS.contains(mark) ? classification(mark, given) : curve(mark, given);
        return shaped(figure, given);
    }

    /// Behind a mistyped chart stands no history: the first mistake is the one to name.
    private static History history(String metric, MagicArguments given) {
        try {
            return given.value(1, "HISTORY", History.class);
        } catch (MagicException | Host.ExpressionException notOne) {
            String hint = Nearest.hint(metric, MARKS, "");
            throw hint.isEmpty() ? notOne : new MagicException("plot", "no chart " + metric + hint);
        }
    }

    private static Figure curve(String metric, MagicArguments given) {
        History history = given.words().size() > 1
                ? history(metric, given)
                : LastRun.get("plot").history();
        if (!history.has(metric) && !(metric.equals("loss") && history.batchLosses().length > 0)) {
            List<String> known = new ArrayList<>(MARKS);
            known.addAll(history.names());
            throw new MagicException(
                    "plot",
                    "no curve " + metric + Nearest.hint(metric, known, "") + "; the run has "
                            + String.join(", ", history.names()));
        }
        return switch (metric) {
            case "loss" -> Plot.loss(history);
            case "accuracy" -> Plot.accuracy(history);
            default -> Plot.metric(history, metric);
        };
    }

    private static Figure classification(String mark, MagicArguments given) {
        Evaluation result = evaluation(given);
        Figure figure = mark.equals("roc") ? Plot.roc(result.roc()) : Plot.confusion(result.confusion());
        String what = mark.equals("roc") ? "ROC on " : "Confusion on ";
        return figure.title(what + result.data() + ", " + String.format(java.util.Locale.ROOT, "%,d", result.size()));
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
        if (data instanceof DataLoader loader) return Evaluation.of(model, loader);
        if (data instanceof Dataset dataset) return Evaluation.of(model, dataset);
        throw new MagicException(
                "plot",
                "DATA must be a Dataset or a DataLoader, but " + given.words().get(2) + " is a "
                        + data.getClass().getSimpleName());
    }

    private static Figure shaped(Figure figure, MagicArguments given) {
        Figure shaped = figure;
        if (given.has("title")) shaped = shaped.title(given.text("title", ""));
        if (given.has("logy")) shaped = shaped.logY();
        if (given.has("grid")) shaped = shaped.grid();
        if (given.has("figsize")) {
            String[] size = given.text("figsize", "").split("x", -1);
            try {
                shaped = shaped.figsize(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
                throw new MagicException(
                        "plot",
                        "--figsize needs WIDTHxHEIGHT in pixels, such as 640x420, got " + given.text("figsize", ""));
            }
        }
        if (given.has("save")) shaped.save(given.text("save", ""));
        return shaped;
    }
}
