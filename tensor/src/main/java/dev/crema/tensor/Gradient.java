package dev.crema.tensor;

import dev.crema.tensor.op.Arithmetic;
import dev.crema.tensor.op.Copying;
import dev.crema.tensor.op.Creation;
import dev.crema.tensor.op.PendingProduct;
import dev.crema.tensor.storage.StepScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The gradient of one tensor: what backward passes added up, and who wants to know.
///
/// A gradient that nobody looked at gives its memory to the next one, so that a training loop allocates nothing
/// here.
final class Gradient {
    private static final int LARGE = 1024;

    private @Nullable Tensor value;
    private @Nullable Tensor spare;
    private @Nullable List<Hook> hooks;
    private @Nullable PendingProduct pending;
    private final Runnable compute = this::compute;
    private boolean seen;
    private boolean retained;

    boolean isPresent() {
        return value != null || pending != null;
    }

    /// The gradient, for somebody who may keep it.
    Tensor value() {
        seen = true;
        return peek();
    }

    /// The gradient, for somebody who only reads it now.
    Tensor peek() {
        compute();
        if (value == null) throw new IllegalStateException("no gradient");
        return value;
    }

    /// The gradient, for somebody who changes it: without a graph, in memory that is nobody else's.
    Tensor own() {
        Tensor own = peek();
        if (own.requiresGrad()) value = own = own.keep();
        return own;
    }

    /// `target += alpha · gradient`.
    void addTo(Tensor target, double alpha) {
        if (pending != null && target.isContiguous()) {
            target.storage().changing();
            // the weight itself may have been a factor: then it was computed just now
            if (pending != null) {
                pending.addTo(target, alpha);
                return;
            }
        }
        Arithmetic.addInPlace(alpha, peek(), target);
    }

    void clear() {
        if (pending != null) {
            pending.close(compute);
            pending = null;
        }
        if (value == null) return;
        spare = seen || value.requiresGrad() ? null : value;
        value = null;
        seen = false;
    }

    /// Takes a product as the gradient, to be computed when somebody looks. False where it has to be a tensor now.
    boolean defer(Tensor of, PendingProduct.Factors factors) {
        if (isPresent()
                || hooks != null
                || retained
                || of.dtype() != factors.x().dtype()) return false;
        pending = new PendingProduct(factors);
        pending.beforeChange(compute);
        return true;
    }

    /// Writes a small first gradient straight into its memory. False where it is large, there is one already, or
    /// somebody wants to see it on its way.
    boolean write(Tensor of, Consumer<Tensor> kernel) {
        if (of.numel() > LARGE || isPresent() || hooks != null || retained) return false;
        Tensor place = spare == null ? Creation.keptLike(of) : spare;
        spare = null;
        place.storage().changing();
        kernel.accept(place);
        value = place;
        return true;
    }

    /// Turns a pending product into a tensor.
    private void compute() {
        if (pending == null) return;
        value = pending.dense(spare);
        spare = null;
        pending.close(compute);
        pending = null;
    }

    void retain() {
        retained = true;
    }

    /// One registration: the same function may be registered twice.
    private static final class Hook {
        private final UnaryOperator<@Nullable Tensor> function;

        Hook(UnaryOperator<@Nullable Tensor> function) {
            this.function = function;
        }

        /// What the function makes of a gradient; null leaves it as it is.
        Tensor apply(Tensor gradient) {
            @Nullable Tensor changed = function.apply(gradient);
            if (changed == null) return gradient;
            if (!changed.layout().sameSizes(gradient.layout()))
                throw new IllegalStateException("registerHook: the function made " + changed.shape() + " of a gradient "
                        + gradient.shape() + "; it must keep the sizes");
            return changed;
        }
    }

    /// @return takes it away again
    Runnable hook(UnaryOperator<@Nullable Tensor> function) {
        Hook hook = new Hook(function);
        if (hooks == null) hooks = new ArrayList<>();
        hooks.add(hook);
        return () -> unhook(hook);
    }

    private void unhook(Hook hook) {
        if (hooks == null) return;
        hooks.remove(hook);
        if (hooks.isEmpty()) hooks = null;
    }

    /// What goes on from an intermediate result whose gradient is complete.
    Tensor passing(Tensor of, Tensor dy) {
        Tensor passed = hooked(dy);
        if (retained) add(of, passed, false);
        return passed;
    }

    /// A gradient that reached a leaf.
    ///
    /// @param fresh whether nobody else uses the gradient's memory
    void accumulate(Tensor of, Tensor dy, boolean fresh) {
        add(of, hooked(dy), fresh && hooks == null);
    }

    /// A hook may keep what it gets, and give away what it has: both are copies.
    private Tensor hooked(Tensor dy) {
        if (hooks == null) return dy;
        boolean records = NoGrad.isRecording();
        Tensor passed = records ? dy : dy.keep();
        try (var _ = StepScope.pause()) {
            for (Hook hook : List.copyOf(hooks)) passed = hook.apply(passed); // they may change the list
        }
        return records ? passed : passed.detach().copy();
    }

    boolean isHooked() {
        return hooks != null;
    }

    private void add(Tensor of, Tensor dy, boolean fresh) {
        compute();
        if (NoGrad.isRecording() && (dy.requiresGrad() || value != null && value.requiresGrad())) {
            value = value == null ? dy : value.add(dy);
        } else if (value != null) {
            Arithmetic.addInPlace(1, dy, own());
        } else if (fresh && dy.isContiguous() && dy.numel() > LARGE) {
            if (spare != null) spare.storage().release("zeroGrad()");
            spare = null;
            dy.storage().keep();
            value = dy.detach();
        } else {
            Tensor place = spare == null ? Creation.keptLike(of) : spare;
            Copying.assign(place, dy);
            value = place;
            spare = null;
        }
    }
}
