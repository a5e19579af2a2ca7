package dev.crema.nn;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.LinearMap;
import org.jspecify.annotations.Nullable;

/// A linear layer: `y = x Wᵀ + b`.
///
/// ```java
/// var layer = new Linear(784, 10);
/// var y = layer.forward(x);            // [batch, 784] -> [batch, 10]
/// ```
///
/// Shapes: x `[…, in]`, weight `[out, in]`, bias `[out]`, y `[…, out]`. Weight and bias start uniform in ±1/√in, as
/// in PyTorch.
public final class Linear extends Module {
    private final int in;
    private final int out;
    private final long seed;
    private boolean hasBias = true;
    private @Nullable Parameter weight;
    private @Nullable Parameter bias;

    /// A layer from `in` to `out` numbers. Its values are drawn at first use, from a seed taken now.
    public Linear(int in, int out) {
        if (in < 1 || out < 1)
            throw new IllegalArgumentException("Linear(" + in + ", " + out + "): both sizes must be at least 1");
        this.in = in;
        this.out = out;
        this.seed = Generator.seedOfParameters();
    }

    /// Leaves the bias out, or not. To be said before the layer is first used.
    public Linear bias(boolean wanted) {
        if (isBuilt() && wanted != hasBias)
            throw new IllegalStateException(label() + ".bias(" + wanted
                    + "): the layer has its values already; say it where the layer is made: new Linear(" + in + ", "
                    + out + ").bias("
                    + wanted + ")");
        hasBias = wanted;
        return this;
    }

    @Override
    protected void build() {
        double bound = 1 / Math.sqrt(in);
        Generator generator = Generator.of(seed);
        weight = new Parameter(generator.uniform(-bound, bound, out, in));
        if (hasBias) bias = new Parameter(generator.uniform(-bound, bound, out));
    }

    /// The weight, `[out, in]`.
    public Parameter weight() {
        ensureBuilt();
        if (weight == null) throw new IllegalStateException("not built");
        return weight;
    }

    /// The bias, `[out]`.
    ///
    /// @throws IllegalStateException if the layer has none
    public Parameter bias() {
        ensureBuilt();
        if (bias == null) throw new IllegalStateException(label() + " was made with bias(false) and has no bias");
        return bias;
    }

    @Override
    public Tensor forward(Tensor x) {
        Parameter w = weight();
        if (x.dim() == 0 || x.size(x.dim() - 1) != in) throw wrongShape(x);
        if (x.dtype() != w.dtype())
            throw new IllegalArgumentException(label() + " computes with " + w.dtype() + ", got " + x.dtype() + " "
                    + x.shape() + "; convert with x.to(" + w.dtype().name() + ")");
        return seen(LinearMap.apply(x, w, bias));
    }

    private IllegalArgumentException wrongShape(Tensor x) {
        String remedy = "; make it new Linear(" + (x.dim() == 0 ? 1 : x.size(-1)) + ", " + out
                + "), or pass the output of the layer before";
        long flat = 1;
        for (int d = x.dim() - 1; d >= 0 && flat < in; d--) {
            flat *= x.size(d);
            if (flat == in)
                remedy = d == 0 ? "; flatten it: x.view(-1, " + in + ")" : "; flatten it first: x.flatten(" + d + ")";
        }
        return new IllegalArgumentException(label() + " expects [*, " + in + "], got " + x.shape() + remedy);
    }

    @Override
    protected String describe() {
        return "in_features=" + in + ", out_features=" + out + ", bias=" + (hasBias ? "True" : "False");
    }
}
