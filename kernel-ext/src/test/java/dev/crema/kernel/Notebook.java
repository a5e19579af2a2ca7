package dev.crema.kernel;

import dev.crema.kernel.display.Renderers;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.eval.Outcome;
import dev.crema.kernel.magic.NotebookMagics;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Magics;
import java.util.Objects;

/// A notebook for tests: runs cells and remembers what the last one showed.
public final class Notebook implements AutoCloseable {
    private final Evaluator evaluator = new Evaluator(new Magics(), Renderers.standard());
    private RecordingOutput output = new RecordingOutput();
    private Outcome outcome = new Outcome(null);
    private int count;

    public Notebook() {
        NotebookMagics.addTo(evaluator);
    }

    /// Runs a cell.
    public Notebook run(String code) {
        output = new RecordingOutput();
        outcome = evaluator.run(SourceText.cell(++count, code), output);
        return this;
    }

    /// Runs a cell that must not fail, and gives its result as text.
    public String result(String code) {
        run(code);
        if (outcome.error() != null) throw new AssertionError(outcome.error().plainText());
        return output.result();
    }

    /// Runs a cell that must fail.
    public ErrorReport error(String code) {
        run(code);
        return Objects.requireNonNull(outcome.error(), () -> "it did not fail but showed " + output.result());
    }

    public RecordingOutput output() {
        return output;
    }

    public Evaluator evaluator() {
        return evaluator;
    }

    /// The number of the last cell.
    public int count() {
        return count;
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
