package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Elements;
import dev.crema.tensor.layout.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The mean binary cross-entropy of a few probabilities against targets of the same sizes: loss and gradient in one
/// plain loop, where a dozen operations on tensors would cost more than the arithmetic.
public final class BinaryCrossEntropy extends Op {
    /// Up to how many elements this is the faster way.
    public static final int FEW = 1024;

    private static final double LEAST_LOGARITHM = -100;
    private static final double LEAST_VARIANCE = 1e-12;

    private final Tensor targets;
    private @Nullable Tensor slope;

    private BinaryCrossEntropy(Tensor probabilities, Tensor targets) {
        super(NOTHING, probabilities);
        this.targets = targets;
    }

    /// The mean of −(y log p + (1 − y) log(1 − p)), its logarithms cut at −100.
    ///
    /// @param probabilities floats between 0 and 1
    /// @param targets of the same sizes and type, without a gradient
    /// @throws IllegalArgumentException for a probability that is none
    public static Tensor mean(Tensor probabilities, Tensor targets) {
        return Op.apply(new BinaryCrossEntropy(probabilities, targets));
    }

    @Override
    public String name() {
        return "binaryCrossEntropy";
    }

    @Override
    protected Tensor forward() {
        Tensor p = Copying.contiguous(input(0).detach());
        Tensor y = Copying.contiguous(targets.detach());
        Tensor gradient = Kernels.allocateLike(name(), p.dtype(), p);
        Tensor out = Kernels.allocate(name(), p.dtype(), Layout.contiguous());
        Elements.set(p.dtype(), out.storage().address(), entropy(p, y, gradient));
        if (NoGrad.isRecording()) slope = gradient;
        return out;
    }

    private static double entropy(Tensor p, Tensor y, Tensor gradient) {
        DType dtype = p.dtype();
        int bytes = dtype.bytes();
        long count = p.numel();
        long from = p.storage().address() + p.layout().offset() * bytes;
        long truth = y.storage().address() + y.layout().offset() * bytes;
        long slope = gradient.storage().address();
        double sum = 0;
        for (long i = 0; i < count * bytes; i += bytes) {
            double probability = Elements.get(dtype, from + i);
            double target = Elements.get(dtype, truth + i);
            if (probability < 0 || probability > 1) throw noProbability(probability);
            double rest = 1 - probability;
            sum -= target * Math.max(Math.log(probability), LEAST_LOGARITHM)
                    + (1 - target) * Math.max(Math.log(rest), LEAST_LOGARITHM);
            double variance = Math.max(probability * rest, LEAST_VARIANCE);
            Elements.set(dtype, slope + i, (probability - target) / variance / count);
        }
        Reference.reachabilityFence(p);
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(gradient);
        return sum / count;
    }

    /// The refusal of a value that is no probability.
    public static IllegalArgumentException noProbability(double value) {
        return new IllegalArgumentException("BCELoss: the prediction must be probabilities between 0 and 1, got "
                + value + "; end the model with a Sigmoid, or use BCEWithLogitsLoss");
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        if (slope == null) throw new IllegalStateException("binaryCrossEntropy: its gradient was not computed");
        return Arithmetic.scaled(slope, dy);
    }

    @Override
    protected void forget() {
        slope = null;
    }
}
