package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.CrossEntropy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of logits against classes, `−log softmax(logits)[class]`, or against probabilities of classes,
/// `−Σ target · log softmax(logits)`.
///
/// ```java
/// var loss = new CrossEntropyLoss().forward(model.forward(x), y);
/// ```
///
/// Shapes: logits `[batch, classes]` (no softmax before) with int64 targets `[batch]`; `[batch, classes, …]` with
/// `[batch, …]`, such as a class for each pixel; or `[classes]` with a scalar. Probabilities have the shape of the
/// logits. With class weights the mean is a weighted one, as in PyTorch.
public final class CrossEntropyLoss implements Loss {
    private static final String NAME = "crossEntropy";

    private Reduction reduction = Reduction.MEAN;
    private @Nullable Tensor weight;
    private long ignoreIndex = -100;
    private double smoothing;

    /// Mean, sum, or the losses of all samples.
    public CrossEntropyLoss reduction(Reduction wanted) {
        reduction = wanted.general("CrossEntropyLoss");
        return this;
    }

    /// How much each class counts, `[classes]`.
    public CrossEntropyLoss weight(Tensor ofClasses) {
        weight = ofClasses.detach();
        return this;
    }

    /// A target that says nothing: it adds neither loss nor gradient. −100 unless said otherwise.
    public CrossEntropyLoss ignoreIndex(long target) {
        ignoreIndex = target;
        return this;
    }

    /// The share of each target that is spread evenly over all classes, between 0 and 1 (Szegedy et al. 2016).
    public CrossEntropyLoss labelSmoothing(double share) {
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException(
                    "CrossEntropyLoss: labelSmoothing must be between 0 and 1, got " + share);
        smoothing = share;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        boolean alike = target.dim() > 0
                && Arrays.equals(prediction.layout().sizes(), target.layout().sizes());
        if (alike && target.dtype().isFloating()) return ofProbabilities(prediction, target);
        if (target.dtype().isFloating() && target.dim() < prediction.dim())
            throw new IllegalArgumentException("crossEntropy: targets must be int64 classes, got " + target.dtype()
                    + " " + target.shape() + "; convert with to(INT64)");
        Classes classes = Classes.of(NAME, prediction, target, ignoreIndex);
        if (isPlain(classes)) return CrossEntropy.mean(classes.scores(), classes.targets());
        Tensor logits = classes.scores();
        Classes.checkWeight(NAME, weight, logits.size(1));
        Tensor logarithms = logits.logSoftmax(1);
        Tensor weights = classes.weights(weight);
        Tensor losses = classes.picked(logarithms).mul(weights).neg();
        if (smoothing > 0)
            losses = losses.mul(1 - smoothing).add(spread(classes, logarithms).mul(smoothing / logits.size(1)));
        return classes.reduced(losses, weights, reduction);
    }

    /// Whether softmax, loss and gradient can be computed in one pass.
    private boolean isPlain(Classes classes) {
        return reduction == Reduction.MEAN
                && weight == null
                && smoothing == 0
                && classes.valid() == null
                && classes.targets().numel() > 0;
    }

    private Tensor spread(Classes classes, Tensor logarithms) {
        Tensor weighted = weight == null ? logarithms : logarithms.mul(weight.to(logarithms.dtype()));
        return classes.masked(weighted.sum(1).neg());
    }

    private Tensor ofProbabilities(Tensor prediction, Tensor target) {
        Tensor logits = Classes.rows(prediction);
        Tensor y = Classes.rows(target).to(logits.dtype());
        int classes = logits.size(1);
        Classes.checkWeight(NAME, weight, classes);
        if (smoothing > 0) y = y.mul(1 - smoothing).add(smoothing / classes);
        Tensor terms = logits.logSoftmax(1).mul(y);
        if (weight != null) terms = terms.mul(weight.to(logits.dtype()));
        Tensor losses = terms.sum(1).neg();
        if (reduction != Reduction.NONE) return reduction.of(losses);
        int[] sizes = prediction.layout().sizes();
        if (sizes.length == 1) return losses.view();
        int[] kept = new int[sizes.length - 1];
        kept[0] = sizes[0];
        System.arraycopy(sizes, 2, kept, 1, sizes.length - 2);
        return losses.view(kept);
    }

    @Override
    public String toString() {
        return "CrossEntropyLoss()";
    }
}
