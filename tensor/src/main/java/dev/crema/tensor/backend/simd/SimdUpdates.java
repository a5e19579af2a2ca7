package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The updates of optimisers in float32: each reads and writes parameter and state once. A last part that does not
/// fill a vector is done with a mask outside the loop, on blocks that are padded to a cache line.
final class SimdUpdates {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = S.vectorByteSize();

    private SimdUpdates() {}

    /// Whether there is a kernel for the rule.
    static boolean handles(UpdateRule rule) {
        return switch (rule) {
            case UpdateRule.Momentum _, UpdateRule.Adagrad _ -> true;
            case UpdateRule.Adam adam -> !adam.largest();
            case UpdateRule.RmsProp rms -> rms.states() == 1;
        };
    }

    /// @param w address of the parameter
    /// @param g address of the gradient
    /// @param first address of the first state
    /// @param second address of the second state, 0 for none
    static void update(UpdateRule rule, long count, long w, long g, long first, long second) {
        switch (rule) {
            case UpdateRule.Momentum momentum -> momentum(momentum, count, w, g, first);
            case UpdateRule.Adam adam -> adam(adam, count, w, g, first, second);
            case UpdateRule.RmsProp rms -> rmsProp(rms, count, w, g, first);
            case UpdateRule.Adagrad adagrad -> adagrad(adagrad, count, w, g, first);
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(S, MEMORY, address, ORDER);
    }

    private static void store(FloatVector vector, long address, long bytes) {
        if (bytes >= STEP) vector.intoMemorySegment(MEMORY, address, ORDER);
        else vector.intoMemorySegment(MEMORY, address, ORDER, S.indexInRange(0, bytes / 4));
    }

    private static void momentum(UpdateRule.Momentum rule, long count, long w, long g, long state) {
        float keep = rule.first() ? 0 : (float) rule.momentum();
        float take = rule.first() ? 1 : (float) (1 - rule.dampening());
        float decay = (float) rule.decay();
        float ahead = rule.nesterov() ? (float) rule.momentum() : 1;
        float slopeToo = rule.nesterov() ? 1 : 0;
        float rate = (float) -rule.rate();
        for (long at = 0, bytes = 4 * count; at < bytes; at += STEP) {
            FloatVector weight = load(w + at);
            FloatVector slope = weight.mul(decay).add(load(g + at));
            FloatVector velocity = load(state + at).mul(keep).add(slope.mul(take));
            store(velocity, state + at, bytes - at);
            store(velocity.mul(ahead).add(slope.mul(slopeToo)).mul(rate).add(weight), w + at, bytes - at);
        }
    }

    private static void adam(UpdateRule.Adam rule, long count, long w, long g, long mean, long square) {
        float beta1 = (float) rule.beta1();
        float rest1 = (float) (1 - rule.beta1());
        float beta2 = (float) rule.beta2();
        float rest2 = (float) (1 - rule.beta2());
        float decay = (float) rule.decay();
        float shrink = (float) rule.shrink();
        // step m / (√v / root + ε) = step root m / (√v + root ε): one division less
        float rate = (float) (-rule.step() * rule.root());
        float epsilon = (float) (rule.root() * rule.epsilon());
        for (long at = 0, bytes = 4 * count; at < bytes; at += STEP) {
            FloatVector weight = load(w + at);
            FloatVector slope = weight.mul(decay).add(load(g + at));
            FloatVector m = load(mean + at).mul(beta1).add(slope.mul(rest1));
            FloatVector v = load(square + at).mul(beta2).add(slope.mul(slope).mul(rest2));
            store(m, mean + at, bytes - at);
            store(v, square + at, bytes - at);
            FloatVector change = m.mul(rate).div(v.sqrt().add(epsilon));
            store(weight.mul(shrink).add(change), w + at, bytes - at);
        }
    }

    private static void rmsProp(UpdateRule.RmsProp rule, long count, long w, long g, long square) {
        float alpha = (float) rule.alpha();
        float rest = (float) (1 - rule.alpha());
        float decay = (float) rule.decay();
        float rate = (float) -rule.rate();
        float epsilon = (float) rule.epsilon();
        for (long at = 0, bytes = 4 * count; at < bytes; at += STEP) {
            FloatVector weight = load(w + at);
            FloatVector slope = weight.mul(decay).add(load(g + at));
            FloatVector v = load(square + at).mul(alpha).add(slope.mul(slope).mul(rest));
            store(v, square + at, bytes - at);
            store(slope.mul(rate).div(v.sqrt().add(epsilon)).add(weight), w + at, bytes - at);
        }
    }

    private static void adagrad(UpdateRule.Adagrad rule, long count, long w, long g, long squares) {
        float decay = (float) rule.decay();
        float rate = (float) -rule.rate();
        float epsilon = (float) rule.epsilon();
        for (long at = 0, bytes = 4 * count; at < bytes; at += STEP) {
            FloatVector weight = load(w + at);
            FloatVector slope = weight.mul(decay).add(load(g + at));
            FloatVector sum = load(squares + at).add(slope.mul(slope));
            store(sum, squares + at, bytes - at);
            store(slope.mul(rate).div(sum.sqrt().add(epsilon)).add(weight), w + at, bytes - at);
        }
    }
}
