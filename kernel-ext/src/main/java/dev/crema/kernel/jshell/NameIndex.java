package dev.crema.kernel.jshell;

import dev.crema.kernel.display.Console;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/// JShell's index of all packages and classes, which completes qualified names and imports. JShell starts to build
/// it at once, and takes half a core for seconds and much memory for it; here it waits until somebody asks.
public final class NameIndex {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_MILLIS = 20;
    private static final String ANY = "String";

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

    /// Lets the index be built, and waits until it is there, or for two seconds.
    public synchronized void build() {
        if (!waiting || resume == null) return;
        release();
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (!analysis.listQualifiedNames(ANY, ANY.length()).isUpToDate() && System.nanoTime() < end)
                Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets the index be built, in the background.
    public synchronized void release() {
        if (!waiting || resume == null) return;
        waiting = false;
        try {
            resume.invoke(analysis);
        } catch (ReflectiveOperationException e) {
            Console.log("no index of class names: " + e);
        }
    }
}
