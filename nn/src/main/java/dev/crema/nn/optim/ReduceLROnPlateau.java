package dev.crema.nn.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/// The rate times `factor` when the loss has not become better for more than `patience` epochs.
///
/// ```java
/// var scheduler = new ReduceLROnPlateau(optimizer, 0.1, 5);
/// scheduler.step(validationLoss);
/// ```
///
/// Better means below `best · (1 − 1e-4)`, see `threshold`. The trainer gives it the validation loss, or the
/// training loss where nothing is validated.
public final class ReduceLROnPlateau implements Scheduler {
    private static final double LEAST_CHANGE = 1e-8;

    private final Optimizer optimizer;
    private final double factor;
    private final int patience;
    private boolean largerIsBetter;
    private double threshold = 1e-4;
    private boolean relative = true;
    private int cooldown;
    private double minLr;
    private double best = Double.NaN;
    private int badEpochs;
    private int cooling;

    /// Multiplies the rate with `factor` after `patience` epochs that were no better and one more.
    public ReduceLROnPlateau(Optimizer optimizer, double factor, int patience) {
        if (!(factor > 0 && factor < 1))
            throw new IllegalArgumentException("ReduceLROnPlateau: the factor must be between 0 and 1, got " + factor);
        this.optimizer = optimizer;
        this.factor = factor;
        this.patience = patience;
    }

    /// Whether smaller values are better (`min`, as for a loss) or larger ones (`max`, as for an accuracy).
    public ReduceLROnPlateau mode(String minOrMax) {
        if (!minOrMax.equals("min") && !minOrMax.equals("max"))
            throw new IllegalArgumentException(
                    "ReduceLROnPlateau: the mode must be \"min\" or \"max\", got \"" + minOrMax + "\"");
        largerIsBetter = minOrMax.equals("max");
        return this;
    }

    /// By what share of the best value another must be better to count.
    public ReduceLROnPlateau threshold(double share) {
        threshold = share;
        return this;
    }

    /// Whether the threshold is a share of the best value (`rel`) or a difference (`abs`).
    public ReduceLROnPlateau thresholdMode(String relOrAbs) {
        if (!relOrAbs.equals("rel") && !relOrAbs.equals("abs"))
            throw new IllegalArgumentException(
                    "ReduceLROnPlateau: the threshold mode must be \"rel\" or \"abs\", got \"" + relOrAbs + "\"");
        relative = relOrAbs.equals("rel");
        return this;
    }

    /// For how many epochs after a change nothing is counted.
    public ReduceLROnPlateau cooldown(int epochs) {
        cooldown = epochs;
        return this;
    }

    /// The least rate.
    public ReduceLROnPlateau minLr(double rate) {
        minLr = rate;
        return this;
    }

    /// This scheduler watches the loss.
    ///
    /// @throws UnsupportedOperationException always
    @Override
    public void step() {
        throw new UnsupportedOperationException(
                "ReduceLROnPlateau.step() needs the value it watches: scheduler.step(validationLoss)");
    }

    @Override
    public void step(double loss) {
        if (isBetter(loss)) {
            best = loss;
            badEpochs = 0;
        } else {
            badEpochs++;
        }
        if (cooling > 0) {
            cooling--;
            badEpochs = 0;
        }
        if (badEpochs <= patience) return;
        double[] rates = optimizer.rates();
        for (int i = 0; i < rates.length; i++) {
            double lower = Math.max(rates[i] * factor, minLr);
            if (rates[i] - lower > LEAST_CHANGE) rates[i] = lower;
        }
        optimizer.rates(rates);
        cooling = cooldown;
        badEpochs = 0;
    }

    private boolean isBetter(double value) {
        if (Double.isNaN(best)) return !Double.isNaN(value);
        double sign = largerIsBetter ? 1 : -1;
        double bound = relative ? best * (1 + sign * threshold) : best + sign * threshold;
        return largerIsBetter ? value > bound : value < bound;
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new LinkedHashMap<>();
        if (!Double.isNaN(best)) state.put("best", best);
        state.put("badEpochs", (double) badEpochs);
        state.put("cooling", (double) cooling);
        return state;
    }

    @Override
    public void load(Map<String, Double> state) {
        best = state.getOrDefault("best", Double.NaN);
        badEpochs = state.getOrDefault("badEpochs", 0.0).intValue();
        cooling = state.getOrDefault("cooling", 0.0).intValue();
    }

    /// The name, and the optimizer that it changes.
    @Override
    public String toString() {
        return "ReduceLROnPlateau" + " of " + optimizer;
    }
}
