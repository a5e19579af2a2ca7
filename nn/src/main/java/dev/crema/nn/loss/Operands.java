package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import java.util.Arrays;

/// What a loss of elements checks about prediction and target. One for each loss, because the warning comes once.
final class Operands {
    private final String loss;
    private boolean warned;

    Operands(String loss) {
        this.loss = loss;
    }

    /// The target as floats of the prediction's type. Other sizes that broadcast are computed, but not silently:
    /// they are hardly ever meant.
    ///
    /// @throws IllegalArgumentException if prediction and target do not fit
    Tensor target(Tensor prediction, Tensor target) {
        requireFloats(prediction);
        if (!isSame(prediction, target)) {
            int[] sizes = broadcast(prediction, target);
            if (!warned)
                System.err.println("warning: " + loss + ": prediction " + prediction.shape() + " and target "
                        + target.shape() + " are compared as " + Arrays.toString(sizes)
                        + ", every element with every other; bring both to one shape with squeeze(1) or view(-1, 1)");
            warned = true;
        }
        return target.to(prediction.dtype());
    }

    /// The target as floats of the prediction's type, of exactly its sizes.
    Tensor sameSizes(Tensor prediction, Tensor target) {
        requireFloats(prediction);
        if (!isSame(prediction, target)) throw doNotFit(prediction, target);
        return target.to(prediction.dtype());
    }

    void requireFloats(Tensor prediction) {
        if (!prediction.dtype().isFloating())
            throw new IllegalArgumentException(loss + ": the prediction must be of floats, got " + prediction.dtype()
                    + " " + prediction.shape() + "; prediction comes first, target second");
    }

    private static boolean isSame(Tensor prediction, Tensor target) {
        return Arrays.equals(prediction.layout().sizes(), target.layout().sizes());
    }

    private int[] broadcast(Tensor prediction, Tensor target) {
        int[] sizes = new int[Math.max(prediction.dim(), target.dim())];
        for (int d = 1; d <= sizes.length; d++) {
            int a = d <= prediction.dim() ? prediction.size(-d) : 1;
            int b = d <= target.dim() ? target.size(-d) : 1;
            if (a != b && a != 1 && b != 1) throw doNotFit(prediction, target);
            sizes[sizes.length - d] = a == 1 ? b : a;
        }
        return sizes;
    }

    private IllegalArgumentException doNotFit(Tensor prediction, Tensor target) {
        return new IllegalArgumentException(loss + ": prediction " + prediction.shape() + " and target "
                + target.shape() + " differ; bring both to one shape with squeeze(1) or view(-1, 1)");
    }
}
