package dev.crema.kernel.eval;

import dev.crema.kernel.display.CellScope;
import dev.crema.magics.Host;
import dev.crema.magics.MimeBundle;
import org.jspecify.annotations.Nullable;

/// The notebook as magics, renderers and `display` see it.
final class NotebookHost implements Host {
    private final Evaluator evaluator;

    NotebookHost(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String id) {
        cell().display(bundle, id);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        cell().update(id, bundle);
    }

    @Override
    public void print(String text) {
        System.out.print(text);
        System.out.flush();
    }

    @Override
    public boolean interrupted() {
        CellScope cell = CellScope.current();
        return cell != null && cell.askStopping();
    }

    @Override
    public MimeBundle render(@Nullable Object value) {
        return evaluator.renderers().render(value);
    }

    @Override
    public @Nullable Object evaluate(String expression) {
        return evaluator.evaluate(expression);
    }

    @Override
    public void bind(String name, String type, Object value) {
        evaluator.bind(name, type, value);
    }

    private static CellScope cell() {
        CellScope cell = CellScope.current();
        if (cell == null) throw new IllegalStateException("no cell has been run yet: there is nowhere to show this");
        return cell;
    }
}
