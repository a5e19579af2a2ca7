package dev.crema.nn;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Creation;
import dev.crema.tensor.op.Normalisation;
import dev.crema.tensor.op.Normalisation.Affine;
import dev.crema.tensor.op.Normalisation.Statistics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the batch norms have in common. The running statistics are buffers under PyTorch's names.
///
/// @param <L> the layer itself, so that fluent words keep its type
abstract class BatchNorm<L extends BatchNorm<L>> extends Module {
    private final int channels;
    private double eps = 1e-5;
    private double momentum = 0.1;
    private boolean cumulative;
    private boolean affine = true;
    private @Nullable Parameter weight;
    private @Nullable Parameter bias;
    private transient @Nullable Tensor runningMean;
    private transient @Nullable Tensor runningVar;
    private transient @Nullable Tensor batches;

    BatchNorm(int channels) {
        this.channels = Sizes.atLeast(1, getClass().getSimpleName(), channels);
    }

    abstract L self();

    /// What x has to look like, and whether this one does.
    abstract String expected(int channels);

    abstract boolean fits(Tensor x);

    /// What is added to the variance before the root; 1e-5 if not said.
    public L eps(double value) {
        if (!(value >= 0)) throw new IllegalArgumentException(label() + ": eps must not be negative, got " + value);
        eps = value;
        return self();
    }

    /// How far running statistics move to those of a batch; 0.1 if not said.
    public L momentum(double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": momentum must be between 0 and 1, got " + value);
        momentum = value;
        cumulative = false;
        return self();
    }

    /// Makes the running statistics the plain mean over all batches so far: PyTorch's `momentum=None`.
    public L cumulative() {
        cumulative = true;
        return self();
    }

    /// Leaves weight and bias out, or not. To be said before the layer is first used.
    public L affine(boolean wanted) {
        if (wanted != affine) Sizes.beforeUse(this, "affine(" + wanted + ")");
        affine = wanted;
        return self();
    }

    @Override
    protected void build() {
        if (affine) {
            weight = new Parameter(Tensor.ones(channels));
            bias = new Parameter(Tensor.zeros(channels));
        }
        runningMean = Creation.keptLike(Tensor.zeros(channels));
        Tensor variance = Creation.keptLike(Tensor.zeros(channels));
        variance.assign(1);
        runningVar = variance;
        batches = Creation.keptLike(Tensor.scalar(0));
    }

    @Override
    Map<String, Tensor> buffers() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put("running_mean", runningMean());
        named.put("running_var", runningVar());
        named.put("num_batches_tracked", built(batches));
        return named;
    }

    /// The weight, `[channels]`, at first 1.
    ///
    /// @throws IllegalStateException if the layer was made with affine(false)
    public Parameter weight() {
        ensureBuilt();
        if (weight == null) throw new IllegalStateException(label() + " was made with affine(false) and has no weight");
        return weight;
    }

    /// The bias, `[channels]`, at first 0.
    ///
    /// @throws IllegalStateException if the layer was made with affine(false)
    public Parameter bias() {
        ensureBuilt();
        if (bias == null) throw new IllegalStateException(label() + " was made with affine(false) and has no bias");
        return bias;
    }

    /// The mean of each channel that `eval` uses, `[channels]`.
    public Tensor runningMean() {
        ensureBuilt();
        return built(runningMean);
    }

    /// The variance of each channel that `eval` uses, `[channels]`, divided by count − 1.
    public Tensor runningVar() {
        ensureBuilt();
        return built(runningVar);
    }

    private static Tensor built(@Nullable Tensor buffer) {
        if (buffer == null) throw new IllegalStateException("not built");
        return buffer;
    }

    @Override
    public Tensor forward(Tensor x) {
        ensureBuilt();
        if (!fits(x) || x.size(1) != channels)
            throw new IllegalArgumentException(
                    label() + " expects " + expected(channels) + ", got " + x.shape() + "; " + remedy(x));
        Sizes.checkType(label(), runningMean().dtype(), x);
        Affine scale = weight == null || bias == null ? null : new Affine(weight, bias);
        Statistics running = new Statistics(runningMean(), runningVar());
        if (!training()) return seen(Sizes.named(label(), () -> Normalisation.batch(x, scale, running, eps)));
        Tensor count = built(batches);
        double share = cumulative ? 1 / (count.item() + 1) : momentum;
        Tensor y = Sizes.named(label(), () -> Normalisation.batchInTraining(x, scale, running, share, eps));
        NoGrad.noGrad(() -> count.assign(count.add(1)));
        return seen(y);
    }

    private String remedy(Tensor x) {
        String layer = getClass().getSimpleName();
        return fits(x)
                ? "make it new " + layer + "(" + x.size(1) + ")"
                : "use a batch norm for this number of dimensions, or unsqueeze(0) for a single sample";
    }

    @Override
    protected String describe() {
        return channels + ", eps=" + Double.toString(eps).replace("E-", "e-0").replace(".0e", "e") + ", momentum="
                + (cumulative ? "None" : Double.toString(momentum)) + ", affine=" + (affine ? "True" : "False")
                + ", track_running_stats=True";
    }
}
