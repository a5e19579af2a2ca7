package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of classes: `−logProbability[class]`. After a `LogSoftmax` it is the cross-entropy.
///
/// ```java
/// var loss = new NLLLoss().forward(x.logSoftmax(1), y);
/// ```
///
/// Shapes: log-probabilities `[batch, classes]` with int64 targets `[batch]`; `[batch, classes, …]` with `[batch,
/// …]`; or `[classes]` with a scalar.
public final class NLLLoss implements Loss {
    private Reduction reduction = Reduction.MEAN;
    private @Nullable Tensor weight;
    private long ignoreIndex = -100;

    /// Mean, sum, or the losses of all samples. With class weights the mean is a weighted one.
    public NLLLoss reduction(Reduction wanted) {
        reduction = wanted.general("NLLLoss");
        return this;
    }

    /// How much each class counts, `[classes]`.
    public NLLLoss weight(Tensor ofClasses) {
        weight = ofClasses.detach();
        return this;
    }

    /// A target that says nothing: it adds neither loss nor gradient. −100 unless said otherwise.
    public NLLLoss ignoreIndex(long target) {
        ignoreIndex = target;
        return this;
    }

    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        Classes classes = Classes.of("NLLLoss", prediction, target, ignoreIndex);
        Classes.checkWeight("NLLLoss", weight, classes.scores().size(1));
        Tensor weights = classes.weights(weight);
        Tensor losses = classes.picked(classes.scores()).mul(weights).neg();
        return classes.reduced(losses, weights, reduction);
    }

    @Override
    public String toString() {
        return "NLLLoss()";
    }
}
