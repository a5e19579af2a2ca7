package dev.crema.nn.data;

import dev.crema.tensor.Tensor;
import java.util.function.UnaryOperator;

/// A function that treats a batch as it treats each of its samples, so that a data set may apply it to all at once.
///
/// @param function what it does
/// @param imagesOnly whether that holds for images `[C, H, W]` only
record BatchTransform(UnaryOperator<Tensor> function, boolean imagesOnly) implements UnaryOperator<Tensor> {
    /// One for images.
    static UnaryOperator<Tensor> ofImages(UnaryOperator<Tensor> function) {
        return new BatchTransform(function, true);
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    /// Whether a whole batch may be given.
    boolean takes(Tensor batch) {
        return !imagesOnly || batch.dim() == 4;
    }
}
