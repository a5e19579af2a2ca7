package dev.crema.nn.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Warm-up: the rate in even steps from a part of it to the whole in the first epochs. Then another scheduler may
/// go on.
///
/// ```java
/// var scheduler = new LinearLR(optimizer, 0.1, 5).then(new CosineAnnealingLR(optimizer, 45));
/// ```
///
/// After e of n epochs the rate is `start + (end − start) · min(e, n) / n` times what it was, with end 1.
public final class LinearLR extends PlannedScheduler {
    private final double startFactor;
    private final int epochs;
    private double endFactor = 1;
    private int done;
    private @Nullable Scheduler next;

    /// From `startFactor` times the rate to the rate in so many epochs. The rate is lowered at once.
    public LinearLR(Optimizer optimizer, double startFactor, int epochs) {
        super(optimizer);
        this.startFactor = notNegative("LinearLR", "startFactor", startFactor);
        this.epochs = positive("LinearLR", "epochs", epochs);
        apply();
    }

    /// How many times the rate it ends with, 1 unless said otherwise.
    public LinearLR endFactor(double factor) {
        endFactor = notNegative("LinearLR", "endFactor", factor);
        return this;
    }

    /// What goes on afterwards, from the full rate.
    public LinearLR then(Scheduler scheduler) {
        if (scheduler instanceof PlannedScheduler planned) planned.startAs(this);
        next = scheduler;
        return this;
    }

    @Override
    double rate(int epochsDone, double base) {
        double factor = startFactor + (endFactor - startFactor) * Math.min(epochsDone, epochs) / epochs;
        return base * Math.max(0, factor); // rounding must not take it below zero
    }

    @Override
    public void step() {
        step(Double.NaN);
    }

    @Override
    public void step(double loss) {
        done++;
        if (done <= epochs || next == null) super.step();
        else next.step(loss);
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>(super.state());
        state.put("done", (double) done);
        if (next != null) next.state().forEach((name, value) -> state.put("then." + name, value));
        return state;
    }

    @Override
    public void load(Map<String, Double> state) {
        super.load(state);
        done = state.getOrDefault("done", 0.0).intValue();
        if (next == null || done <= epochs) return;
        Map<String, Double> rest = new LinkedHashMap<>();
        state.forEach((name, value) -> {
            if (name.startsWith("then.")) rest.put(name.substring(5), value);
        });
        next.load(rest);
    }
}
