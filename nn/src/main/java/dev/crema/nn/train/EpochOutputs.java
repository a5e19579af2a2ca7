package dev.crema.nn.train;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.StepScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// What the model said in this epoch and what was true, kept until the metrics are measured: most of them (F1, AUC,
/// R²) are no means over batches.
final class EpochOutputs {
    /// So many predicted numbers are kept; beyond that the metrics are averaged over parts.
    private static final long MOST_NUMBERS = 1 << 24;

    private static final String PREDICTION = "prediction";
    private static final String TARGET = "target";

    private final List<Tensor> predictions = new ArrayList<>();
    private final List<Tensor> targets = new ArrayList<>();
    private long numbers;

    /// Whether this batch must wait until what is there has been measured.
    boolean isFullFor(Tensor prediction) {
        return !predictions.isEmpty()
                && (numbers + prediction.numel() > MOST_NUMBERS || !sameRows(predictions.getFirst(), prediction));
    }

    private static boolean sameRows(Tensor a, Tensor b) {
        int[] one = a.layout().sizes();
        int[] other = b.layout().sizes();
        return one.length == other.length && Arrays.equals(one, 1, one.length, other, 1, other.length);
    }

    /// Keeps copies beyond the step.
    void add(Tensor prediction, Tensor target) {
        predictions.add(prediction.keep());
        targets.add(target.keep());
        numbers += prediction.numel();
    }

    /// Measures all that is there, and forgets it.
    ///
    /// @param into takes name, value and number of samples
    void measure(Map<String, ToDoubleBiFunction<Tensor, Tensor>> metrics, RunState into) {
        if (predictions.isEmpty()) return;
        try (var _ = NoGrad.scope();
                var _ = StepScope.open("the end of the metrics of an epoch")) {
            Tensor prediction = joined(predictions);
            Tensor target = joined(targets);
            metrics.forEach(
                    (name, metric) -> into.add(name, metric.applyAsDouble(prediction, target), prediction.size(0)));
        }
        clear();
    }

    void clear() {
        predictions.clear();
        targets.clear();
        numbers = 0;
    }

    private static Tensor joined(List<Tensor> parts) {
        return parts.size() == 1 ? parts.getFirst() : Tensor.cat(0, parts.toArray(new Tensor[0]));
    }

    /// What is there, for a checkpoint.
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (predictions.isEmpty()) return tensors;
        tensors.put(PREDICTION, joined(predictions));
        tensors.put(TARGET, joined(targets));
        return tensors;
    }

    /// Takes what a checkpoint has.
    void load(Map<String, Tensor> saved) {
        clear();
        @Nullable Tensor prediction = saved.get(PREDICTION);
        @Nullable Tensor target = saved.get(TARGET);
        if (prediction == null || target == null) return;
        predictions.add(prediction);
        targets.add(target);
        numbers = prediction.numel();
    }
}
