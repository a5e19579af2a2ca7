package dev.crema.kernel.jshell;

import dev.crema.kernel.display.Console;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;
import org.jspecify.annotations.Nullable;

/// JShell's index of all classes by their simple names. JShell starts to build it at once, and takes half a core
/// for a second from a kernel that is just starting; here it waits until somebody asks or nobody wants anything.
public final class NameIndex {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SourceCodeAnalysis analysis;
    private final @Nullable Method resume;
    private boolean waiting = true;

    public NameIndex(JShell shell) {
        analysis = shell.sourceCodeAnalysis();
        Method resumeIndexing = null;
        try {
            Reflection.method(analysis.getClass(), "suspendIndexing").invoke(analysis);
            resumeIndexing = Reflection.method(analysis.getClass(), "resumeIndexing");
        } catch (ReflectiveOperationException e) {
            waiting = false; // it is built in any case
        }
        resume = resumeIndexing;
    }

    /// Lets the index be built, in the background.
    public synchronized void build() {
        if (!waiting || resume == null) return;
        waiting = false;
        try {
            resume.invoke(analysis);
        } catch (ReflectiveOperationException e) {
            Console.log("no index of class names: " + e);
        }
    }

    /// The qualified names of the classes called so.
    public List<String> find(String simpleName) {
        build();
        long end = System.nanoTime() + PATIENCE_NANOS;
        QualifiedNames names = analysis.listQualifiedNames(simpleName, simpleName.length());
        while (!names.isUpToDate() && names.getNames().isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            names = analysis.listQualifiedNames(simpleName, simpleName.length());
        }
        return names.getNames();
    }
}
