package dev.crema.nn.train;

import dev.crema.nn.data.Batch;
import dev.crema.nn.data.DataLoader;
import java.util.Iterator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Puts a bar around a loop: how far it is, how fast it goes, how long it will take.
///
/// ```java
/// for (var batch : Progress.of(loader)) train(batch);
/// for (int i : Progress.range(4000)) train(i);
/// ```
public final class Progress {
    private static final long PERIOD_NANOS = 250_000_000;
    private static final int WIDTH = 20;

    private static volatile Consumer<State> display = Progress::print;

    private Progress() {}

    /// How far a loop is.
    ///
    /// @param id which loop it is: a bar is replaced by the next one of the same loop
    /// @param done how many rounds are done
    /// @param total how many there are
    /// @param seconds since the loop began
    public record State(String id, int done, int total, double seconds) {
        /// As a line: `████······ 40 %  80/200  12/s  10 s left`.
        @Override
        public String toString() {
            double share = total == 0 ? 1 : (double) done / total;
            int full = (int) Math.round(share * WIDTH);
            double rate = seconds > 0 ? done / seconds : 0;
            return String.format(
                    Locale.ROOT,
                    "%s%s %3.0f %%  %d/%d  %,.0f/s  %.0f s left",
                    "█".repeat(full),
                    "·".repeat(WIDTH - full),
                    100 * share,
                    done,
                    total,
                    rate,
                    rate > 0 ? (total - done) / rate : 0);
        }
    }

    /// The batches of one epoch.
    public static Iterable<Batch> of(DataLoader loader) {
        return () -> new Counting<>(loader.iterator(), loader.size());
    }

    /// The numbers from 0 to below `end`.
    public static Iterable<Integer> range(int end) {
        return () -> new Counting<>(IntStream.range(0, end).iterator(), end);
    }

    /// Says who shows the bar, at most four times a second and at the end: a notebook replaces the printed line.
    public static void display(Consumer<State> by) {
        display = by;
    }

    private static void print(State state) {
        System.out.print("\r" + state + (state.done() == state.total() ? "\n" : ""));
        System.out.flush();
    }

    private static final class Counting<T> implements Iterator<T> {
        private final Iterator<T> items;
        private final int total;
        private final String id = "progress-" + UUID.randomUUID();
        private final long start = System.nanoTime();
        private long shownAt = start;
        private int begun;
        private boolean ended;

        Counting(Iterator<T> items, int total) {
            this.items = items;
            this.total = total;
        }

        @Override
        public boolean hasNext() {
            boolean more = items.hasNext();
            long now = System.nanoTime();
            boolean last = !more && !ended;
            if (last || more && now - shownAt > PERIOD_NANOS) {
                shownAt = now;
                ended = !more;
                display.accept(new State(id, begun, total, (now - start) / 1e9));
            }
            return more;
        }

        @Override
        public T next() {
            begun++;
            return items.next();
        }
    }
}
