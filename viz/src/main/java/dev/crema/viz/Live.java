package dev.crema.viz;

import dev.crema.nn.metrics.History;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// Curves below the cell while a loop of one's own runs: one display, replaced at most four times a second and
/// never for more than a tenth of the time. The horizontal axis counts the values under a name. When the cell ends,
/// the finished picture stays.
///
/// ```java
/// var live = Live.of("Lab 2A");
/// for (int epoch = 0; epoch < 4000; epoch++) live.log("loss", step(epoch));
/// live.values("loss")
/// ```
public final class Live {
    private static final long PERIOD_NANOS = 250_000_000;
    private static final double MOST_TIME = 0.1;
    /// More panels than this do not fit beside each other; further curves share the last.
    private static final int MOST_PANELS = 3;

    private static final String UNIT = "step";

    private static volatile Screen screen = (_, _, _, _) -> {};
    private static final List<Live> OPEN = new ArrayList<>();

    private final String title;
    private final History history;
    private final String id = "live-" + java.util.UUID.randomUUID();
    private final long start = System.nanoTime();
    private long drawnAt;
    private long drawingNanos;
    private boolean shown;
    private boolean dirty;

    private Live(String title) {
        this.title = title;
        history = new History(title);
    }

    /// Where live figures are shown: a notebook sets it, elsewhere nothing is drawn.
    @FunctionalInterface
    public interface Screen {
        /// Shows a figure, or replaces the one shown under this id.
        ///
        /// @param figure of all points; a frame may do with fewer (`maxPoints`)
        /// @param line the values so far, in words
        /// @param last whether it is the picture that stays
        void show(String id, Figure figure, String line, boolean last);
    }

    /// Curves under this title.
    public static Live of(String title) {
        return new Live(title);
    }

    /// Sets where live figures are shown.
    public static void screen(Screen where) {
        screen = where;
    }

    /// Shows the finished picture of every live figure that has changed since. A notebook calls this when a cell
    /// ends, however it ends.
    public static void endOfCell() {
        List<Live> open;
        synchronized (OPEN) {
            open = List.copyOf(OPEN);
            OPEN.clear();
        }
        for (Live live : open) live.finish();
    }

    /// Adds a value to a curve, such as `loss`, `val_loss`, `accuracy`.
    public synchronized Live log(String name, double value) {
        history.add(name, value);
        dirty = true;
        if (!shown) {
            shown = true;
            synchronized (OPEN) {
                OPEN.add(this);
            }
        }
        long now = System.nanoTime();
        boolean affordable = drawingNanos <= MOST_TIME * (now - start);
        if (now - drawnAt >= PERIOD_NANOS && affordable) draw(false);
        return this;
    }

    /// Adds the value of a tensor of one element.
    ///
    /// @throws IllegalArgumentException if it has more
    public Live log(String name, Tensor value) {
        if (value.numel() != 1)
            throw new IllegalArgumentException("log: " + name + " has shape " + value.shape()
                    + ", but one number is needed; take a mean, for example loss.mean()");
        return log(name, value.detach().item());
    }

    /// The values under a name so far.
    public double[] values(String name) {
        return history.values(name);
    }

    /// All curves so far.
    public History history() {
        return history;
    }

    /// The figure of all curves so far: those of training and validation share a panel.
    public synchronized Figure figure() {
        var bases = new LinkedHashSet<String>();
        for (String name : history.names()) bases.add(base(name));
        if (bases.isEmpty()) return Figure.of(Panel.of(List.of()).withTitle(title));
        var names = new ArrayList<>(bases);
        var panels = new ArrayList<Figure>();
        int own = names.size() <= MOST_PANELS ? names.size() : MOST_PANELS - 1;
        for (String name : names.subList(0, own)) panels.add(Figure.of(TrainingCurves.of(history, name, UNIT)));
        if (own < names.size())
            panels.add(Figure.of(TrainingCurves.several(
                    history,
                    history.names().stream()
                            .filter(name -> names.indexOf(base(name)) >= own)
                            .toList())));
        Figure all = panels.size() == 1 ? panels.getFirst() : Figure.row(panels.toArray(new Figure[0]));
        return all.xLabel(UNIT).title(title);
    }

    private synchronized void finish() {
        if (dirty) draw(true);
    }

    private void draw(boolean last) {
        long before = System.nanoTime();
        screen.show(id, figure(), line(), last);
        drawnAt = System.nanoTime();
        drawingNanos += drawnAt - before;
        dirty = !last;
        if (last) shown = false; // a later cell may go on
    }

    private String line() {
        var line = new StringBuilder(title);
        for (String name : history.names()) {
            double[] values = history.values(name);
            line.append(String.format(Locale.ROOT, "  %s %.4f", name.replace('_', ' '), values[values.length - 1]));
        }
        return line.append(String.format(Locale.ROOT, "  step %,d", history.epochs()))
                .toString();
    }

    private static String base(String name) {
        return name.startsWith("val_") ? name.substring(4) : name;
    }

    /// The title and the last values.
    @Override
    public String toString() {
        return line();
    }
}
