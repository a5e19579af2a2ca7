package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.CrossEntropy;

/// The cross-entropy of logits against classes: the mean over the batch of `−log softmax(logits)[class]`.
///
/// ```java
/// var loss = new CrossEntropyLoss().forward(model.forward(x), y);
/// ```
///
/// Shapes: logits `[batch, classes]` (no softmax before), targets int64 `[batch]`.
public final class CrossEntropyLoss implements Loss {
    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        return CrossEntropy.mean(prediction, target);
    }
}
