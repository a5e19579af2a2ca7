package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Backend;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.backend.ReductionKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.Storage;
import java.lang.ref.Reference;

/// Where operations meet the backend: allocates results, and keeps the operands reachable while a kernel works on
/// their addresses.
final class Kernels {
    private Kernels() {}

    /// A new dense tensor, its values undefined.
    static Tensor allocate(String op, DType dtype, Layout layout) {
        return Tensor.wrap(Memory.allocate(dtype, layout.numel(), op), layout);
    }

    /// A new dense tensor with the sizes of another, its values undefined.
    static Tensor allocateLike(String op, DType dtype, Tensor like) {
        Layout layout = like.layout();
        boolean reusable = layout.isContiguous() && layout.offset() == 0;
        return allocate(op, dtype, reusable ? layout : Layout.contiguous(layout.sizes()));
    }

    /// Where the first element lies.
    static long address(Tensor x) {
        return x.storage().address() + x.layout().offset() * x.dtype().bytes();
    }

    static Tensor unary(String op, UnaryKernel kernel, Tensor x, DType result) {
        Tensor out = allocateLike(op, result, x);
        unary(kernel, x, out);
        return out;
    }

    static void unary(UnaryKernel kernel, Tensor x, Tensor out) {
        backend().unary(kernel, x.storage(), x.layout(), out.storage(), out.layout());
        fence(x, out);
    }

    /// `x` and `y` have the same sizes already, possibly by stride 0.
    static void binary(BinaryKernel kernel, Tensor x, Tensor y, Tensor out) {
        backend().binary(kernel, x.storage(), x.layout(), y.storage(), y.layout(), out.storage(), out.layout());
        fence(x, out);
        Reference.reachabilityFence(y);
    }

    static Tensor scalar(String op, BinaryKernel kernel, Tensor x, double scalar, DType result) {
        Tensor out = allocateLike(op, result, x);
        backend().scalar(kernel, x.storage(), x.layout(), scalar, out.storage(), out.layout());
        fence(x, out);
        return out;
    }

    static void select(Tensor mask, Tensor a, Tensor b, Tensor out) {
        backend()
                .select(
                        mask.storage(),
                        mask.layout(),
                        a.storage(),
                        a.layout(),
                        b.storage(),
                        b.layout(),
                        out.storage(),
                        out.layout());
        fence(mask, a);
        fence(b, out);
    }

    static void fill(Tensor out, double value) {
        backend().fill(out.storage(), out.layout(), value);
        Reference.reachabilityFence(out);
    }

    static void addScaled(double alpha, Tensor x, Tensor y) {
        backend().addScaled(alpha, x.storage(), x.layout(), y.storage(), y.layout());
        fence(x, y);
    }

    static void reduce(ReductionKernel kernel, Tensor x, Layout xLayout, int kept, Tensor out) {
        backend().reduce(kernel, x.storage(), xLayout, kept, out.storage());
        fence(x, out);
    }

    static void position(ReductionKernel kernel, Tensor x, Layout xLayout, Tensor out) {
        backend().position(kernel, x.storage(), xLayout, out.storage());
        fence(x, out);
    }

    static void softmax(boolean logarithm, Tensor x, Layout xLayout, Tensor out) {
        backend().softmax(logarithm, x.storage(), xLayout, out.storage());
        fence(x, out);
    }

    /// Dense x and y of one float type; `out` has one element.
    static void squaredError(Tensor x, Tensor y, Tensor out) {
        backend().squaredError(x.storage(), x.layout(), y.storage(), y.layout(), out.storage());
        fence(x, out);
        Reference.reachabilityFence(y);
    }

    static void crossEntropy(Tensor logits, Tensor targets, double scale, Tensor losses, Tensor gradient) {
        backend()
                .crossEntropy(
                        logits.storage(),
                        logits.size(0),
                        logits.size(1),
                        targets.storage(),
                        scale,
                        losses.storage(),
                        gradient.storage());
        fence(logits, gradient);
        fence(targets, losses);
    }

    static void update(UpdateRule rule, Tensor parameter, Tensor gradient, Tensor... state) {
        Storage[] storages = new Storage[state.length];
        for (int i = 0; i < state.length; i++) storages[i] = state[i].storage();
        backend().update(rule, parameter.storage(), gradient.storage(), storages);
        fence(parameter, gradient);
        Reference.reachabilityFence(state);
    }

    /// @param owners whose memory the product works on
    static void multiply(Product product, Tensor... owners) {
        Backends.products().multiply(product);
        Reference.reachabilityFence(owners);
    }

    private static Backend backend() {
        return Backends.elementwise();
    }

    private static void fence(Tensor first, Tensor second) {
        Reference.reachabilityFence(first);
        Reference.reachabilityFence(second);
    }
}
