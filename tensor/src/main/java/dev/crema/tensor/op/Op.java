package dev.crema.tensor.op;

import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One operation on tensors: its forward, its gradient, and, once applied, a node of the graph that backward walks.
///
/// Gradients are written with tensor operations, so they can be recorded and differentiated again; a fused one that
/// cannot says so by `hasFusedGradient`.
public abstract class Op {
    /// Bits of `reads`: what the gradient needs the values of. Backward refuses if one of them changed meanwhile.
    protected static final int NOTHING = 0;

    protected static final int FIRST = 1;
    protected static final int SECOND = 2;
    protected static final int THIRD = 4;
    protected static final int OUTPUT = 8;

    private static final AtomicLong ORDER = new AtomicLong();
    private static final Tensor[] NONE = {};

    private Tensor[] inputs;
    private final int reads;
    private long order;
    private int firstVersion;
    private int secondVersion;
    private int thirdVersion;
    private int outputVersion;
    private boolean usedUp;
    private @Nullable Tensor output;

    // the state of a backward pass that is going on
    @Nullable
    Tensor gradient;

    boolean ownsGradient;
    long visit;

    /// @param reads what `gradient` reads the values of: a sum of `FIRST`, `SECOND`, `THIRD`, `OUTPUT`
    protected Op(int reads, Tensor... inputs) {
        this.reads = reads;
        this.inputs = inputs;
    }

    /// The name, as messages and `grad_fn` show it.
    public abstract String name();

    /// Computes the result. Called once.
    protected abstract Tensor forward();

    /// The gradient for one input, given that of the output: `dy` itself, a view of it, or a tensor made here. Its
    /// sizes are those of the input. Not asked for inputs that need none.
    protected abstract Tensor gradient(int input, Tensor dy);

    /// The gradients for all inputs that need one, where computing them together is cheaper; `into` has a place for
    /// each input.
    protected void gradients(Tensor dy, @Nullable Tensor[] into) {
        for (int i = 0; i < into.length; i++) if (input(i).requiresGrad()) into[i] = gradient(i, dy);
    }

    /// Whether a kernel computes the gradient, which then has no gradient of its own.
    protected boolean hasFusedGradient() {
        return false;
    }

    /// The result of an operation, which remembers where it came from if recording is on and an input needs a
    /// gradient.
    protected static Tensor apply(Op op) {
        Tensor result = op.forward();
        if (op.needsGradient() && NoGrad.isRecording() && result.dtype().isFloating()) op.record(result);
        return result;
    }

    private boolean needsGradient() {
        for (Tensor input : inputs) if (input.requiresGrad()) return true;
        return false;
    }

    private void record(Tensor result) {
        order = ORDER.incrementAndGet();
        output = result;
        if ((reads & FIRST) != 0) firstVersion = inputs[0].storage().version();
        if ((reads & SECOND) != 0) secondVersion = inputs[1].storage().version();
        if ((reads & THIRD) != 0) thirdVersion = inputs[2].storage().version();
        if ((reads & OUTPUT) != 0) outputVersion = result.storage().version();
        result.recordedBy(this);
    }

    /// One of the inputs.
    protected final Tensor input(int i) {
        return inputs[i];
    }

    /// The result, once recorded.
    protected final Tensor output() {
        if (output == null) throw new IllegalStateException(name() + ": not recorded");
        return output;
    }

    /// The inputs, for those who walk the graph; none after backward has used it up.
    public final Tensor[] inputs() {
        return inputs;
    }

    final long order() {
        return order;
    }

    final boolean isUsedUp() {
        return usedUp;
    }

    /// Refuses if a value that the gradient reads was changed in place since.
    final void checkUnchanged() {
        if ((reads & FIRST) != 0) checkUnchanged(inputs[0], firstVersion, "its input");
        if ((reads & SECOND) != 0) checkUnchanged(inputs[1], secondVersion, "its second input");
        if ((reads & THIRD) != 0) checkUnchanged(inputs[2], thirdVersion, "its third input");
        if ((reads & OUTPUT) != 0) checkUnchanged(output(), outputVersion, "its result");
    }

    private void checkUnchanged(Tensor tensor, int version, String what) {
        int now = tensor.storage().version();
        if (now != version)
            throw new IllegalStateException("backward: " + name() + " needs " + what + " " + tensor.shape()
                    + " as it was, but it was changed in place " + (now - version)
                    + " time(s) since (assign, or optimizer.step before backward); use x.copy() before changing it");
    }

    /// Forgets inputs and result, so that their memory can go.
    void useUp() {
        usedUp = true;
        inputs = NONE;
        if (output != null) output.storage().graphUsedUp();
        output = null;
        forget();
    }

    /// Drops what else was saved for the gradient.
    protected void forget() {}
}
