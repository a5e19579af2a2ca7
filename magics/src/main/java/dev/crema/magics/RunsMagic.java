package dev.crema.magics;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.HistoryFile;
import dev.crema.viz.Plot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `%runs`: the training runs of this notebook side by side, as a table and as curves on the same axes.
public final class RunsMagic implements Magic {
    /// So many runs of other sessions are listed.
    private static final int MOST_SAVED = 20;

    private static final List<Option> OPTIONS =
            List.of(Option.value("plot"), Option.value("sort"), Option.value("delete"));

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String help() {
        return """
                Compares training runs of this notebook.

                ```text
                %runs [RUN …] [--plot METRIC] [--sort METRIC] [--delete RUN]
                ```

                - without names all runs of this session, in the order in which they began; a name is that of
                  `%train --name`
                - every run leaves `runs/<time>-<name>.jsonl`: runs of other sessions go by their name too, and
                  before the first run of this one they are listed
                - `--plot loss` draws their curves on the same axes, `--sort val_accuracy` puts the best on top
                - `--delete` forgets a run and its file; names with spaces stand in quotes
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        MagicArguments given = MagicArguments.read(name(), arguments, host, OPTIONS);
        if (given.has("delete")) {
            String unwanted = given.text("delete", "");
            boolean saved = RunFiles.delete(unwanted);
            if (Runs.has(unwanted) || !saved) Runs.delete(name(), unwanted);
            host.print("deleted " + given.text("delete", "") + "\n");
            if (given.words().isEmpty() && !given.has("plot") && !given.has("sort")) return null;
        }
        List<History> chosen = new ArrayList<>();
        for (String word : given.words()) chosen.add(run(MagicArguments.unquoted(word)));
        if (given.words().isEmpty()) chosen.addAll(all());
        if (chosen.isEmpty()) throw new MagicException(name(), "nothing was trained yet; train something first");
        if (given.has("sort")) sort(chosen, given.text("sort", ""));
        host.display(table(chosen), null);
        if (!given.has("plot")) return null;
        String metric = given.text("plot", "");
        for (History history : chosen) check(history, metric);
        return Plot.runs(metric, chosen.toArray(new History[0]));
    }

    private static History run(String name) {
        History saved = Runs.has(name) ? null : RunFiles.find(name);
        return saved == null ? Runs.get("runs", name).history() : saved;
    }

    /// The runs of this session; before the first, the latest that others left.
    private static List<History> all() {
        if (!Runs.all().isEmpty())
            return Runs.all().stream().map(LastRun::history).toList();
        return RunFiles.files().stream()
                .limit(MOST_SAVED)
                .map(path -> HistoryFile.read(path.toString()))
                .toList()
                .reversed();
    }

    /// The best on top: the lowest of a loss or an error, the highest of anything else.
    private static void sort(List<History> histories, String metric) {
        for (History history : histories) check(history, metric);
        Comparator<History> byBest = Comparator.comparingDouble(history -> history.best(metric));
        histories.sort(History.isError(metric) ? byBest : byBest.reversed());
    }

    private static void check(History history, String metric) {
        if (history.has(metric)) return;
        throw new MagicException(
                "runs",
                "no curve " + metric + Nearest.hint(metric, history.names(), "") + "; the run " + history.run()
                        + " has " + String.join(", ", history.names()));
    }

    private static MimeBundle table(List<History> histories) {
        Set<String> names = new LinkedHashSet<>();
        for (History history : histories) names.addAll(history.names());
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("run", "epochs"));
        for (String name : names) head.add(name.replace('_', ' '));
        head.add("seconds");
        rows.add(head);
        for (History history : histories) {
            List<String> row = new ArrayList<>(List.of(history.run(), Integer.toString(history.epochs())));
            for (String name : names)
                row.add(history.has(name) ? String.format(Locale.ROOT, "%.4f", history.last(name)) : "");
            row.add(String.format(Locale.ROOT, "%.1f", history.seconds()));
            rows.add(row);
        }
        return MimeBundle.text(text(rows)).with("text/html", html(rows));
    }

    private static String text(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(1);
                text.append(String.format(Locale.ROOT, i == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(i)));
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String html(List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<table>");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            for (int j = 0; j < rows.get(i).size(); j++)
                html.append('<')
                        .append(cell)
                        .append(j == 0 ? " style=\"text-align:left\">" : ">")
                        .append(rows.get(i).get(j).replace("&", "&amp;").replace("<", "&lt;"))
                        .append("</")
                        .append(cell)
                        .append('>');
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }
}
