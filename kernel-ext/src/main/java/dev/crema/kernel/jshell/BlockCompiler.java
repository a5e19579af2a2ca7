package dev.crema.kernel.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.StatementSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/// Evaluates blocks in one run of the compiler where JShell takes four: JShell first parses a text to find out what
/// it is, compiles it on trial, and analyses it once more before it generates code. We know that it is a block, and
/// what does not compile is left to JShell, which knows what to do about it.
public final class BlockCompiler {
    private static final String ENTRY = "do_it$";

    private final JShell shell;
    private final Object keys;
    private final Object taskFactory;
    private final Object classTracker;
    private final Method wrap;
    private final Method newKey;
    private final Method declare;
    private final Object eval;
    private final Method compile;
    private final Class<?> worker;
    private final Method control;
    private final Method suspendIndexing;
    private final Method resumeIndexing;
    private final Constructor<?> newSnippet;
    private final Constructor<?> newDiagnostics;
    private final Constructor<?> newUnit;
    private final Field status;
    private final Field secondaryEvents;
    private Set<String> said = Set.of();

    public BlockCompiler(JShell shell) throws ReflectiveOperationException {
        this.shell = shell;
        eval = Reflection.field(shell, "eval");
        keys = Reflection.field(shell, "keyMap");
        taskFactory = Reflection.field(shell, "taskFactory");
        classTracker = Reflection.field(shell, "classTracker");
        newKey = Reflection.method(keys.getClass(), "keyForStatement");
        newSnippet = Reflection.open(StatementSnippet.class.getDeclaredConstructors()[0]);
        Class<?> wrapType = newSnippet.getParameterTypes()[2];
        wrap = Reflection.open(wrapType.getDeclaredMethod("methodWrap", String.class));
        declare = Reflection.method(eval.getClass(), "declare");
        newDiagnostics = Reflection.open(declare.getParameterTypes()[1].getDeclaredConstructor());
        compile = Reflection.method(taskFactory.getClass(), "compile");
        worker = compile.getParameterTypes()[1];
        control = Reflection.method(JShell.class, "executionControl");
        Class<?> unit = Class.forName("jdk.jshell.Unit");
        newUnit = Reflection.open(unit.getDeclaredConstructor(
                JShell.class, Snippet.class, Snippet.class, declare.getParameterTypes()[1]));
        status = Reflection.open(unit.getDeclaredField("status"));
        secondaryEvents = Reflection.open(unit.getDeclaredField("secondaryEvents"));
        Class<?> analysis = shell.sourceCodeAnalysis().getClass();
        suspendIndexing = Reflection.method(analysis, "suspendIndexing");
        resumeIndexing = Reflection.method(analysis, "resumeIndexing");
    }

    /// @param block statements in braces
    /// @return empty if it does not compile: then [#said] has the codes of the compiler's messages
    public List<SnippetEvent> eval(String block) throws ReflectiveOperationException {
        said = Set.of();
        return undisturbed(() -> compileAndRun(snippet(block)));
    }

    /// The codes of what the compiler said about the last block that did not compile.
    public Set<String> said() {
        return said;
    }

    /// Evaluates a block that does not compile, in JShell's own way, for the messages.
    ///
    /// @return empty if JShell itself must look at it: code behind which nothing can be reached
    public List<SnippetEvent> refuse(String block) throws ReflectiveOperationException {
        return undisturbed(() -> declare(block));
    }

    @FunctionalInterface
    private interface Evaluation {
        List<SnippetEvent> events() throws ReflectiveOperationException;
    }

    private List<SnippetEvent> undisturbed(Evaluation evaluation) throws ReflectiveOperationException {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        suspendIndexing.invoke(analysis);
        try {
            return evaluation.events();
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } finally {
            resumeIndexing.invoke(analysis);
        }
    }

    private Snippet snippet(String block) throws ReflectiveOperationException {
        return (Snippet) newSnippet.newInstance(newKey.invoke(keys), block, wrap.invoke(null, block));
    }

    /// What JShell does with a declaration, without the analysis that only finds errors.
    ///
    /// @return empty if it does not compile
    private List<SnippetEvent> compileAndRun(Snippet snippet) throws ReflectiveOperationException {
        Object unit = newUnit.newInstance(shell, snippet, null, newDiagnostics.newInstance());
        call(unit, "initialize");
        Reflection.open(unit.getClass().getDeclaredMethod("setWrap", Collection.class, Collection.class))
                .invoke(unit, List.of(unit), List.of(unit));
        Object outer = call(snippet, "outerWrap");
        var compiled = new ArrayList<ClassBytecodes>();
        Object collect =
                Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[] {worker}, (proxy, method, given) -> {
                    return compiled(given[0], outer, unit, compiled);
                });
        if (!Boolean.TRUE.equals(compile.invoke(taskFactory, Set.of(outer), collect))) return List.of();
        status.set(unit, Snippet.Status.VALID);
        secondaryEvents.set(unit, new ArrayList<SnippetEvent>());
        boolean loaded = load(compiled.toArray(ClassBytecodes[]::new));
        call(unit, "finish");
        if (loaded) invoke((String) call(snippet, "classFullName"));
        Method event = Reflection.method(unit.getClass(), "event");
        return List.of((SnippetEvent) event.invoke(unit, "", null));
    }

    /// Runs inside the compiler's task.
    private Object compiled(Object task, Object outer, Object unit, List<ClassBytecodes> into)
            throws ReflectiveOperationException {
        boolean success = (boolean) call(task, "compile");
        Object diagnostics = call(task, "getDiagnostics");
        if (!success) {
            said = ((Collection<?>) diagnostics)
                    .stream().map(each -> ((Diag) each).getCode()).collect(Collectors.toSet());
            return false;
        }
        Object own = Reflection.method(diagnostics.getClass(), "ofUnit").invoke(diagnostics, unit);
        Reflection.open(unit.getClass().getDeclaredMethod("setDiagnostics", own.getClass()))
                .invoke(unit, own);
        for (Object name :
                (List<?>) Reflection.method(task.getClass(), "classList").invoke(task, outer)) {
            Object info = Reflection.method(classTracker.getClass(), "get").invoke(classTracker, name);
            into.add((ClassBytecodes) call(info, "toClassBytecodes"));
        }
        return true;
    }

    private boolean load(ClassBytecodes[] classes) throws ReflectiveOperationException {
        try {
            ((ExecutionControl) control.invoke(shell)).load(classes);
        } catch (ExecutionControl.ClassInstallException e) {
            return false; // the control has noted why
        } catch (ExecutionControl.ExecutionControlException e) {
            throw new IllegalStateException(e);
        }
        Reflection.open(classTracker.getClass().getDeclaredMethod("markLoaded", ClassBytecodes[].class))
                .invoke(classTracker, (Object) classes);
        return true;
    }

    private void invoke(String className) throws ReflectiveOperationException {
        try {
            ((ExecutionControl) control.invoke(shell)).invoke(className, ENTRY);
        } catch (ExecutionControl.RunException e) {
            return; // the control has noted what was thrown
        } catch (ExecutionControl.ExecutionControlException e) {
            throw new IllegalStateException(e);
        }
    }

    /// JShell's own way, for what does not compile.
    private List<SnippetEvent> declare(String block) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked") // known from the JDK's source
        var events = (List<SnippetEvent>) declare.invoke(eval, snippet(block), newDiagnostics.newInstance());
        boolean unreachable = events.stream()
                .filter(event -> event.status() == Snippet.Status.REJECTED)
                .flatMap(event -> shell.diagnostics(event.snippet()))
                .anyMatch(diagnostic -> diagnostic.getCode().contains("unreachable"));
        return unreachable ? List.of() : events;
    }

    private static Object call(Object owner, String method) throws ReflectiveOperationException {
        return Reflection.method(owner.getClass(), method).invoke(owner);
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) throw error;
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
