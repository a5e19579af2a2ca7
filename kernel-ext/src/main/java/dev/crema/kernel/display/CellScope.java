package dev.crema.kernel.display;

import dev.crema.kernel.load.Work;
import dev.crema.magics.MimeBundle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One run of a cell, as its threads see it. Threads inherit it from the thread that starts them: what a thread
/// prints after the cell has ended still arrives below that cell, and an interrupt stops the threads of its own
/// cell only.
public final class CellScope {
    private static final InheritableThreadLocal<@Nullable CellScope> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile @Nullable CellScope latest;

    private final Output output;
    private final PrintBuffer prints;
    private volatile boolean stopping;
    private volatile boolean saving;
    private volatile boolean asked;

    public CellScope(Output output) {
        this.output = output;
        this.prints = new PrintBuffer(output);
    }

    /// The run that the current thread belongs to; for a thread of nobody's (a common pool) the latest one.
    public static @Nullable CellScope current() {
        CellScope own = OF_THREAD.get();
        return own != null ? own : latest;
    }

    /// The latest run.
    public static @Nullable CellScope latest() {
        return latest;
    }

    public static @Nullable CellScope ofThread() {
        return OF_THREAD.get();
    }

    /// Makes the current thread, and those it starts from now on, part of this run.
    public void enter() {
        OF_THREAD.set(this);
        latest = this;
    }

    public void stop() {
        stopping = true;
    }

    public boolean isStopping() {
        return stopping && !saving;
    }

    /// Runs what must get through although the run is to stop: a training that was interrupted hands over its
    /// history.
    ///
    /// @throws Throwable what the body throws
    public @Nullable Object save(Work body) throws Throwable {
        saving = true;
        try {
            return body.run();
        } finally {
            saving = false;
        }
    }

    /// Whether the run is to stop. Who asks promises to end soon, and is given more time than who never asks.
    public boolean askStopping() {
        asked = true;
        return stopping;
    }

    public boolean hasAsked() {
        return asked;
    }

    public void print(Output.Stream stream, byte[] text, int offset, int length) {
        prints.print(stream, text, offset, length);
    }

    public void display(MimeBundle bundle, @Nullable String id) {
        prints.flush();
        output.display(bundle, id);
    }

    public void update(String id, MimeBundle bundle) {
        prints.flush();
        output.update(id, bundle);
    }

    public void result(MimeBundle bundle) {
        prints.flush();
        output.result(bundle);
    }

    public String input(String prompt) throws IOException, InterruptedException {
        prints.flush();
        return output.input(prompt);
    }

    /// Passes on what has been printed: the cell has ended.
    public void end() {
        prints.end();
    }

    /// Passes on what has been printed so far.
    public void flush() {
        prints.flush();
    }
}
