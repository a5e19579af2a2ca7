package dev.crema.nn;

import dev.crema.nn.Sizes.Pair;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.Convolution;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A layer that slides kernels over images: `y[b, o, i, j] = bias[o] + Σ weight[o, c, u, v] · x[b, c, i·stride −
/// padding + u·dilation, j·stride − padding + v·dilation]`.
///
/// ```java
/// var layer = new Conv2d(3, 64, 3).padding(1);
/// var y = layer.forward(x);            // [batch, 3, 32, 32] -> [batch, 64, 32, 32]
/// ```
///
/// Shapes: x `[batch, in, height, width]` or one image `[in, height, width]`, weight `[out, in / groups, kernel,
/// kernel]`, bias `[out]`; a side of y has ⌊(side + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 pixels.
/// Weight and bias start uniform in ±1/√(in / groups · kernel²), as in PyTorch. Kernel, stride, padding and
/// dilation may differ between height and width.
public final class Conv2d extends Module {
    private final int in;
    private final int out;
    private final Pair kernel;
    private final long seed;
    private Pair stride;
    private Pair padding = new Pair(0, 0);
    private Pair dilation = new Pair(1, 1);
    private int groups = 1;
    private boolean hasBias = true;
    private @Nullable Parameter weight;
    private @Nullable Parameter bias;

    /// A layer from `in` to `out` channels with square kernels. Its values are drawn at first use, from a seed
    /// taken now.
    public Conv2d(int in, int out, int kernel) {
        this(in, out, kernel, 1);
    }

    /// A layer whose kernels move by `stride` pixels.
    public Conv2d(int in, int out, int kernel, int stride) {
        this(in, out, new int[] {kernel}, stride);
    }

    /// A layer whose kernels are as high and wide as said: `new Conv2d(3, 8, new int[] {3, 1})`.
    public Conv2d(int in, int out, int[] kernel) {
        this(in, out, kernel, 1);
    }

    private Conv2d(int in, int out, int[] kernel, int stride) {
        if (in < 1 || out < 1 || Arrays.stream(kernel).anyMatch(size -> size < 1))
            throw new IllegalArgumentException("Conv2d(" + in + ", " + out + ", "
                    + (kernel.length == 1 ? kernel[0] : Arrays.toString(kernel))
                    + "): channels and kernel must be at least 1");
        this.in = in;
        this.out = out;
        this.kernel = Pair.of(1, "kernel", kernel);
        this.seed = Generator.seedOfParameters();
        this.stride = Pair.of(1, "stride", stride);
    }

    /// By how many pixels the kernels move; 1 if not said.
    public Conv2d stride(int pixels) {
        stride = Pair.of(1, "stride", pixels);
        return this;
    }

    /// By how many rows and columns the kernels move.
    public Conv2d stride(int height, int width) {
        stride = Pair.of(1, "stride", height, width);
        return this;
    }

    /// How many rows and columns of zeros surround the image; none if not said.
    public Conv2d padding(int pixels) {
        padding = Pair.of(0, "padding", pixels);
        return this;
    }

    /// How many rows of zeros lie above and below the image, and columns beside it.
    public Conv2d padding(int height, int width) {
        padding = Pair.of(0, "padding", height, width);
        return this;
    }

    /// The distance between the pixels that a kernel covers; 1 if not said.
    public Conv2d dilation(int pixels) {
        dilation = Pair.of(1, "dilation", pixels);
        return this;
    }

    /// The distance between the rows and between the columns that a kernel covers.
    public Conv2d dilation(int height, int width) {
        dilation = Pair.of(1, "dilation", height, width);
        return this;
    }

    /// Divides both kinds of channels into parts that do not mix. To be said before the layer is first used.
    public Conv2d groups(int count) {
        if (count < 1 || in % count != 0 || out % count != 0)
            throw new IllegalArgumentException("Conv2d(" + in + ", " + out + ", " + kernel.shortly() + ").groups("
                    + count + "): must divide the channels " + in + " and " + out);
        if (count != groups) Sizes.beforeUse(this, "groups(" + count + ")");
        groups = count;
        return this;
    }

    /// Leaves the bias out, or not. To be said before the layer is first used.
    public Conv2d bias(boolean wanted) {
        if (wanted != hasBias) Sizes.beforeUse(this, "bias(" + wanted + ")");
        hasBias = wanted;
        return this;
    }

    @Override
    protected void build() {
        double bound = 1 / Math.sqrt((double) in / groups * kernel.height() * kernel.width());
        Generator generator = Generator.of(seed);
        weight = new Parameter(generator.uniform(-bound, bound, out, in / groups, kernel.height(), kernel.width()));
        if (hasBias) bias = new Parameter(generator.uniform(-bound, bound, out));
    }

    /// The weight, `[out, in / groups, kernel, kernel]`.
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
        boolean fits = (x.dim() == 3 || x.dim() == 4) && x.size(-3) == in;
        if (!fits) throw wrongShape(x);
        Sizes.checkType(label(), w.dtype(), x);
        Convolution.Steps steps = new Convolution.Steps(stride.both(), padding.both(), dilation.both(), groups);
        return seen(Sizes.named(label(), () -> Convolution.apply(x, w, bias, steps)));
    }

    private IllegalArgumentException wrongShape(Tensor x) {
        return new IllegalArgumentException(
                label() + " expects [*, " + in + ", height, width], got " + x.shape() + "; " + remedy(x));
    }

    private String remedy(Tensor x) {
        if (x.dim() == 4 && x.size(3) == in) return "move the channels to the front: x.permute(0, 3, 1, 2)";
        if (x.dim() == 4)
            return "make it new Conv2d(" + x.size(1) + ", " + out + ", " + kernel.shortly()
                    + "), or pass the output of the layer before";
        if (x.dim() == 3 && in == 1) return "give it a dimension of channels: x.unsqueeze(1)";
        int side = x.dim() == 2 ? (int) Math.sqrt((double) x.size(1) / in) : 0;
        if (side > 0 && side * side * in == x.size(1))
            return "make images of it: x.view(-1, " + in + ", " + side + ", " + side + ")";
        return "make images of it with x.view(-1, " + in + ", height, width)";
    }

    @Override
    protected String describe() {
        StringBuilder text = new StringBuilder(in + ", " + out + ", kernel_size=" + kernel + ", stride=" + stride);
        if (!padding.isAll(0)) text.append(", padding=").append(padding);
        if (!dilation.isAll(1)) text.append(", dilation=").append(dilation);
        if (groups != 1) text.append(", groups=").append(groups);
        if (!hasBias) text.append(", bias=False");
        return text.toString();
    }
}
