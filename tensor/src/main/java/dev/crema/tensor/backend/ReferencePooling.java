package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.NativeMemory;

/// Pooling by plain loops.
public class ReferencePooling implements PoolingKernel {

    /// What to do with one output.
    private interface Output {
        /// @param plane the address of its plane's first input
        /// @param out the number of the output
        void at(long plane, long out, int row, int column);
    }

    private static void forEachOutput(PoolingShape shape, long x, Output action) {
        long out = 0;
        for (int plane = 0; plane < shape.planes(); plane++) {
            long from = x + (long) plane * shape.planeIn() * shape.dtype().bytes();
            for (int i = 0; i < shape.down().outputs(); i++)
                for (int j = 0; j < shape.across().outputs(); j++) action.at(from, out++, i, j);
        }
    }

    @Override
    public void maximum(PoolingShape shape, long x, long y, long positions) {
        DType dtype = shape.dtype();
        forEachOutput(shape, x, (plane, out, row, column) -> {
            int best = position(shape, plane, row, column);
            Elements.set(dtype, y + out * dtype.bytes(), Elements.get(dtype, plane + (long) best * dtype.bytes()));
            if (positions != 0) NativeMemory.setInt(positions + 4 * out, best);
        });
    }

    private static int position(PoolingShape shape, long plane, int row, int column) {
        Bins down = shape.down();
        Bins across = shape.across();
        int best = down.from()[row] * across.inputs() + across.from()[column];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = down.from()[row]; i < down.to()[row]; i += down.step())
            for (int j = across.from()[column]; j < across.to()[column]; j += across.step()) {
                int at = i * across.inputs() + j;
                double value = Elements.get(
                        shape.dtype(), plane + (long) at * shape.dtype().bytes());
                if (!(value > most) && !Double.isNaN(value)) continue;
                best = at;
                most = value;
            }
        return best;
    }

    @Override
    public void maximumGradient(PoolingShape shape, long dy, long positions, long dx) {
        DType dtype = shape.dtype();
        NativeMemory.clear(dx, (long) shape.planes() * shape.planeIn() * dtype.bytes());
        forEachOutput(shape, dx, (plane, out, _, _) -> {
            long to = plane + (long) NativeMemory.getInt(positions + 4 * out) * dtype.bytes();
            add(dtype, to, Elements.get(dtype, dy + out * dtype.bytes()));
        });
    }

    @Override
    public void average(PoolingShape shape, long x, long y) {
        DType dtype = shape.dtype();
        forEachOutput(shape, x, (plane, out, row, column) -> {
            double sum = 0;
            for (int i = shape.down().from()[row]; i < shape.down().to()[row]; i++)
                for (int j = shape.across().from()[column]; j < shape.across().to()[column]; j++)
                    sum += Elements.get(
                            dtype, plane + ((long) i * shape.across().inputs() + j) * dtype.bytes());
            Elements.set(dtype, y + out * dtype.bytes(), sum / count(shape, row, column));
        });
    }

    private static double count(PoolingShape shape, int row, int column) {
        return (double) shape.down().spread()[row] * shape.across().spread()[column];
    }

    @Override
    public void averageGradient(PoolingShape shape, long dy, long dx) {
        DType dtype = shape.dtype();
        NativeMemory.clear(dx, (long) shape.planes() * shape.planeIn() * dtype.bytes());
        forEachOutput(shape, dx, (plane, out, row, column) -> {
            double part = Elements.get(dtype, dy + out * dtype.bytes()) / count(shape, row, column);
            for (int i = shape.down().from()[row]; i < shape.down().to()[row]; i++)
                for (int j = shape.across().from()[column]; j < shape.across().to()[column]; j++)
                    add(dtype, plane + ((long) i * shape.across().inputs() + j) * dtype.bytes(), part);
        });
    }

    private static void add(DType dtype, long address, double value) {
        Elements.set(dtype, address, Elements.get(dtype, address) + value);
    }
}
