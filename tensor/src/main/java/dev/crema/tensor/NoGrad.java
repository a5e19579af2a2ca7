package dev.crema.tensor;

import java.util.concurrent.Callable;

/// Switches the recording of operations off, for this thread: what is computed inside needs no gradient, and leaves
/// may be assigned.
///
/// ```java
/// noGrad(() -> w.assign(w.sub(w.grad().mul(0.1))));
/// double total = noGrad(() -> x.sum().item());
/// try (var _ = NoGrad.scope()) { println(model.forward(x)); }
/// ```
public final class NoGrad implements AutoCloseable {
    private static final ThreadLocal<boolean[]> RECORDING = ThreadLocal.withInitial(() -> new boolean[] {true});

    private final boolean[] recording;
    private final boolean before;

    private NoGrad(boolean record) {
        recording = RECORDING.get();
        before = recording[0];
        recording[0] = record;
    }

    /// A block without a value; it may throw anything.
    public interface Block {
        void run() throws Exception;
    }

    /// Runs a block without recording.
    public static void noGrad(Block block) {
        try (var _ = scope()) {
            block.run();
        } catch (Exception failure) {
            throw sneaky(failure);
        }
    }

    /// The value of a block that runs without recording.
    public static <T> T noGrad(Callable<T> block) {
        try (var _ = scope()) {
            return block.call();
        } catch (Exception failure) {
            throw sneaky(failure);
        }
    }

    /// Switches recording off until the result is closed; in a notebook, a bare call lasts until the end of the
    /// cell.
    public static NoGrad scope() {
        return new NoGrad(false);
    }

    /// Switches recording on inside an outer `NoGrad`, until the result is closed.
    public static NoGrad recording() {
        return new NoGrad(true);
    }

    /// Whether operations of this thread are recorded now.
    public static boolean isRecording() {
        return RECORDING.get()[0];
    }

    /// Puts recording back to on, whatever scopes were left open. The kernel does this after each cell.
    public static void reset() {
        RECORDING.get()[0] = true;
    }

    @Override
    public void close() {
        recording[0] = before;
    }

    /// Throws a checked exception as it is: no signature of ours has one.
    @SuppressWarnings("unchecked") // the cast is erased: that is the trick
    private static <E extends Exception> RuntimeException sneaky(Exception failure) throws E {
        throw (E) failure;
    }
}
