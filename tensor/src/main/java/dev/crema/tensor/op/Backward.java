package dev.crema.tensor.op;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.StepScope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reverse-mode differentiation: walks the operations that a result came from, the youngest first (an operation is
/// always younger than its inputs, so the order of creation is a topological order), and adds up what reaches each
/// tensor.
public final class Backward {
    /// What becomes of the graph that backward walks.
    public enum GraphUse {
        /// It is used up.
        ONCE,
        /// It can be walked again.
        RETAIN,
        /// Gradients are recorded, too, so that they can be differentiated again.
        EXTEND
    }

    private static final int FEW = 256;
    private static final AtomicLong VISITS = new AtomicLong();

    private final long visit = VISITS.incrementAndGet();
    private Op[] found = new Op[32];
    private int count;
    /// The gradients of leaves with hooks, which are to see the sum of all that reaches the leaf.
    private @Nullable Map<Tensor, Tensor> hooked;

    private final boolean records;

    private Backward(boolean records) {
        this.records = records;
    }

    /// Adds the gradient of `root`, weighted with `seed`, to every leaf it depends on.
    ///
    /// @param use what becomes of the graph
    public static void run(Tensor root, Tensor seed, GraphUse use) {
        @Nullable Op rootOp = root.op();
        if (rootOp == null) {
            root.accumulateGradient(seed, false);
            return;
        }
        boolean records = use == GraphUse.EXTEND;
        Backward pass = new Backward(records);
        pass.collect(rootOp);
        pass.sort();
        try (var _ = records ? NoGrad.recording() : NoGrad.scope();
                var _ = records ? null : StepScope.open("the end of backward()")) {
            rootOp.gradient = seed;
            rootOp.ownsGradient = false;
            for (int i = 0; i < pass.count; i++) pass.step(pass.found[i]);
            if (pass.hooked != null) pass.hooked.forEach((leaf, sum) -> leaf.accumulateGradient(sum, false));
        } finally {
            for (int i = 0; i < pass.count; i++) pass.found[i].gradient = null;
        }
        if (use == GraphUse.ONCE) for (int i = 0; i < pass.count; i++) pass.found[i].useUp();
    }

    private void collect(Op root) {
        root.visit = visit;
        found[count++] = root;
        for (int next = 0; next < count; next++) {
            Op op = found[next];
            if (op.isUsedUp())
                throw new IllegalStateException(
                        "backward: the graph of " + op.name()
                                + " was already used by an earlier backward(); call backwardRetainingGraph() there, or compute the loss again");
            if (records && op.hasFusedGradient())
                throw new UnsupportedOperationException("backward: the gradient of " + op.name()
                        + " is computed in one piece and has no gradient of its own; write it with simple operations, or"
                        + " use backward()");
            for (Tensor input : op.inputs()) {
                @Nullable Op maker = input.op();
                if (maker == null || maker.visit == visit) continue;
                maker.visit = visit;
                if (count == found.length) found = Arrays.copyOf(found, 2 * count);
                found[count++] = maker;
            }
        }
    }

    /// Youngest first. Chains come out of `collect` nearly sorted, where insertion is linear.
    private void sort() {
        if (count > FEW) {
            Arrays.sort(found, 0, count, Comparator.comparingLong(Op::order).reversed());
            return;
        }
        for (int i = 1; i < count; i++) {
            Op op = found[i];
            int j = i - 1;
            for (; j >= 0 && found[j].order() < op.order(); j--) found[j + 1] = found[j];
            found[j + 1] = op;
        }
    }

    private void step(Op op) {
        @Nullable Tensor dy = op.gradient;
        if (dy == null) return;
        op.gradient = null;
        dy = op.output().gradientArrived(dy);
        op.checkUnchanged();
        Tensor[] inputs = op.inputs();
        @Nullable Tensor[] gradients = new Tensor[inputs.length];
        op.gradients(dy, gradients);
        for (int i = 0; i < inputs.length; i++) {
            @Nullable Tensor gradient = gradients[i];
            if (gradient != null) pass(inputs[i], gradient, gradient.storage() != dy.storage());
        }
    }

    private void collect(Tensor leaf, Tensor gradient) {
        if (hooked == null) hooked = new LinkedHashMap<>();
        hooked.merge(leaf, gradient, Arithmetic.ADD::apply);
    }

    /// @param fresh whether nobody else refers to the memory of this gradient
    private void pass(Tensor input, Tensor gradient, boolean fresh) {
        @Nullable Op maker = input.op();
        if (maker == null) {
            if (input.hasHooks()) collect(input, gradient);
            else input.accumulateGradient(gradient, fresh);
        } else if (maker.gradient == null) {
            maker.gradient = gradient;
            maker.ownsGradient = false;
        } else if (maker.ownsGradient) {
            Kernels.addScaled(1, gradient, maker.gradient);
        } else {
            maker.gradient = Arithmetic.ADD.apply(maker.gradient, gradient);
            maker.ownsGradient = !records;
        }
    }
}
