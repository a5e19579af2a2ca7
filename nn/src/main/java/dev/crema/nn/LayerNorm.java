package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Normalisation;
import dev.crema.tensor.op.Normalisation.Affine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Normalises the last dimensions of every sample by itself: `y = (x − mean) / √(variance + eps) · weight + bias`,
/// with a weight and a bias for each element. The same in training and use.
///
/// ```java
/// var norm = new LayerNorm(8);          // [*, 8], the same out
/// ```
///
/// Source: J. L. Ba, J. R. Kiros, G. E. Hinton, Layer Normalization, 2016.
public final class LayerNorm extends Module {
    private final int[] sizes;
    private double eps = 1e-5;
    private boolean affine = true;
    private @Nullable Parameter weight;
    private @Nullable Parameter bias;

    /// A layer for tensors whose last sizes are these.
    public LayerNorm(int... sizes) {
        if (sizes.length == 0) throw new IllegalArgumentException("LayerNorm(): say the last sizes of x");
        for (int size : sizes) Sizes.atLeast(1, "LayerNorm", size);
        this.sizes = sizes.clone();
    }

    /// What is added to the variance before the root; 1e-5 if not said.
    public LayerNorm eps(double value) {
        if (!(value >= 0)) throw new IllegalArgumentException(label() + ": eps must not be negative, got " + value);
        eps = value;
        return this;
    }

    /// Leaves weight and bias out, or not. To be said before the layer is first used.
    public LayerNorm affine(boolean wanted) {
        if (wanted != affine) Sizes.beforeUse(this, "affine(" + wanted + ")");
        affine = wanted;
        return this;
    }

    @Override
    protected void build() {
        if (!affine) return;
        weight = new Parameter(Tensor.ones(sizes));
        bias = new Parameter(Tensor.zeros(sizes));
    }

    /// The weight, of the sizes of the layer, at first 1.
    ///
    /// @throws IllegalStateException if the layer was made with affine(false)
    public Parameter weight() {
        ensureBuilt();
        if (weight == null) throw new IllegalStateException(label() + " was made with affine(false) and has no weight");
        return weight;
    }

    /// The bias, of the sizes of the layer, at first 0.
    ///
    /// @throws IllegalStateException if the layer was made with affine(false)
    public Parameter bias() {
        ensureBuilt();
        if (bias == null) throw new IllegalStateException(label() + " was made with affine(false) and has no bias");
        return bias;
    }

    @Override
    public Tensor forward(Tensor x) {
        ensureBuilt();
        int[] shape = x.layout().sizes();
        int from = shape.length - sizes.length;
        if (from < 0 || !Arrays.equals(shape, from, shape.length, sizes, 0, sizes.length))
            throw new IllegalArgumentException(
                    label() + " expects " + Arrays.toString(sizes).replace("[", "[*, ") + ", got " + x.shape()
                            + "; make it new LayerNorm with the last sizes of x");
        if (weight != null) Sizes.checkType(label(), weight.dtype(), x);
        Affine scale = weight == null || bias == null ? null : new Affine(weight, bias);
        return seen(Sizes.named(label(), () -> Normalisation.layer(x, sizes.length, scale, eps)));
    }

    @Override
    protected String describe() {
        String shape = Arrays.toString(sizes).replace('[', '(').replace("]", sizes.length == 1 ? ",)" : ")");
        return shape + ", eps=" + Double.toString(eps).replace("E-", "e-0").replace(".0e", "e")
                + ", elementwise_affine=" + (affine ? "True" : "False");
    }
}
