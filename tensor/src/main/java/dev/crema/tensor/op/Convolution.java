package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.ConvolutionKernel;
import dev.crema.tensor.backend.ConvolutionPass;
import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Window;
import dev.crema.tensor.layout.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The convolution of images with a weight, the work of `Conv2d`: x is `[batch, in, height, width]`, the weight
/// `[out, in / groups, kernel height, kernel width]`, the bias `[out]`, the result `[batch, out, height', width']`
/// with `height' = ⌊(height + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`. As in every library, the
/// kernel is not mirrored: a cross-correlation.
public final class Convolution extends Op {
    private final ConvolutionShape shape;
    private final boolean hasBias;

    /// How the kernel moves; heights first.
    ///
    /// @param groups parts into which both kinds of channels are divided, which do not mix
    public record Steps(int[] stride, int[] padding, int[] dilation, int groups) {
        /// One pixel at a time, without padding.
        public static final Steps PLAIN = new Steps(new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 1);

        private Window window(int axis, int size) {
            return new Window(size, stride[axis], padding[axis], dilation[axis]);
        }
    }

    private Convolution(ConvolutionShape shape, boolean hasBias, Tensor... inputs) {
        super(FIRST + SECOND, inputs);
        this.shape = shape;
        this.hasBias = hasBias;
    }

    /// Convolves `[batch, in, height, width]`, or a single image `[in, height, width]`, whose result is single,
    /// too.
    ///
    /// @param bias null for none
    /// @throws IllegalArgumentException naming the shapes if they do not fit
    public static Tensor apply(Tensor x, Tensor weight, @Nullable Tensor bias, Steps steps) {
        if (x.dim() == 3) return apply(x.unsqueeze(0), weight, bias, steps).squeeze(0);
        ConvolutionShape shape = shape(x, weight, bias, steps);
        Tensor images = Copying.contiguous(x);
        Tensor kernels = Copying.contiguous(weight);
        if (bias == null) return Op.apply(new Convolution(shape, false, images, kernels));
        return Op.apply(new Convolution(shape, true, images, kernels, Copying.contiguous(bias)));
    }

    private static ConvolutionShape shape(Tensor x, Tensor weight, @Nullable Tensor bias, Steps steps) {
        int groups = steps.groups;
        boolean fits = x.dim() == 4
                && weight.dim() == 4
                && x.size(1) == weight.size(1) * groups
                && weight.size(0) % groups == 0
                && (bias == null || bias.dim() == 1 && bias.size(0) == weight.size(0));
        if (!fits)
            throw new IllegalArgumentException(
                    "convolution: expects x [batch, in, height, width] and a weight [out, in / "
                            + groups + ", height, width], got " + x.layout() + " and " + weight.layout()
                            + (bias == null ? "" : " with bias " + bias.layout())
                            + "; the channels of x are in dimension 1");
        DType dtype = x.dtype();
        if (!dtype.isFloating() || dtype != weight.dtype() || bias != null && bias.dtype() != dtype)
            throw new IllegalArgumentException("convolution: needs one float type, got x " + dtype + " " + x.layout()
                    + " and weight " + weight.dtype() + " " + weight.layout() + "; convert x with to("
                    + weight.dtype().name() + ")");
        Window down = steps.window(0, weight.size(2));
        Window across = steps.window(1, weight.size(3));
        if (down.outputs(x.size(2)) < 1 || across.outputs(x.size(3)) < 1)
            throw new IllegalArgumentException(
                    "convolution: the kernel covers [" + down.extent() + ", " + across.extent()
                            + "], more than the padded image " + x.layout()
                            + " has; use a smaller kernel or more padding");
        return new ConvolutionShape(
                dtype, x.size(0), x.size(1), weight.size(0), x.size(2), x.size(3), down, across, groups);
    }

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    protected Tensor forward() {
        Tensor x = input(0); // [batch, in, height, width]
        Tensor weight = input(1); // [out, in / groups, height, width]
        Layout layout = Layout.contiguous(shape.batch(), shape.outChannels(), shape.outHeight(), shape.outWidth());
        Tensor y = Kernels.allocate(name(), x.dtype(), layout);
        if (y.numel() == 0) return y;
        long bias = hasBias ? Kernels.address(input(2)) : 0;
        Backends.convolution(shape, ConvolutionPass.FORWARD)
                .forward(shape, Kernels.address(x), Kernels.address(weight), bias, Kernels.address(y));
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(y);
        return y;
    }

    /// Both gradients at once where one kernel computes both.
    @Override
    protected void gradients(Tensor dy, @Nullable Tensor[] into) {
        ConvolutionKernel forInput = Backends.convolution(shape, ConvolutionPass.INPUT_GRADIENT);
        ConvolutionKernel forWeight = Backends.convolution(shape, ConvolutionPass.WEIGHT_GRADIENT);
        boolean both = input(0).requiresGrad() && input(1).requiresGrad() && forInput.equals(forWeight);
        if (!both || dy.numel() == 0) {
            super.gradients(dy, into);
            return;
        }
        Tensor upstream = Copying.contiguous(dy);
        Tensor dx = Kernels.allocateLike(name(), dy.dtype(), input(0));
        Tensor dw = Kernels.allocateLike(name(), dy.dtype(), input(1));
        forInput.gradients(
                shape,
                Kernels.address(input(0)),
                Kernels.address(input(1)),
                Kernels.address(upstream),
                Kernels.address(dx),
                Kernels.address(dw));
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(upstream);
        into[0] = dx;
        into[1] = dw;
        if (hasBias && input(2).requiresGrad()) into[2] = gradient(2, upstream);
    }

    @Override
    protected boolean hasFusedGradient() {
        return true;
    }

    @Override
    protected Tensor gradient(int input, Tensor dy) {
        if (input == 2) return dy.sum(0, 2, 3);
        Tensor of = input(input);
        Tensor upstream = Copying.contiguous(dy);
        Tensor result = Kernels.allocateLike(name(), of.dtype(), of);
        if (upstream.numel() == 0) {
            Kernels.fill(result, 0);
            return result;
        }
        long to = Kernels.address(result);
        long from = Kernels.address(upstream);
        if (input == 0)
            Backends.convolution(shape, ConvolutionPass.INPUT_GRADIENT)
                    .inputGradient(shape, from, Kernels.address(input(1)), to);
        else
            Backends.convolution(shape, ConvolutionPass.WEIGHT_GRADIENT)
                    .weightGradient(shape, Kernels.address(input(0)), from, to);
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(result);
        return result;
    }
}
