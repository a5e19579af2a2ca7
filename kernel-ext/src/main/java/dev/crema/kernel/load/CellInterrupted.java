package dev.crema.kernel.load;

/// Thrown inside a cell's code, at the next loop or call, when the user interrupts it. An `Error`, so that `catch
/// (Exception e)` does not keep the cell running.
public final class CellInterrupted extends Error {
    public CellInterrupted() {
        super("interrupted");
    }
}
