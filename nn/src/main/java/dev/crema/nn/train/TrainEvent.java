package dev.crema.nn.train;

import dev.crema.nn.metrics.History;
import java.util.Map;

/// What happens in a training run, as it happens. Epochs count from 1, batches from 0.
public sealed interface TrainEvent {
    /// The run begins.
    ///
    /// @param run its name
    /// @param epochs how many are planned
    /// @param batches how many an epoch has
    /// @param history what will be filled while it runs
    record Started(String run, int epochs, int batches, History history) implements TrainEvent {}

    /// A batch was trained on.
    ///
    /// @param loss before the step
    record BatchEnd(int epoch, int batch, double loss) implements TrainEvent {}

    /// An epoch is over and validated.
    ///
    /// @param values what was measured, by the names of the curves: `loss val_loss accuracy val_accuracy lr`
    /// @param seconds how long it took
    record EpochEnd(int epoch, Map<String, Double> values, double seconds) implements TrainEvent {
        /// One of the values.
        ///
        /// @throws IllegalArgumentException if nothing of this name was measured
        public double value(String name) {
            Double value = values.get(name);
            if (value == null)
                throw new IllegalArgumentException(
                        "no value \"" + name + "\" was measured in this epoch; there are " + values.keySet());
            return value;
        }
    }

    /// The run ends before its time; model and history stay as they are.
    ///
    /// @param batch the last one that was trained on, −1 for none
    record Stopped(int epoch, int batch, String reason) implements TrainEvent {}

    /// The run is over, whether stopped or not.
    record Finished(History history) implements TrainEvent {}
}
