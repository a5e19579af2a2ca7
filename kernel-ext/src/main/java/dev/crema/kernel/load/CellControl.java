package dev.crema.kernel.load;

import dev.crema.kernel.jshell.ShellInternals;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/// How JShell loads and runs what it compiled: in this process, woven, on the cell thread, and with classes
/// redefined where HotSpot can. JShell's own control knows no redefinition, and then resets every variable that
/// depends on a changed class.
public final class CellControl extends DirectExecutionControl {
    /// The method that JShell puts a snippet's code into.
    static final String ENTRY = "do_it$";

    /// Runs a body where cell code belongs.
    @FunctionalInterface
    public interface Runner {
        @Nullable
        Object run(Work body) throws Throwable;
    }

    /// Names the places of a class's lines.
    @FunctionalInterface
    public interface LinesOf {
        Weaver.Lines lines(String className);
    }

    private final CellLoader loader;
    private final Weaver weaver;
    private final Variables variables;
    private final LinesOf linesOf;
    private final Runner runner;
    private final Map<String, String> latestWrapper = new ConcurrentHashMap<>();
    private @Nullable Throwable thrown;
    private @Nullable String refusal;

    public CellControl(CellLoader loader, Variables variables, LinesOf linesOf, Runner runner) {
        super(new Delegate(loader));
        this.loader = loader;
        this.weaver = new Weaver(loader);
        this.variables = variables;
        this.linesOf = linesOf;
        this.runner = runner;
    }

    /// What the last evaluation threw, if anything; forgets it.
    @Nullable
    public Throwable takeThrown() {
        Throwable last = thrown;
        thrown = null;
        return last;
    }

    /// Why the last redefinition was refused, in words that follow "because class Net"; null if none was. Forgets
    /// it.
    @Nullable
    public String takeRefusal() {
        String last = refusal;
        refusal = null;
        return last;
    }

    /// The wrapper class in which later cells find a snippet; empty if it has none.
    public String wrapperOf(String snippetId) {
        return latestWrapper.getOrDefault(snippetId, "");
    }

    /// Whether a class of a cell is the one that later cells mean, not one that was replaced.
    public boolean isCurrent(String className) {
        String wrapper = ShellInternals.wrapperOf(className);
        return ShellInternals.idsOf(wrapper).allMatch(id -> wrapper.equals(latestWrapper.get(id)));
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] done = new boolean[classes.length];
        try {
            for (ClassBytecodes each : classes) weaver.announce(each.name(), each.bytecodes());
            for (ClassBytecodes each : classes) loader.offer(each.name(), woven(each));
            for (int i = 0; i < classes.length; i++) {
                Class<?> loaded = loader.loadClass(classes[i].name());
                String wrapper = ShellInternals.wrapperOf(classes[i].name());
                ShellInternals.idsOf(wrapper).forEach(id -> latestWrapper.put(id, wrapper));
                if (wrapper.equals(classes[i].name())) variables.loaded(loaded);
                done[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            thrown = e;
            throw new ClassInstallException(e.toString(), done);
        } finally {
            weaver.loaded();
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws ClassInstallException, NotImplementedException {
        Instrumentation instrumentation = Agent.instrumentation();
        if (instrumentation == null) {
            refusal = "changed (class redefinition is off: the kernel was not started by java -jar)";
            throw new NotImplementedException("redefinition needs the agent");
        }
        try {
            var definitions = new ClassDefinition[classes.length];
            for (ClassBytecodes each : classes) weaver.announce(each.name(), each.bytecodes());
            for (int i = 0; i < classes.length; i++)
                definitions[i] = new ClassDefinition(loader.loadClass(classes[i].name()), woven(classes[i]));
            instrumentation.redefineClasses(definitions);
        } catch (UnsupportedOperationException e) {
            refusal = inWords(String.valueOf(e.getMessage()));
            throw new ClassInstallException(refusal, new boolean[classes.length]);
        } catch (ClassNotFoundException | UnmodifiableClassException | LinkageError e) {
            refusal = "changed (" + e + ")";
            throw new ClassInstallException(refusal, new boolean[classes.length]);
        } finally {
            weaver.loaded();
        }
    }

    private byte[] woven(ClassBytecodes each) {
        return weaver.weave(each.bytecodes(), linesOf.lines(each.name()));
    }

    private static String inWords(String reason) {
        if (reason.contains("fields")) return "changed its fields";
        if (reason.contains("method")) return "changed its methods";
        if (reason.contains("superclass") || reason.contains("interfaces"))
            return "changed what it extends or implements";
        return "changed its shape";
    }

    /// JShell keeps silent about code that cannot be linked: a class that the compiler saw and nobody can load.
    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            Method _ = findClass(className).getDeclaredMethod(methodName);
        } catch (ReflectiveOperationException | LinkageError e) {
            thrown = e;
            throw new StoppedException();
        }
        return super.invoke(className, methodName);
    }

    @Override
    protected String invoke(Method entry) throws ExecutionControl.StoppedException {
        try {
            runner.run(() -> entry.invoke(null));
            // JShell wants the value as text. Nobody reads it, and the toString of a cell's value may take long.
            return "";
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
        } catch (Throwable e) { // an interrupt, or the end of the cell thread
            thrown = e;
        }
        throw new StoppedException();
    }

    @Override
    public String varValue(String className, String name) {
        return "";
    }

    private record Delegate(CellLoader loader) implements LoaderDelegate {
        @Override
        public void load(ExecutionControl.ClassBytecodes[] classes) {
            throw new UnsupportedOperationException("the control loads");
        }

        @Override
        public void classesRedefined(ExecutionControl.ClassBytecodes[] classes) {}

        @Override
        public void addToClasspath(String path) {
            loader.add(Path.of(path));
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            return loader.loadClass(name);
        }
    }
}
