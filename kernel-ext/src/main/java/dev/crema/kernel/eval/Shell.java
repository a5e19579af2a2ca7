package dev.crema.kernel.eval;

import dev.crema.kernel.jshell.ImportInstaller;
import dev.crema.kernel.jshell.NameIndex;
import dev.crema.kernel.jshell.ShellInternals;
import dev.crema.kernel.jshell.SourceFinder;
import dev.crema.kernel.load.CellControl;
import dev.crema.kernel.load.CellLoader;
import dev.crema.kernel.load.ClassNames;
import dev.crema.kernel.load.LibraryFiles;
import dev.crema.kernel.load.Variables;
import dev.crema.kernel.load.VisibleLibraries;
import dev.crema.kernel.load.Work;
import dev.crema.kernel.source.Part;
import dev.crema.kernel.source.SourceText;
import dev.crema.kernel.source.Unit;
import dev.crema.kernel.source.Units;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/// JShell, set up for cells. One thread at a time may use it; while cell code runs, JShell itself is idle, and
/// others (completion) may have it.
final class Shell implements AutoCloseable {
    /// What came of a piece of code.
    ///
    /// @param thrown what the code threw, or why it did not run; null if it ended well
    /// @param refusal why HotSpot refused to redefine a class; null if it did not
    record Evaluated(
            Piece piece,
            List<SnippetEvent> events,
            @Nullable Throwable thrown,
            @Nullable String refusal) {

        /// The snippets that the code itself consists of, not those that changed with it.
        Stream<SnippetEvent> own() {
            return events.stream().filter(event -> event.causeSnippet() == null);
        }

        boolean isRejected() {
            return own().anyMatch(event -> event.status() == Snippet.Status.REJECTED);
        }
    }

    private static final Pattern SIMPLE_NAME = Pattern.compile("(?<![\\w.$])[\\p{L}_$][\\w$]*(?![\\w.$])");

    private final ReentrantLock lock = new ReentrantLock();
    private final Variables variables = new Variables();
    private final Origins origins = new Origins();
    private final CellControl.Runner runner;
    private final VisibleLibraries libraries;
    private final CellLoader loader;
    private final CellControl control;
    private final JShell shell;
    private final ShellInternals internals;
    private final NameIndex index;
    private final ClassNames names;
    private final Blocks blocks;
    private long codeNanos;

    /// @param runner runs cell code on the cell thread
    Shell(CellControl.Runner runner) {
        this.runner = runner;
        libraries = VisibleLibraries.ofProcess();
        // When a notebook adds a library, JShell starts from this property; the kernel's own libraries are not cells'
        // business.
        System.setProperty(
                "java.class.path",
                String.join(
                        File.pathSeparator,
                        libraries.paths().stream().map(Path::toString).toList()));
        loader = new CellLoader(libraries);
        control = new CellControl(loader, variables, name -> origins.lines(name, internals()), this::runUnlocked);
        shell = JShell.builder()
                .executionEngine(new Engine(control), Map.of())
                .compilerOptions("-g")
                .fileManager(files -> withClassPath(files))
                .build();
        index = new NameIndex(shell);
        names = new ClassNames(libraries.classes(), loader, DefaultImports.PACKAGES);
        internals = new ShellInternals(shell);
        blocks = new Blocks(shell);
    }

    /// Declares the default imports.
    void start() {
        List<String> imports = DefaultImports.existing(libraries.classes());
        try {
            var installer = new ImportInstaller(shell);
            for (String line : imports) installer.install(line);
        } catch (ReflectiveOperationException e) {
            for (String line : imports) eval(Piece.internal(line));
        }
    }

    /// Evaluates something of no effect, so that the compiler, the cell thread and the way of a value back are warm
    /// before a cell needs them.
    void practise() {
        SourceText any = new SourceText("practice", "1 + 1");
        eval(Piece.showing(any, 0, 0, any.text().length()));
        Results.takeShown();
    }

    /// Lets JShell find the documentation of our own classes.
    void readSources() {
        use(s -> {
            SourceFinder.add(s.sourceCodeAnalysis(), libraries.sources());
            return null;
        });
    }

    /// Lets JShell know all packages and classes; for completion.
    void indexPackages() {
        index.build();
    }

    /// The qualified names of the public classes that have this simple name.
    List<String> classesNamed(String simpleName) {
        return names.of(simpleName);
    }

    /// How long cell code has run in all.
    long codeNanos() {
        return codeNanos;
    }

    private ShellInternals internals() {
        return internals;
    }

    private StandardJavaFileManager withClassPath(StandardJavaFileManager files) {
        try {
            return new LibraryFiles(files, libraries.classes(), libraries.platform(), libraries.paths());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CellLoader loader() {
        return loader;
    }

    Variables variables() {
        return variables;
    }

    Origins origins() {
        return origins;
    }

    /// Uses JShell while nobody else does.
    <T extends @Nullable Object> T use(Function<JShell, T> body) {
        lock.lock();
        try {
            return body.apply(shell);
        } finally {
            lock.unlock();
        }
    }

    List<Unit> split(Part.Java part) {
        return use(s -> Units.split(part.text(), part.start(), s.sourceCodeAnalysis()));
    }

    /// Compiles a piece of code and runs it on the cell thread.
    Evaluated eval(Piece piece) {
        lock.lock();
        try {
            origins.evaluating(piece);
            control.takeThrown();
            control.takeRefusal();
            Blocks.Events events = piece.isBlock() ? blocks.eval(piece) : Blocks.Events.of(piece, shell);
            for (SnippetEvent event : events.all())
                if (event.causeSnippet() == null) origins.declared(event.snippet(), events.piece());
            return new Evaluated(events.piece(), events.all(), control.takeThrown(), control.takeRefusal());
        } finally {
            lock.unlock();
        }
    }

    /// What the compiler says about code that cannot run, without running it; empty if it could run.
    List<Diag> check(Piece piece) {
        return use(s -> {
            boolean broken = s.sourceCodeAnalysis().sourceToSnippets(piece.code()).stream()
                    .allMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
            return broken
                    ? eval(piece)
                            .own()
                            .flatMap(event -> s.diagnostics(event.snippet()))
                            .toList()
                    : List.of();
        });
    }

    List<Diag> diagnostics(Snippet snippet) {
        return use(s -> s.diagnostics(snippet).toList());
    }

    /// Names that a declaration needs and no cell has declared.
    List<String> unresolved(DeclarationSnippet snippet) {
        return use(s -> s.unresolvedDependencies(snippet).toList());
    }

    boolean isActive(Snippet snippet) {
        return use(s -> s.status(snippet).isActive());
    }

    boolean isDefined(Snippet snippet) {
        return use(s -> s.status(snippet).isDefined());
    }

    /// A class by the name that JShell gives it: qualified, imported, or declared in a cell. Null if there is none.
    @Nullable
    Class<?> classNamed(String name) {
        return use(s -> {
            Stream<String> ofCells = s.types()
                    .filter(type -> type.name().equals(name))
                    .map(type -> control.wrapperOf(type.id()) + "$" + type.name());
            Stream<String> imported = s.imports()
                    .filter(snippet -> !snippet.isStatic())
                    .map(ImportSnippet::fullname)
                    .filter(full -> full.endsWith(".*") || full.endsWith("." + name))
                    .map(full -> full.replaceFirst("\\*$", name));
            return Stream.of(ofCells, Stream.of(name, "java.lang." + name), imported)
                    .flatMap(names -> names)
                    .map(this::load)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        });
    }

    private @Nullable Class<?> load(String className) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /// A type, as Java source, by names that no later import makes ambiguous: those of the earliest import of each.
    String qualified(String type) {
        return SIMPLE_NAME.matcher(type).replaceAll(name -> Matcher.quoteReplacement(qualifiedName(name.group())));
    }

    /// The name itself where it is that of a cell's class, or of none.
    private String qualifiedName(String simple) {
        Class<?> known = classNamed(simple);
        if (known == null || known.getClassLoader() == loader) return simple;
        return Objects.requireNonNullElse(known.getCanonicalName(), simple);
    }

    /// Whether a variable of this type, as Java source, may hold a value.
    boolean isInstance(Object value, String type) {
        Class<?> raw = classNamed(type.replaceAll("<.*>", "").strip());
        if (raw != null) return raw.isInstance(value);
        return value.getClass().getClassLoader() != loader; // the compiler knows more about the JDK's types than we
    }

    /// Whether a class of a cell is the one that later cells mean, not one that was replaced.
    boolean isCurrent(String className) {
        return control.isCurrent(className);
    }

    /// Lets go of what no later cell can refer to; called between cells.
    void forget() {
        use(s -> {
            Set<String> live = s.snippets()
                    .filter(snippet -> snippet instanceof DeclarationSnippet
                            && s.status(snippet).isActive())
                    .map(Snippet::id)
                    .collect(Collectors.toSet());
            internals.forget(live::contains);
            origins.forget(live::contains);
            return null;
        });
    }

    /// Adds a jar or a folder of classes for later cells.
    void addLibrary(Path library) {
        use(s -> {
            s.addToClasspath(library.toString());
            return null;
        });
        loader.registerDrivers();
    }

    /// Cell code may run for hours: whoever wants JShell meanwhile gets it.
    private @Nullable Object runUnlocked(Work body) throws Throwable {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) lock.unlock();
        long start = System.nanoTime();
        try {
            return runner.run(body);
        } finally {
            codeNanos += System.nanoTime() - start;
            for (int i = 0; i < holds; i++) lock.lock();
        }
    }

    @Override
    public void close() {
        index.release(); // whose thread all JShells of a process share
        shell.close();
    }

    private record Engine(ExecutionControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "crema";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }
}
