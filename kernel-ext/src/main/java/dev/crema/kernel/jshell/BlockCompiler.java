package dev.crema.kernel.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.StatementSnippet;
import org.jspecify.annotations.Nullable;

/// Evaluates blocks in two runs of the compiler where JShell takes four: JShell first parses a text to find out
/// what it is and compiles it on trial, and we know that it is a block.
public final class BlockCompiler {
    private final JShell shell;
    private final Object eval;
    private final Object keys;
    private final Method wrap;
    private final Method newKey;
    private final Method declare;
    private final Method suspendIndexing;
    private final Method resumeIndexing;
    private final Constructor<?> newSnippet;
    private final Constructor<?> newDiagnostics;

    public BlockCompiler(JShell shell) throws ReflectiveOperationException {
        this.shell = shell;
        eval = Reflection.field(shell, "eval");
        keys = Reflection.field(shell, "keyMap");
        newKey = Reflection.method(keys.getClass(), "keyForStatement");
        newSnippet = Reflection.open(StatementSnippet.class.getDeclaredConstructors()[0]);
        Class<?> wrapType = newSnippet.getParameterTypes()[2];
        wrap = Reflection.open(wrapType.getDeclaredMethod("methodWrap", String.class));
        declare = Reflection.method(eval.getClass(), "declare");
        newDiagnostics = Reflection.open(declare.getParameterTypes()[1].getDeclaredConstructor());
        Class<?> analysis = shell.sourceCodeAnalysis().getClass();
        suspendIndexing = Reflection.method(analysis, "suspendIndexing");
        resumeIndexing = Reflection.method(analysis, "resumeIndexing");
    }

    /// @param block statements in braces
    /// @return empty if JShell itself must look at it: code behind which nothing can be reached
    public List<SnippetEvent> eval(String block) throws ReflectiveOperationException {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        suspendIndexing.invoke(analysis);
        try {
            Object snippet = newSnippet.newInstance(newKey.invoke(keys), block, wrap.invoke(null, block));
            @SuppressWarnings("unchecked") // known from the JDK's source
            var events = (List<SnippetEvent>) declare.invoke(eval, snippet, newDiagnostics.newInstance());
            boolean unreachable = events.stream()
                    .filter(event -> event.status() == Snippet.Status.REJECTED)
                    .flatMap(event -> shell.diagnostics(event.snippet()))
                    .anyMatch(diagnostic -> diagnostic.getCode().contains("unreachable"));
            return unreachable ? List.of() : events;
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } finally {
            resumeIndexing.invoke(analysis);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) throw error;
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
