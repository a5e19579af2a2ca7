package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The products of `SimdProducts` to the bit, the same sums in the same order, by loops over floats: for the time
/// until the JIT compiler has come to the vector kernels, which take a hundred times as long before.
final class ScalarProducts {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.nativeOrder());
    private static final int LANES = 16;

    private ScalarProducts() {}

    static void multiply(Product product) {
        if (product.b().isRowMajor()) broadcast(product);
        else dots(product);
    }

    /// Rows of `length` floats, as `rows` of `width`, zeros behind them.
    private static float[] rows(long address, long stride, int rows, int length, int width) {
        float[] dense = new float[rows * width];
        for (int i = 0; i < rows; i++) read(address + 4L * i * stride, dense, i * width, length);
        return dense;
    }

    private static void read(long address, float[] into, int from, int count) {
        MemorySegment.copy(NativeMemory.slice(address, 4L * count), FLOAT, 0, into, from, count);
    }

    private static void write(float[] values, int from, int count, long address) {
        MemorySegment.copy(values, from, NativeMemory.slice(address, 4L * count), FLOAT, 0, count);
    }

    /// For each k, elements of `a` times a row of `b`.
    private static void broadcast(Product product) {
        int m = product.m();
        int n = product.n();
        int k = product.k();
        Matrix a = product.a();
        boolean byRows = a.isRowMajor();
        float[] left =
                byRows ? rows(a.address(), a.rowStride(), m, k, k) : rows(a.address(), a.columnStride(), k, m, m);
        float[] c = product.beta() == 0
                ? new float[m * n]
                : rows(product.c().address(), product.c().rowStride(), m, n, n);
        float[] row = new float[n];
        float alpha = (float) product.alpha();
        for (int j = 0; j < k; j++) {
            read(product.b().address() + 4L * j * product.b().rowStride(), row, 0, n);
            for (int i = 0; i < m; i++) addScaled(alpha * left[byRows ? i * k + j : j * m + i], row, c, i * n);
        }
        for (int i = 0; i < m; i++)
            write(c, i * n, n, product.c().address() + 4L * i * product.c().rowStride());
    }

    private static void addScaled(float factor, float[] row, float[] c, int from) {
        for (int j = 0; j < row.length; j++) c[from + j] = Math.fma(factor, row[j], c[from + j]);
    }

    /// Scalar products of rows of `a` and columns of `b`, in sixteen sums that are added by a tree.
    private static void dots(Product product) {
        int width = Math.ceilDiv(product.k(), LANES) * LANES;
        float[] a = rows(product.a().address(), product.a().rowStride(), product.m(), product.k(), width);
        float[] column = new float[width];
        float[] sums = new float[LANES];
        for (int j = 0; j < product.n(); j++) {
            read(product.b().address() + 4L * j * product.b().columnStride(), column, 0, product.k());
            for (int i = 0; i < product.m(); i++) {
                float sum = dot(a, i * width, column, sums);
                long to = product.c().address() + 4 * ((long) i * product.c().rowStride() + j);
                if (product.beta() != 0) sum = (float) product.alpha() * sum + NativeMemory.getFloat(to);
                NativeMemory.setFloat(to, sum);
            }
        }
    }

    private static float dot(float[] a, int from, float[] b, float... sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < b.length; i += LANES)
            for (int lane = 0; lane < LANES; lane++) sums[lane] = Math.fma(a[from + i + lane], b[i + lane], sums[lane]);
        for (int distance = LANES / 2; distance > 0; distance /= 2)
            for (int lane = 0; lane < distance; lane++) sums[lane] += sums[lane + distance];
        return sums[0];
    }
}
