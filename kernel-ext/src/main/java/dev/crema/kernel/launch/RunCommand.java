package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.load.Shortcuts;
import dev.crema.kernel.notebook.FigureFiles;
import dev.crema.kernel.notebook.NotebookFile;
import dev.crema.kernel.notebook.NotebookFile.NotebookException;
import dev.crema.kernel.notebook.NotebookParameters;
import dev.crema.kernel.notebook.NotebookRunner;
import dev.crema.kernel.notebook.OutputCheck;
import dev.crema.tensor.backend.simd.VectorApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crema run NOTEBOOK`: executes a notebook without Jupyter.
@Command(
        name = "run",
        description = "Executes a notebook and writes NAME.run.ipynb, with the outputs, beside it.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    @Parameters(paramLabel = "NOTEBOOK", description = "the .ipynb file, or a .java file of cells after // %%")
    private Path notebook = Path.of("");

    @Option(names = "--in-place", description = "write the outputs into the notebook itself")
    private boolean inPlace;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the executed notebook")
    private @Nullable Path out;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "gives a variable of the notebook another value")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "the longest that a cell may take")
    private double timeoutSeconds;

    @Option(names = "--allow-errors", description = "go on after a cell that fails")
    private boolean allowErrors;

    @Option(names = "--check", description = "list the outputs that differ from the saved ones; writes nothing")
    private boolean check;

    @Option(
            names = "--solutions",
            description = "run the solutions of the exercises too; every check must then be right")
    private boolean solutions;

    private final CountDownLatch written = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = notebook.toAbsolutePath().normalize();
        try {
            var options = new NotebookRunner.Options(
                    new NotebookParameters(parameters), timeoutSeconds, allowErrors, solutions);
            NotebookFile read = NotebookFile.read(file);
            checkOptions(file);
            return SameFolder.isHere(file) ? run(read, file, options) : SameFolder.relaunch(file, arguments(file));
        } catch (NotebookException e) {
            Console.LOG.println("crema run: " + e.getMessage());
            return UNUSABLE;
        }
    }

    /// This command again, with absolute paths.
    private List<String> arguments(Path file) {
        var arguments = new ArrayList<>(List.of("run", file.toString()));
        if (inPlace) arguments.add("--in-place");
        if (out != null) arguments.addAll(List.of("--out", out.toAbsolutePath().toString()));
        for (String parameter : parameters) arguments.addAll(List.of("--param", parameter));
        if (timeoutSeconds > 0) arguments.addAll(List.of("--timeout", String.valueOf(timeoutSeconds)));
        if (allowErrors) arguments.add("--allow-errors");
        if (check) arguments.add("--check");
        if (solutions) arguments.add("--solutions");
        return arguments;
    }

    private void checkOptions(Path file) throws NotebookException {
        if ((inPlace || check) && NotebookName.of(file).isScript())
            throw new NotebookException(file.getFileName() + " keeps no outputs: leave out "
                    + (inPlace ? "--in-place" : "--check") + ", or crema export it --to ipynb");
    }

    private int run(NotebookFile read, Path file, NotebookRunner.Options options)
            throws NotebookException, IOException {
        VectorApi.load(); // before the first cell is compiled; `crema doctor` says why if it cannot be
        boolean live = Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
        var keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Console.install();
        Shortcuts.fileSystems();
        Evaluator evaluator = Notebooks.evaluator();
        Shortcuts.compileReflection();
        // Ctrl-C ends the running cell; what has been computed is written all the same.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(evaluator)));
        long start = System.nanoTime();
        var runner = new NotebookRunner(evaluator, Console.TERMINAL, live, keyboard, options);
        Optional<ErrorReport> error = runner.run(read);
        boolean same = true;
        if (check) same = isSame(NotebookFile.read(file), read);
        else {
            String figures = write(read, file);
            Console.TERMINAL.printf(
                    Locale.ROOT, "%s: %.1f s%s%n", file.getFileName(), (System.nanoTime() - start) / 1e9, figures);
        }
        written.countDown();
        error.ifPresent(report -> Console.LOG.println("crema run: " + inOneLine(file, report)));
        return (error.isPresent() && !allowErrors) || !same ? FAILED : 0;
    }

    /// @return where the figures of a script are, in words
    private String write(NotebookFile notebook, Path file) throws IOException {
        Path target = target(file);
        notebook.write(target);
        Path beside = beside(file, target);
        for (Notebooks.Export export : Notebooks.exports()) export.write(notebook.json(), beside);
        if (!NotebookName.of(file).isScript()) return "";
        Path folder = NotebookName.of(beside).with(".figures");
        int count = FigureFiles.save(notebook, folder).size();
        return count == 0 ? "" : ", " + count + (count == 1 ? " figure" : " figures") + " in " + folder.getFileName();
    }

    private static boolean isSame(NotebookFile saved, NotebookFile now) {
        List<String> differences = OutputCheck.differences(saved, now);
        differences.forEach(Console.LOG::println);
        Console.LOG.println("crema run: " + (differences.isEmpty() ? "no" : differences.size())
                + (differences.size() == 1 ? " output differs" : " outputs differ") + " from the saved ones");
        return differences.isEmpty();
    }

    private void stop(Evaluator evaluator) {
        evaluator.interrupt();
        try {
            if (!written.await(10, TimeUnit.SECONDS)) Console.log("the notebook could not be written");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path target(Path file) {
        if (out != null) return out.toAbsolutePath();
        return inPlace ? file : run(file);
    }

    /// The file whose name the exports take: never that of the notebook itself, which is under version control.
    private static Path beside(Path file, Path target) {
        return target.equals(file) ? run(file) : target;
    }

    private static Path run(Path file) {
        return NotebookName.of(file).with(".run.ipynb");
    }

    private static String inOneLine(Path file, ErrorReport report) {
        String place = report.place() == null ? "a cell" : report.place().toString();
        return file.getFileName() + ": " + place + ": " + report.name() + ": "
                + report.message().lines().findFirst().orElse("");
    }
}
