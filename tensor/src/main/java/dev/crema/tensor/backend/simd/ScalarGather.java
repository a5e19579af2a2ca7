package dev.crema.tensor.backend.simd;

import dev.crema.tensor.storage.NativeMemory;
import java.util.Arrays;

/// The products of `GatheredProduct` to the bit by loops over floats, for the time until the JIT compiler has come
/// to the vector kernels.
final class ScalarGather {
    private final GatheredProduct product;
    private final float[][] b;
    private final long[] steps;
    private final float[] picked;
    private final float[] sums;
    private final float[] before;

    ScalarGather(GatheredProduct product) {
        this.product = product;
        int terms = Math.min(GatheredProduct.BLOCK, product.stepCount());
        b = new float[terms][product.lanes()];
        steps = new long[terms];
        picked = new float[terms];
        sums = new float[product.lanes()];
        before = new float[product.lanes()];
    }

    /// Terms are added up a block at a time, as the vector kernels do it.
    void multiply(long a, long right, long out, boolean adds) {
        int lanes = product.lanes();
        for (int from = 0; from < product.stepCount(); from += GatheredProduct.BLOCK) {
            int count = Math.min(GatheredProduct.BLOCK, product.stepCount() - from);
            for (int i = 0; i < count; i++) {
                Floats.read(right + 4L * (from + i) * lanes, b[i], lanes);
                steps[i] = NativeMemory.getLong(product.steps() + 8L * (from + i));
            }
            for (int row = 0; row < product.rowCount(); row++)
                row(
                        a + NativeMemory.getLong(product.rows() + 8L * row),
                        count,
                        out + 4L * row * lanes,
                        adds || from > 0);
        }
    }

    private void row(long a, int count, long out, boolean adds) {
        pick(a, count);
        boolean continues = adds && !GatheredProduct.WIDE_VECTORS;
        if (continues) Floats.read(out, sums, sums.length);
        else Arrays.fill(sums, 0);
        ScalarProducts.chain(picked, count, b, 0, 1, sums, sums.length);
        if (adds && !continues) {
            Floats.read(out, before, before.length);
            for (int j = 0; j < sums.length; j++) sums[j] += before[j];
        }
        Floats.write(sums, sums.length, out);
    }

    private void pick(long a, int count) {
        for (int i = 0; i < count; i++) picked[i] = NativeMemory.getFloat(a + steps[i]);
    }
}
