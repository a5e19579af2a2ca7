package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.storage.NativeMemory;
import java.util.function.LongConsumer;
import jdk.incubator.vector.FloatVector;

/// One call of a vector loop on made-up numbers, as `WarmUp` needs it. A switch instead of a lambda for each loop:
/// those would be forty classes to make before the first step.
///
/// @param loop a `UnaryKernel`, a `BinaryKernel`, an `UpdateRule` or a `Loop`
record Practice(Object loop) implements LongConsumer {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final long STEP = FloatVector.SPECIES_PREFERRED.vectorByteSize();
    /// Whole vectors and a rest.
    private static final int COUNT = 7 * LANES + 7;

    private static final long OPERAND = 8 * STEP;
    private static final int OPERANDS = 4;
    /// Compiled, the slowest loop takes a few times less, with the clock; not compiled, the fastest takes more.
    private static final double WARM_NANOS = 800;

    private static final int ENOUGH_CALLS = 2500;
    /// Elements: some milliseconds of work by floats, less than the practice takes from the JIT compiler.
    private static final long WORTH = 2_000_000;

    /// The loops that have no name elsewhere.
    enum Loop {
        FILL,
        ADD_SCALED,
        SUM,
        SQUARED_DISTANCE,
        SUM_ROWS,
        MAX,
        EXPONENTIALS,
        SCALE,
        SQUARED_DEVIATIONS,
        DEVIATION_PRODUCTS,
        COMBINE,
        SCALE_EACH,
        ADD_SCALED_PRODUCTS
    }

    static WarmUp of(Object loop) {
        return new WarmUp(new Practice(loop), (int) (OPERANDS * OPERAND / 4), WORTH, ENOUGH_CALLS, WARM_NANOS);
    }

    @Override
    public void accept(long at) {
        long second = at + OPERAND;
        long third = second + OPERAND;
        if (loop instanceof UnaryKernel kernel) SimdLoops.unary(kernel, at, third, COUNT);
        else if (loop instanceof BinaryKernel kernel) SimdLoops.binary(kernel, at, STEP, second, STEP, third, COUNT);
        else if (loop instanceof UpdateRule rule)
            SimdUpdates.update(rule, COUNT, at, second, third, rule.states() == 2 ? third + OPERAND : 0);
        else run((Loop) loop, at, second, third);
    }

    private static void run(Loop loop, long at, long second, long third) {
        switch (loop) {
            case FILL -> SimdLoops.fill(at, COUNT, 0);
            case ADD_SCALED -> SimdLoops.addScaled(1, at, second, COUNT);
            case SUM -> put(third, SimdReductions.sum(at, COUNT));
            case SQUARED_DISTANCE -> put(third, SimdReductions.squaredDistance(at, second, COUNT));
            case SUM_ROWS -> SimdReductions.sumRows(at, OPERAND, 2, COUNT, third);
            case MAX -> put(third, SimdReductions.max(at, COUNT));
            case EXPONENTIALS -> put(third, SimdReductions.exponentials(at, 0, second, COUNT));
            case SCALE -> SimdReductions.scale(at, 1, 0, second, COUNT);
            case SQUARED_DEVIATIONS -> put(third, SimdMoments.squaredDeviations(at, 0, COUNT));
            case DEVIATION_PRODUCTS -> put(third, SimdMoments.deviationProducts(at, second, 0, COUNT));
            case COMBINE -> SimdMoments.combine(at, 1, second, 1, 0, third, COUNT);
            case SCALE_EACH -> SimdMoments.scaleEach(at, 1, 0, second, third, COUNT);
            case ADD_SCALED_PRODUCTS -> SimdMoments.addScaledProducts(at, 1, 0, second, third, COUNT);
        }
    }

    /// A result that nobody reads, lest it is not computed.
    private static void put(long address, double value) {
        NativeMemory.setFloat(address, (float) value);
    }
}
