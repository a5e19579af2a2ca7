package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Bins;
import dev.crema.tensor.backend.PoolingShape;
import dev.crema.tensor.backend.ReferencePooling;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Pooling of float32 planes: maxima of windows that lie within the plane by vectors, once they are compiled, the
/// rest by loops over floats.
public final class SimdPooling extends ReferencePooling {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = S.length();
    private static final int MOST_STRIDE = 4;

    /// The window nearly everybody uses.
    private static final Regular PAIRS = new Regular(2, 2, 2, 2);

    /// How a regular window moves over a plane.
    record Regular(int rows, int columns, int down, int across) {}

    /// Where a vector of outputs comes from and goes to.
    ///
    /// @param first number of its first input element in the plane
    private record Place(long x, int width, int first, long y, long positions) {}

    @Override
    public void maximum(PoolingShape shape, long x, long y, long positions) {
        Regular window = window(shape);
        if (!isRegular(window, shape)) super.maximum(shape, x, y, positions);
        else if (warmUp(window, positions).isDone((long) shape.planes() * shape.planeOut()))
            byVectors(window, shape, x, y, positions);
        else byFloats(shape, x, y, positions);
    }

    /// The same by vectors, however slow they may be yet.
    public void maximumCold(PoolingShape shape, long x, long y, long positions) {
        Regular window = window(shape);
        if (isRegular(window, shape)) byVectors(window, shape, x, y, positions);
        else super.maximum(shape, x, y, positions);
    }

    private static Regular window(PoolingShape shape) {
        int rows = size(shape.down());
        int columns = size(shape.across());
        return new Regular(
                rows, columns, shape.down().regularStride(rows), shape.across().regularStride(columns));
    }

    private static boolean isRegular(Regular window, PoolingShape shape) {
        boolean regular = shape.dtype() == DType.FLOAT32 && window.down > 0 && window.across > 0;
        return regular && window.across <= MOST_STRIDE && shape.planeOut() > 0;
    }

    private static boolean inPairs(Regular window, long positions) {
        return window.equals(PAIRS) && positions != 0;
    }

    private static WarmUp warmUp(Regular window, long positions) {
        return inPairs(window, positions) ? WarmUps.PAIRS : WarmUps.WINDOWS;
    }

    private static void byVectors(Regular window, PoolingShape shape, long x, long y, long positions) {
        long end = y + 4L * shape.planes() * shape.planeOut();
        long inputsEnd = x + 4L * shape.planes() * shape.planeIn();
        boolean pairs = inPairs(window, positions);
        int width = shape.across().inputs();
        int outputs = shape.across().outputs();
        for (int plane = 0; plane < shape.planes(); plane++) {
            long from = x + 4L * plane * shape.planeIn();
            for (int i = 0; i < shape.down().outputs(); i++) {
                long out = (long) plane * shape.planeOut() + (long) i * outputs;
                long where = positions == 0 ? 0 : positions + 4 * out;
                Place place = new Place(from, width, i * window.down * width, y + 4 * out, where);
                int done =
                        pairs ? PooledPairs.row(from, place.first, width, inputsEnd, outputs, place.y, where, end) : 0;
                row(window, place, done, outputs, end);
            }
        }
    }

    /// Loaded when something is pooled.
    private static final class WarmUps {
        static final int WIDTH = 64;
        static final int FLOATS = 8 * WIDTH;
        static final long WORTH = 200_000; // outputs
        static final int ENOUGH_CALLS = 1000;
        static final WarmUp PAIRS = new WarmUp(WarmUps::findPairs, FLOATS, WORTH, ENOUGH_CALLS, 1000);
        static final WarmUp WINDOWS = new WarmUp(WarmUps::find, FLOATS, WORTH, ENOUGH_CALLS, 2000);

        private static void findPairs(long at) {
            long y = at + 16L * WIDTH;
            long positions = y + 4L * WIDTH;
            PooledPairs.row(at, 0, WIDTH, y, WIDTH / 2, y, positions, positions);
        }

        private static void find(long at) {
            long y = at + 16L * WIDTH;
            long positions = y + 4L * WIDTH;
            Regular window = new Regular(3, 3, 2, 2);
            row(window, new Place(at, WIDTH, 0, y, positions), 0, LANES, positions);
            row(window, new Place(at, WIDTH, 0, y, 0), 0, LANES, positions);
        }
    }

    static void byFloats(PoolingShape shape, long x, long y, long positions) {
        Regular window = window(shape);
        int width = shape.across().inputs();
        int outputs = shape.across().outputs();
        var rows = new ScalarPooling(window, width, outputs);
        long out = 0;
        for (int plane = 0; plane < shape.planes(); plane++) {
            long from = x + 4L * plane * shape.planeIn();
            for (int i = 0; i < shape.down().outputs(); i++, out += 4L * outputs)
                rows.row(from, i * window.down * width, y + out, positions == 0 ? 0 : positions + out);
        }
    }

    private static int size(Bins bins) {
        return bins.outputs() == 0 ? 0 : bins.to()[0] - bins.from()[0];
    }

    /// One row of outputs. A vector of windows starts at every element; those that count are then moved together.
    /// What is written behind the row is overwritten by the next one, but for the end of the result.
    private static void row(Regular window, Place place, int from, int outputs, long end) {
        int together = (LANES + window.across - 1) / window.across;
        long lanes = 0;
        for (int i = 0; i < LANES; i += window.across) lanes |= 1L << i;
        for (int j = from; j < outputs; j += together) {
            long y = place.y + 4L * j;
            long positions = place.positions == 0 ? 0 : place.positions + 4L * j;
            int first = place.first + j * window.across;
            int room = (int) Math.min(LANES, (end - y) / 4);
            if (positions == 0) largest(window, place.x + 4L * first, place.width, lanes, y, room);
            else locate(window, place.x, place.width, first, lanes, y, positions, room);
        }
    }

    private static void largest(Regular window, long x, int width, long lanes, long y, int room) {
        FloatVector most = FloatVector.fromMemorySegment(S, MEMORY, x, ORDER);
        for (int u = 0; u < window.rows; u++)
            for (int v = 0; v < window.columns; v++)
                most = most.max(FloatVector.fromMemorySegment(S, MEMORY, x + 4L * (u * width + v), ORDER));
        most.compress(VectorMask.fromLong(S, lanes))
                .intoMemorySegment(MEMORY, y, ORDER, VectorMask.fromLong(S, (1L << room) - 1));
    }

    private static void locate(
            Regular window, long x, int width, int first, long lanes, long y, long positions, int room) {
        long from = x + 4L * first;
        FloatVector most = FloatVector.fromMemorySegment(S, MEMORY, from, ORDER);
        IntVector best = IntVector.zero(I);
        for (int u = 0; u < window.rows; u++)
            for (int v = 0; v < window.columns; v++) {
                int step = u * width + v;
                FloatVector value = FloatVector.fromMemorySegment(S, MEMORY, from + 4L * step, ORDER);
                VectorMask<Float> larger =
                        value.compare(VectorOperators.GT, most).or(value.test(VectorOperators.IS_NAN));
                most = most.blend(value, larger);
                best = best.blend(step, larger.cast(I));
            }
        best = best.add(IntVector.zero(I).addIndex(1)).add(first);
        most.compress(VectorMask.fromLong(S, lanes))
                .intoMemorySegment(MEMORY, y, ORDER, VectorMask.fromLong(S, (1L << room) - 1));
        best.compress(VectorMask.fromLong(I, lanes))
                .intoMemorySegment(MEMORY, positions, ORDER, VectorMask.fromLong(I, (1L << room) - 1));
    }

    @Override
    public void maximumGradient(PoolingShape shape, long dy, long positions, long dx) {
        if (shape.dtype() != DType.FLOAT32) {
            super.maximumGradient(shape, dy, positions, dx);
            return;
        }
        for (int plane = 0; plane < shape.planes(); plane++) {
            long to = dx + 4L * plane * shape.planeIn();
            WarmLoops.fill(to, shape.planeIn(), 0);
            long out = 4L * plane * shape.planeOut();
            scatter(dy + out, positions + out, shape.planeOut(), to);
        }
    }

    private static void scatter(long dy, long positions, int count, long plane) {
        for (long at = 0; at < 4L * count; at += 4) {
            long to = plane + 4L * NativeMemory.getInt(positions + at);
            NativeMemory.setFloat(to, NativeMemory.getFloat(to) + NativeMemory.getFloat(dy + at));
        }
    }

    @Override
    public void average(PoolingShape shape, long x, long y) {
        if (!coversPlanes(shape)) {
            super.average(shape, x, y);
            return;
        }
        for (int plane = 0; plane < shape.planes(); plane++) {
            double sum = WarmLoops.sum(x + 4L * plane * shape.planeIn(), shape.planeIn());
            NativeMemory.setFloat(y + 4L * plane, (float) (sum / shape.planeIn()));
        }
    }

    @Override
    public void averageGradient(PoolingShape shape, long dy, long dx) {
        if (!coversPlanes(shape)) {
            super.averageGradient(shape, dy, dx);
            return;
        }
        for (int plane = 0; plane < shape.planes(); plane++) {
            float part = NativeMemory.getFloat(dy + 4L * plane) / shape.planeIn();
            WarmLoops.fill(dx + 4L * plane * shape.planeIn(), shape.planeIn(), part);
        }
    }

    /// Whether one mean of the whole plane is asked for.
    private static boolean coversPlanes(PoolingShape shape) {
        return shape.dtype() == DType.FLOAT32 && covers(shape.down()) && covers(shape.across());
    }

    private static boolean covers(Bins bins) {
        return bins.outputs() == 1
                && bins.to()[0] - bins.from()[0] == bins.inputs()
                && bins.spread()[0] == bins.inputs();
    }
}
