package dev.crema.nn.optim;

import java.util.Map;

/// Changes the learning rate of an optimiser from epoch to epoch.
///
/// ```java
/// var scheduler = new StepLR(optimizer, 30, 0.1);
/// for (int epoch = 1; epoch <= 90; epoch++) { trainOneEpoch(); scheduler.step(); }
/// ```
public interface Scheduler {
    /// Goes on by an epoch: to be called after each.
    void step();

    /// Goes on by an epoch that ended with this loss, for schedulers that watch it.
    default void step(double loss) {
        step();
    }

    /// What the scheduler remembers, by name, for a checkpoint.
    default Map<String, Double> state() {
        return Map.of();
    }

    /// Takes back what `state` gave.
    default void load(Map<String, Double> state) {}
}
