package dev.crema.nn.train;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Where the time of a training run goes. Prints as a table.
///
/// ```java
/// var profile = new Profile();
/// Trainer.of(model, train).profile(profile).fit(3);
/// println(profile);
/// ```
public final class Profile {
    /// The parts of a training run.
    public enum Part {
        /// Waiting for a batch.
        LOADING,
        /// The model and the loss.
        FORWARD,
        /// The gradients.
        BACKWARD,
        /// The optimiser.
        STEP,
        /// Metrics on the training batches.
        METRICS,
        /// Loss and metrics on the validation data.
        VALIDATION,
        /// Checkpoints.
        SAVING
    }

    private static final class Time {
        long nanos;
    }

    private final Map<Part, Time> times = new EnumMap<>(Part.class);
    private long batches;

    /// Adds the time since `start` to a part, and returns the time now.
    synchronized long add(Part part, long start) {
        long now = System.nanoTime();
        times.computeIfAbsent(part, _ -> new Time()).nanos += now - start;
        if (part == Part.STEP) batches++;
        return now;
    }

    /// The time of a part in seconds.
    public synchronized double seconds(Part part) {
        Time time = times.get(part);
        return time == null ? 0 : time.nanos / 1e9;
    }

    /// The share of a part, between 0 and 1.
    public synchronized double share(Part part) {
        double all = times.values().stream().mapToLong(time -> time.nanos).sum() / 1e9;
        return all == 0 ? 0 : seconds(part) / all;
    }

    /// The number of steps measured.
    public synchronized long batches() {
        return batches;
    }

    @Override
    public synchronized String toString() {
        var text = new StringBuilder();
        for (Part part : Part.values()) {
            if (!times.containsKey(part)) continue;
            String name = part.name().toLowerCase(Locale.ROOT);
            text.append(String.format(Locale.ROOT, "%-10s %9.3f s %5.1f %%", name, seconds(part), 100 * share(part)));
            boolean everyBatch = part != Part.VALIDATION && part != Part.SAVING;
            if (everyBatch && batches > 0)
                text.append(String.format(Locale.ROOT, " %9.1f µs a batch", 1e6 * seconds(part) / batches));
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }
}
