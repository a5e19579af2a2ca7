package dev.crema.kernel.notebook;

import com.google.gson.JsonObject;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.eval.Outcome;
import dev.crema.kernel.source.SourceText;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs a notebook file from top to bottom in this process, without Jupyter.
public final class NotebookRunner {
    /// How to run.
    ///
    /// @param timeoutSeconds how long a cell may take; 0 for ever
    /// @param allowErrors whether to go on after a cell that fails
    /// @param solutions whether the solutions of exercises take part; then every check must be right
    public record Options(
            NotebookParameters parameters, double timeoutSeconds, boolean allowErrors, boolean solutions) {}

    private static final int WIDTH = 60;

    private final Evaluator evaluator;
    private final Terminal terminal;
    private final BufferedReader keyboard;
    private final Options options;
    private final Map<String, List<JsonObject>> displayed = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("crema-timeout").daemon().factory());

    /// @param out where progress and the outputs' texts go
    /// @param live whether `out` is a terminal
    /// @param keyboard what `System.in` of the cells reads
    public NotebookRunner(
            Evaluator evaluator, PrintStream out, boolean live, BufferedReader keyboard, Options options) {
        this.evaluator = evaluator;
        this.terminal = new Terminal(out, live);
        this.keyboard = keyboard;
        this.options = options;
    }

    /// Runs all cells; the notebook holds the outputs afterwards.
    ///
    /// @return the first error, if a cell failed
    /// @throws NotebookFile.NotebookException if a parameter fits no cell
    public Optional<ErrorReport> run(NotebookFile notebook) throws NotebookFile.NotebookException {
        List<CodeCell> cells = notebook.codeCells();
        options.parameters().check(cells);
        options.parameters().lines().forEach(terminal::say);
        cells.forEach(CodeCell::clear);
        Optional<ErrorReport> first = Optional.empty();
        for (int i = 0; i < cells.size(); i++) {
            Optional<ErrorReport> error = run(cells.get(i), i + 1, cells.size());
            if (first.isEmpty()) first = error;
            if (error.isPresent() && !options.allowErrors()) return first;
        }
        return first;
    }

    private Optional<ErrorReport> run(CodeCell cell, int number, int total) {
        String source = options.parameters().apply(Solutions.apply(cell.source(), options.solutions()));
        if (source.isBlank()) return Optional.empty();
        terminal.say("\u001b[36m[" + number + "/" + total + "] " + title(source) + "\u001b[0m");
        cell.number(number);
        long start = System.nanoTime();
        var timedOut = new AtomicBoolean();
        ScheduledFuture<?> timeout = startTimeout(timedOut);
        var output = new RunOutput(cell, number, terminal, displayed, keyboard);
        Outcome outcome = evaluator.run(SourceText.cell(number, source), output);
        timeout.cancel(false);
        ErrorReport error = outcome.error();
        if (error != null && timedOut.get()) error = tooLong(error);
        if (error != null) {
            cell.error(error);
            error.traceback().forEach(terminal::say);
        }
        terminal.endCell();
        if (error == null && options.solutions()) error = open(cell, number);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds > 1) terminal.say(String.format(Locale.ROOT, "(%.1f s)", seconds));
        return Optional.ofNullable(error);
    }

    private ScheduledFuture<?> startTimeout(AtomicBoolean timedOut) {
        double seconds = options.timeoutSeconds() > 0 ? options.timeoutSeconds() : TimeUnit.DAYS.toSeconds(10_000);
        return clock.schedule(
                () -> {
                    timedOut.set(true);
                    evaluator.interrupt();
                },
                (long) (seconds * 1000),
                TimeUnit.MILLISECONDS);
    }

    private static @Nullable ErrorReport open(CodeCell cell, int number) {
        return Solutions.open(cell)
                .map(line -> ErrorReport.sentence("OpenExercise", "Cell " + number + ", solved: " + line))
                .orElse(null);
    }

    private ErrorReport tooLong(ErrorReport interrupted) {
        String message = "the cell ran longer than " + options.timeoutSeconds() + " s (--timeout)";
        return new ErrorReport(
                "Timeout", message, ErrorReport.sentence("Timeout", message).traceback(), interrupted.place());
    }

    private static String title(String source) {
        String line = source.strip().lines().findFirst().orElse("");
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }
}
