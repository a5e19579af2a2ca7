package dev.crema.kernel.eval;

import dev.crema.kernel.display.CellScope;
import dev.crema.kernel.display.Output;
import dev.crema.kernel.display.Renderers;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.error.Problem;
import dev.crema.kernel.eval.Shell.Evaluated;
import dev.crema.kernel.load.Agent;
import dev.crema.kernel.load.CellInterrupted;
import dev.crema.kernel.load.Exits;
import dev.crema.kernel.load.Variables;
import dev.crema.kernel.load.Work;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.Place;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Host;
import dev.crema.magics.Host.ExpressionException;
import dev.crema.magics.MagicException;
import dev.crema.magics.Magics;
import dev.crema.magics.MimeBundle;
import dev.crema.magics.Notebook;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.storage.Memory;
import dev.crema.viz.Live;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/// Evaluates cells: the same for the Jupyter kernel and for `crema run`. One thread, the kernel's, calls `run`;
/// cell code runs on the cell thread.
public final class Evaluator implements AutoCloseable {
    private final Magics magics;
    private final Renderers renderers;
    private final Host host = new NotebookHost(this);
    private final Shell shell;
    private final Changes changes;
    private final Suggestions suggestions;
    private final Expressions expressions;
    private final Thread kernelThread = Thread.currentThread();
    private final Reserve reserve = new Reserve();
    private volatile CellThread cellThread;
    private int cellThreads = 1;
    private @Nullable SourceText running;
    private int bodyStart;
    private boolean commandShows;

    /// Starts JShell; takes a while. The calling thread is the kernel's from now on.
    ///
    /// @param magics may be added to later
    public Evaluator(Magics magics, Renderers renderers) {
        this.magics = magics;
        this.renderers = renderers;
        shell = new Shell(body -> cellThread().call(body));
        cellThread = new CellThread("cell", shell.loader());
        changes = new Changes(shell);
        suggestions = new Suggestions(shell, changes);
        expressions = new Expressions(shell, changes, suggestions);
        Notebook.host(host);
        shell.start();
        Exits.guardRuntime(Agent.instrumentation());
    }

    private CellThread cellThread() {
        return cellThread;
    }

    public Host host() {
        return host;
    }

    public Magics magics() {
        return magics;
    }

    Renderers renderers() {
        return renderers;
    }

    public Variables variables() {
        return shell.variables();
    }

    /// A class by the name that JShell gives it, also one that a cell declares; null if there is none.
    public @Nullable Class<?> classNamed(String name) {
        return shell.classNamed(name);
    }

    /// Lets JShell know all packages, for the completion of qualified names; the first call takes a second or two.
    public void indexPackages() {
        shell.indexPackages();
    }

    /// Lets JShell find the documentation of our own classes; the first call takes a moment.
    public void readSources() {
        shell.readSources();
    }

    /// Uses JShell while nobody else does: for completion, also while a cell runs.
    public <T extends @Nullable Object> T use(Function<JShell, T> body) {
        return shell.use(body);
    }

    /// Evaluates a cell and shows what it shows; the error, if any, is returned and not shown.
    public Outcome run(SourceText cell, Output output) {
        if (cellThread.isAbandoned()) cellThread = new CellThread("cell-" + ++cellThreads, shell.loader());
        var scope = new CellScope(output);
        cellThread.begin(scope);
        try {
            reserve.renew();
            shell.forget();
            cellThread.call(() -> beginTensors(cell.label()));
            runText(cell, scope, true);
            if (scope.isStopping()) throw failed(new CellInterrupted());
            return Outcome.OK;
        } catch (CellFailed e) {
            return new Outcome(e.report());
        } catch (Throwable e) { // a defect of ours, or of the JDK, must not end the kernel
            return new Outcome(failed(e).report());
        } finally {
            finishLiveFigures();
            cellThread.end();
            System.out.flush();
            System.err.flush();
            scope.end();
        }
    }

    /// What loops of the cell logged stays as pictures. One that cannot be drawn must not hide the cell's outcome.
    private static void finishLiveFigures() {
        try {
            Live.endOfCell();
        } catch (RuntimeException e) {
            System.err.println("live figure: " + e.getMessage());
        }
    }

    /// What a cell that failed may have left behind ends here; its tensors are counted under its name.
    private static @Nullable Object beginTensors(String label) {
        NoGrad.reset();
        Memory.cell(label);
        return null;
    }

    /// Whether a cell can be run by [#runAside].
    public static boolean isAside(String code) {
        return Aside.fits(code);
    }

    /// Runs a cell of one magic that asks about the cell that is running, beside it; any thread may call.
    public Outcome runAside(String code, Output output) {
        return new Aside(magics, renderers).run(code, output);
    }

    private void runText(SourceText text, CellScope scope, boolean shows) throws Throwable {
        SourceText outer = running;
        running = text;
        try {
            new CellRun(this, shell, text, scope, shows).run();
        } finally {
            running = outer;
        }
    }

    /// Runs code as if it stood in the cell; for magics that are about code (`%time`), on the cell thread.
    public void runCode(String code) {
        SourceText cell = running;
        CellScope scope = CellScope.current();
        if (cell == null || scope == null) throw new IllegalStateException("no cell is running");
        // Blanks in place of what stands before the code keep its lines and columns those of the cell.
        boolean ofCell = cell.text().startsWith(code, bodyStart);
        String before = ofCell ? cell.text().substring(0, bodyStart).replaceAll("\\S", " ") : "";
        inKernel(() -> {
            runText(new SourceText(ofCell ? cell.label() : "code", before + code), scope, commandShows);
            return null;
        });
    }

    /// Runs a file as if it stood in the cell; for magics, on the cell thread.
    public void runFile(SourceText file) {
        CellScope scope = CellScope.current();
        if (scope == null) throw new IllegalStateException("no cell is running");
        inKernel(() -> {
            runText(file, scope, commandShows);
            return null;
        });
    }

    /// How long cell code has run since the start, without the time that compiling it took.
    public long codeNanos() {
        return shell.codeNanos();
    }

    /// Evaluates something of no effect: the JIT gets used to the work while the user reads.
    public void practise() {
        shell.practise();
    }

    /// Lets go of what the next cell takes again; called when no cell has come for a while.
    public void rest() {
        reserve.release();
    }

    /// Stops the running cell; any thread may call.
    public void interrupt() {
        cellThread.interrupt();
    }

    /// See [Host#evaluate].
    public @Nullable Object evaluate(String expression) {
        return inKernel(() -> expressions.value(expression.strip()));
    }

    /// See [Host#bind].
    public void bind(String name, String type, Object value) {
        CellScope scope = CellScope.current();
        inKernel(() -> scope == null
                ? expressions.bind(name, type, value)
                : scope.save(() -> expressions.bind(name, type, value)));
    }

    /// Adds a jar or a folder of classes for later cells.
    public void addLibrary(Path library) {
        inKernel(() -> {
            shell.addLibrary(library);
            return null;
        });
    }

    /// Runs a body on the kernel's thread: at once if this is it, else by asking from the cell thread.
    private @Nullable Object inKernel(Work body) {
        try {
            if (Thread.currentThread().equals(kernelThread)) return body.run();
            if (cellThread.isCurrent()) return cellThread.ask(body);
        } catch (Throwable e) {
            throw Sneaky.throwAny(e);
        }
        throw new IllegalStateException("the notebook's variables can be reached from the cell's own thread only");
    }

    boolean isMagic(String name) {
        return magics.all().stream().anyMatch(magic -> magic.name().equals(name));
    }

    /// Runs a part that is not Java.
    void runCommand(Part part, SourceText source, CellScope scope, boolean last) throws Throwable {
        commandShows = last;
        try {
            Object value = switch (part) {
                case Part.Line line -> {
                    bodyStart = line.argumentsStart();
                    yield cellThread.call(() -> magics.get(line.name()).line(line.arguments(), host));
                }
                case Part.Whole whole -> {
                    bodyStart = whole.bodyStart();
                    yield cellThread.call(() -> magics.get(whole.name()).cell(whole.arguments(), whole.body(), host));
                }
                case Part.Shell command ->
                    cellThread.call(() -> magics.get("sh").line(command.command(), host));
                case Part.Help help -> cellThread.call(() -> magics.get("help").line(help.subject(), host));
                case Part.Java java -> null;
            };
            if (value != null) show(value, scope, last);
        } catch (MagicException | ExpressionException e) {
            if (scope.isStopping()) throw failed(e);
            Place place = new Place(source, source.line(part.start()));
            throw new CellFailed(ErrorReport.at(place, e.getMessage() == null ? "" : e.getMessage()));
        } catch (CellFailed e) {
            throw e;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// Shows a value below the cell; rendering runs the user's code, so it belongs on the cell thread.
    void show(@Nullable Object value, CellScope scope) throws Throwable {
        show(value, scope, true);
    }

    private void show(@Nullable Object value, CellScope scope, boolean last) throws Throwable {
        if (Notebook.isDisplayId(value)) return;
        MimeBundle bundle = (MimeBundle) cellThread.call(() -> renderers.render(value));
        if (bundle == null || bundle.data().isEmpty()) return;
        if (last) scope.result(bundle);
        else scope.display(bundle, null);
    }

    List<String> notices(Evaluated evaluated) {
        return changes.after(evaluated);
    }

    void warn(String sentence, CellScope scope) {
        print(Output.Stream.STDERR, sentence + "\n", scope);
    }

    void print(Output.Stream stream, String text, CellScope scope) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scope.print(stream, bytes, 0, bytes.length);
    }

    Problem explained(Problem problem) {
        return suggestions.explained(problem);
    }

    String suggestion(Problem problem) {
        return suggestions.of(problem);
    }

    /// Puts what was thrown into words.
    CellFailed failed(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) reserve.release();
        return new CellFailed(FailureReport.of(thrown, shell, changes));
    }

    @Override
    public void close() {
        shell.close();
    }
}
