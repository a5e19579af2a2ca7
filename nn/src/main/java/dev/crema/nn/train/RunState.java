package dev.crema.nn.train;

import dev.crema.nn.data.DataLoader.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a run is, apart from tensors: what a checkpoint keeps as JSON.
final class RunState {
    String run = "run";
    /// The epoch that is going on, from 1.
    int epoch = 1;
    /// How many of its batches are done.
    int batch;
    /// Loss and metrics of the epoch so far: sums and counts.
    Map<String, Mean> means = new LinkedHashMap<>();
    /// What the metrics of the epoch will be measured on; a checkpoint keeps it as tensors.
    final transient EpochOutputs outputs = new EpochOutputs();

    double best = Double.NaN;
    int epochsWithoutBest;
    double[] rates = {};
    Map<String, Double> scheduler = new LinkedHashMap<>();
    /// Where the loader stood before the epoch began.
    Position loader = new Position(0, 0);

    @Nullable
    Position validation;

    long[] streams = {};
    Map<String, Long> noise = new LinkedHashMap<>();
    double seconds;
    int batchesPerEpoch;

    /// A mean over samples that come in batches.
    static final class Mean {
        double sum;
        long count;

        void add(double mean, int samples) {
            sum += mean * samples;
            count += samples;
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    /// Adds to one of the means.
    void add(String name, double mean, int samples) {
        means.computeIfAbsent(name, _ -> new Mean()).add(mean, samples);
    }
}
