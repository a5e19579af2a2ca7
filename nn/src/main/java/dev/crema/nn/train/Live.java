package dev.crema.nn.train;

import dev.crema.nn.metrics.History;
import dev.crema.tensor.Tensor;
import java.util.function.Consumer;

/// Curves of a loop of one's own, drawn while it runs where a notebook listens.
///
/// ```java
/// var live = Live.of("Lab 2A");
/// for (int epoch = 0; epoch < 4000; epoch++) live.log("loss", trainOneEpoch());
/// ```
///
/// Under each name the values are counted from 1.
public final class Live {
    private static volatile Consumer<Live> listener = live -> {};

    private final History history;

    private Live(String title) {
        history = new History(title);
    }

    /// Curves under this title.
    public static Live of(String title) {
        return new Live(title);
    }

    /// Says who is told of each new value: a notebook draws the curves.
    public static void listen(Consumer<Live> to) {
        listener = to;
    }

    /// The title.
    public String title() {
        return history.run();
    }

    /// Adds a value to a curve.
    public Live log(String name, double value) {
        history.add(name, value);
        listener.accept(this);
        return this;
    }

    /// Adds a tensor of one element to a curve.
    public Live log(String name, Tensor value) {
        return log(name, value.item());
    }

    /// The values of one curve.
    public double[] values(String name) {
        return history.values(name);
    }

    /// All curves.
    public History history() {
        return history;
    }
}
