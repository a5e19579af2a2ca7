package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.backend.UpdateRule;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The loops over dense float32 memory: `SimdLoops`, `SimdReductions` and `SimdUpdates` once the JIT compiler has
/// come to them, and until then the same to the bit by floats. Which NaN a NaN is may differ.
final class WarmLoops {
    /// After so many elements a large operand is asked for again.
    private static final long PART = 1 << 16;

    private static final Map<UnaryKernel, WarmUp> UNARY = new EnumMap<>(UnaryKernel.class);
    private static final Map<BinaryKernel, WarmUp> BINARY = new EnumMap<>(BinaryKernel.class);
    private static final WarmUp FILL = Practice.of(Practice.Loop.FILL);
    private static final WarmUp ADD_SCALED = Practice.of(Practice.Loop.ADD_SCALED);
    private static final WarmUp SUM = Practice.of(Practice.Loop.SUM);
    private static final WarmUp SQUARED_DISTANCE = Practice.of(Practice.Loop.SQUARED_DISTANCE);
    private static final WarmUp SUM_ROWS = Practice.of(Practice.Loop.SUM_ROWS);
    private static final WarmUp MAX = Practice.of(Practice.Loop.MAX);
    private static final WarmUp EXPONENTIALS = Practice.of(Practice.Loop.EXPONENTIALS);
    private static final WarmUp SCALE = Practice.of(Practice.Loop.SCALE);

    static {
        for (UnaryKernel kernel : UnaryKernel.values())
            if (ScalarLoops.handles(kernel)) UNARY.put(kernel, Practice.of(kernel));
        for (BinaryKernel kernel : BinaryKernel.values())
            if (SimdLoops.handles(kernel)) BINARY.put(kernel, Practice.of(kernel));
    }

    private WarmLoops() {}

    /// The updates, loaded when an optimiser needs them.
    private static final class Updates {
        static final WarmUp MOMENTUM = Practice.of(new UpdateRule.Momentum(0, 0, 0, 0, false, false));
        static final WarmUp ADAM = Practice.of(new UpdateRule.Adam(0, 1, 0, 0, 1, 0, 1, false));
        static final WarmUp RMS_PROP = Practice.of(new UpdateRule.RmsProp(0, 0, 1, 0, 0, false));
        static final WarmUp ADAGRAD = Practice.of(new UpdateRule.Adagrad(0, 1, 0));

        static WarmUp of(UpdateRule rule) {
            if (rule instanceof UpdateRule.Momentum) return MOMENTUM;
            if (rule instanceof UpdateRule.Adam) return ADAM;
            return rule instanceof UpdateRule.RmsProp ? RMS_PROP : ADAGRAD;
        }
    }

    static void unary(UnaryKernel kernel, long x, long out, long count) {
        @Nullable WarmUp vectors = UNARY.get(kernel);
        long done = 0;
        for (; done < count && vectors != null && !vectors.isDone(Math.min(PART, count - done)); done += PART)
            ScalarLoops.unary(kernel, x + 4 * done, out + 4 * done, Math.min(PART, count - done));
        if (done < count) SimdLoops.unary(kernel, x + 4 * done, out + 4 * done, count - done);
    }

    static void binary(BinaryKernel kernel, long a, long aStep, long b, long bStep, long out, long count) {
        @Nullable WarmUp vectors = BINARY.get(kernel);
        long aFloat = aStep == 0 ? 0 : 4;
        long bFloat = bStep == 0 ? 0 : 4;
        long done = 0;
        for (; done < count && vectors != null && !vectors.isDone(Math.min(PART, count - done)); done += PART) {
            long part = Math.min(PART, count - done);
            ScalarLoops.binary(kernel, a + aFloat * done, aStep, b + bFloat * done, bStep, out + 4 * done, part);
        }
        if (done < count)
            SimdLoops.binary(kernel, a + aFloat * done, aStep, b + bFloat * done, bStep, out + 4 * done, count - done);
    }

    static void fill(long out, long count, float value) {
        if (FILL.isDone(count)) SimdLoops.fill(out, count, value);
        else ScalarLoops.fill(out, count, value);
    }

    static void addScaled(float alpha, long x, long y, long count) {
        if (ADD_SCALED.isDone(count)) SimdLoops.addScaled(alpha, x, y, count);
        else ScalarLoops.addScaled(alpha, x, y, count);
    }

    static double sum(long x, long count) {
        return SUM.isDone(count) ? SimdReductions.sum(x, count) : ScalarReductions.sum(x, count);
    }

    static double squaredDistance(long x, long y, long count) {
        return SQUARED_DISTANCE.isDone(count)
                ? SimdReductions.squaredDistance(x, y, count)
                : ScalarReductions.squaredDistance(x, y, count);
    }

    static void sumRows(long x, long rowBytes, long rows, long columns, long out) {
        if (SUM_ROWS.isDone(rows * columns)) SimdReductions.sumRows(x, rowBytes, rows, columns, out);
        else ScalarReductions.sumRows(x, rowBytes, rows, columns, out);
    }

    static float max(long x, long count) {
        return MAX.isDone(count) ? SimdReductions.max(x, count) : ScalarReductions.max(x, count);
    }

    static float exponentials(long x, float shift, long out, long count) {
        return EXPONENTIALS.isDone(count)
                ? SimdReductions.exponentials(x, shift, out, count)
                : ScalarReductions.exponentials(x, shift, out, count);
    }

    static void scale(long x, float factor, float term, long out, long count) {
        if (SCALE.isDone(count)) SimdReductions.scale(x, factor, term, out, count);
        else ScalarReductions.scale(x, factor, term, out, count);
    }

    static void update(UpdateRule rule, long count, long w, long g, long first, long second) {
        if (Updates.of(rule).isDone(count)) SimdUpdates.update(rule, count, w, g, first, second);
        else ScalarUpdates.update(rule, count, w, g, first, second);
    }
}
