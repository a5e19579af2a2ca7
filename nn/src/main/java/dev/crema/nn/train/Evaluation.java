package dev.crema.nn.train;

import dev.crema.nn.Module;
import dev.crema.nn.data.Batch;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.metrics.ClassNames;
import dev.crema.nn.metrics.ClassificationReport;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.Metrics;
import dev.crema.nn.metrics.PrCurve;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.StepScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a model says about a data set, and how right it is.
///
/// ```java
/// var result = Evaluation.of(model, DataLoader.of(Mnist.test(), 1000));
/// printf("%d/%d  %.3f%n", result.correct(), result.size(), result.accuracy());
/// Plot.confusion(result.confusion())
/// ```
public final class Evaluation {
    private static final int BATCH = 1000;

    private final Tensor prediction;
    private final Tensor target;
    private final About data;

    /// @param name of the data set
    /// @param caption its name and how many samples were judged
    /// @param classes the names of its classes, if they have some
    private record About(String name, String caption, List<String> classes) {}

    private Evaluation(Tensor prediction, Tensor target, About data) {
        if (prediction.dim() == 0 || target.dim() == 0 || prediction.size(0) != target.size(0))
            throw new IllegalArgumentException("Evaluation: predictions " + prediction.shape() + " and targets "
                    + target.shape() + " must have the same size in the first dimension");
        this.prediction = prediction.detach();
        this.target = target.detach();
        this.data = data;
    }

    /// Runs the model, in use and without gradients, over all batches; afterwards it is in training or not as
    /// before.
    public static Evaluation of(Module model, DataLoader data) {
        boolean training = model.training();
        List<Tensor> predictions = new ArrayList<>();
        List<Tensor> targets = new ArrayList<>();
        model.eval();
        try (var _ = NoGrad.scope()) {
            for (var batches = data.iterator(); batches.hasNext(); ) {
                try (var _ = StepScope.open("the end of the evaluation of a batch")) {
                    Batch batch = batches.next();
                    predictions.add(model.forward(batch.x()).keep());
                    targets.add(batch.y().keep());
                }
            }
        } finally {
            if (training) model.train();
        }
        Tensor target = joined(targets);
        Dataset judged = data.dataset();
        var about = new About(judged.name(), judged.caption(target.size(0)), judged.classes());
        return new Evaluation(joined(predictions), target, about);
    }

    /// Runs the model over a data set, in batches of 1000.
    public static Evaluation of(Module model, Dataset data) {
        return of(model, DataLoader.of(data, BATCH));
    }

    /// Judges predictions that are there already.
    ///
    /// @param prediction `[batch, …]`
    /// @param target `[batch, …]`
    public static Evaluation of(Tensor prediction, Tensor target) {
        String name = "the given predictions";
        String caption = name + (target.dim() == 0 ? "" : String.format(Locale.ROOT, ", %,d", target.size(0)));
        return new Evaluation(prediction, target, new About(name, caption, ClassNames.of(target)));
    }

    private static Tensor joined(List<Tensor> parts) {
        return Tensor.cat(0, parts.toArray(new Tensor[0]));
    }

    /// The name of the data set.
    public String data() {
        return data.name();
    }

    /// The name of the data set and the number of samples, for titles.
    public String caption() {
        return data.caption();
    }

    /// The names of the classes; their numbers where the data set has none.
    public List<String> classes() {
        int scores = prediction.dim() == 2 ? prediction.size(1) : 1;
        int classes = Math.max(Math.max(2, scores), 1 + truths().max().itemInt());
        // With a column of scores for each class there must be as many names.
        boolean fits =
                scores > 1 ? data.classes().size() == classes : data.classes().size() >= classes;
        return fits
                ? data.classes()
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /// The number of samples.
    public int size() {
        return target.size(0);
    }

    /// What the model said: `[samples, …]`.
    public Tensor prediction() {
        return prediction;
    }

    /// What is true: `[samples, …]`.
    public Tensor target() {
        return target;
    }

    /// The predicted classes, int64 `[samples]`.
    public Tensor predicted() {
        return Metrics.classes(prediction);
    }

    /// The number of right classes.
    public int correct() {
        return predicted().eq(truths()).sum().itemInt();
    }

    /// The share of right classes.
    public double accuracy() {
        return (double) correct() / size();
    }

    /// For each class the share of its samples that were found.
    public double[] perClassAccuracy() {
        return confusion().recall();
    }

    /// The loss over all samples at once.
    public double loss(Loss loss) {
        try (var _ = NoGrad.scope()) {
            return loss.forward(prediction, target).item();
        }
    }

    /// Which class was taken for which.
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(predicted(), truths(), classes());
    }

    /// True positives against false positives, one class against the rest.
    public RocCurve roc() {
        return RocCurve.of(scores(), truths(), classes());
    }

    /// Precision against recall, one class against the rest.
    public PrCurve pr() {
        return PrCurve.of(scores(), truths(), classes());
    }

    /// Precision, recall, F1 and support of each class.
    public ClassificationReport report() {
        return ClassificationReport.of(confusion());
    }

    private Tensor scores() {
        return Metrics.probabilities(prediction);
    }

    private Tensor truths() {
        return target.reshape(-1).to(DType.INT64);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d/%d right on %s (%.1f %%)", correct(), size(), data(), 100 * accuracy());
    }
}
