package dev.crema.magics;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.viz.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `%plot`: figures of numbers, of runs, of evaluations, and of a model on a data set.
public final class PlotMagic implements Magic {
    private static final List<Option> OPTIONS = List.of(
            Option.value("title"),
            Option.value("label"),
            Option.value("marker"),
            Option.value("size"),
            Option.value("color"),
            Option.flag("dash"),
            Option.value("xlabel"),
            Option.value("ylabel"),
            Option.value("xlim"),
            Option.value("ylim"),
            Option.flag("logy"),
            Option.flag("grid"),
            Option.value("figsize"),
            Option.value("save"),
            Option.flag("xchart"));

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String help() {
        return """
                Draws numbers, runs, results, or a model on data.

                ```text
                %plot MARK {+ MARK} {| MARK {+ MARK}}   MARK = scatter X Y | line [X] Y | bars LABELS Y | histogram X
                       | images X | METRIC [RUN …] | last | confusion, roc, pr [EVALUATION]
                       | confusion, roc, pr, regions MODEL DATA | network, weights, gradients MODEL
                       [--title T] [--label T] [--marker M] [--size X] [--color C] [--dash] [--xlabel T] [--ylabel T]
                       [--xlim a,b] [--ylim a,b] [--logy] [--grid] [--figsize WxH] [--save FILE] [--xchart]
                ```

                - `+` draws on the same axes, a bar opens the next panel, options follow the mark they mean
                - `METRIC` is a curve of the last run, such as `loss` or `accuracy`, or of the runs named
                - `last` draws the last run again
                - `confusion`, `roc` and `pr` alone take the validation data of the last run, else its training data
                - `--xchart` hands out an XChart chart of a curve, `confusion` or `roc`
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        List<List<String>> panels = new ArrayList<>();
        for (List<String> words : split(MagicWords.split(name(), arguments), "|"))
            panels.add(split(words, "+").stream()
                    .map(mark -> String.join(" ", mark))
                    .toList());
        List<MagicArguments> all = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (List<String> marks : panels) {
            Figure panel = null;
            for (String mark : marks) {
                MagicArguments given = MagicArguments.read(name(), mark, host, OPTIONS);
                all.add(given);
                if (given.has("xchart")) return xchart(given, panels);
                Figure figure = PlotWords.mark(PlotMarks.figure(given), given);
                panel = PlotWords.axes(panel == null ? figure : panel.plus(figure), given);
            }
            if (panel != null) figures.add(panel);
        }
        Figure figure = figures.size() == 1 ? figures.getFirst() : Figure.row(figures.toArray(new Figure[0]));
        for (MagicArguments given : all) figure = PlotWords.whole(figure, given);
        for (MagicArguments given : all) if (given.has("save")) figure.save(given.text("save", ""));
        return figure;
    }

    private static Object xchart(MagicArguments given, List<List<String>> panels) {
        if (panels.size() > 1 || panels.getFirst().size() > 1)
            throw new MagicException("plot", "--xchart makes one chart; leave + and | out, or the option");
        return PlotMarks.xchart(given);
    }

    /// The parts between words that are this separator.
    private static List<List<String>> split(List<String> words, String separator) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String word : words) {
            if (word.equals(separator)) {
                parts.add(part);
                part = new ArrayList<>();
            } else part.add(word);
        }
        parts.add(part);
        return parts;
    }
}
