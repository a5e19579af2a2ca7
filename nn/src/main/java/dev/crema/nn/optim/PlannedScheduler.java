package dev.crema.nn.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/// A scheduler whose rates are known beforehand: a function of the epoch and of the rate it started with.
abstract class PlannedScheduler implements Scheduler {
    private final Optimizer optimizer;
    private double[] start;
    private int epoch;

    PlannedScheduler(Optimizer optimizer) {
        this.optimizer = optimizer;
        this.start = optimizer.rates();
    }

    /// The rate after so many epochs.
    ///
    /// @param base what the rate was at first
    abstract double rate(int epochs, double base);

    /// Starts from the rates that another scheduler started with.
    final void startAs(PlannedScheduler other) {
        start = other.start.clone();
    }

    /// Sets the rates for the epoch that comes now.
    final void apply() {
        double[] rates = new double[start.length];
        for (int i = 0; i < rates.length; i++) rates[i] = rate(epoch, start[i]);
        optimizer.rates(rates);
    }

    @Override
    public void step() {
        epoch++;
        apply();
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>();
        state.put("epoch", (double) epoch);
        for (int i = 0; i < start.length; i++) state.put("start" + i, start[i]);
        return state;
    }

    @Override
    public void load(Map<String, Double> state) {
        epoch = state.getOrDefault("epoch", 0.0).intValue();
        double[] saved = start.clone();
        for (int i = 0; i < saved.length; i++) saved[i] = state.getOrDefault("start" + i, saved[i]);
        start = saved;
        apply();
    }

    static int positive(String scheduler, String what, int value) {
        if (value < 1)
            throw new IllegalArgumentException(scheduler + ": " + what + " must be at least 1, got " + value);
        return value;
    }

    static double notNegative(String scheduler, String what, double value) {
        if (!(value >= 0))
            throw new IllegalArgumentException(scheduler + ": " + what + " must not be negative, got " + value);
        return value;
    }

    /// The name, and the optimizer that it changes.
    @Override
    public String toString() {
        return getClass().getSimpleName() + " of " + optimizer;
    }
}
