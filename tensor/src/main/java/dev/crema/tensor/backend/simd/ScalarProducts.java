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
        if (product.b().isRowMajor()) chains(product);
        else dots(product);
    }

    private static void read(long address, float[] into, int from, int count) {
        MemorySegment.copy(NativeMemory.slice(address, 4L * count), FLOAT, 0, into, from, count);
    }

    private static void write(float[] values, long address) {
        MemorySegment.copy(values, 0, NativeMemory.slice(address, 4L * values.length), FLOAT, 0, values.length);
    }

    /// The rows of a matrix, each an array of its own: only over those does the JIT compiler make vectors of a
    /// loop.
    private static float[][] rows(Matrix matrix, int rows, int columns) {
        float[][] dense = new float[rows][columns];
        if (matrix.isRowMajor()) {
            for (int i = 0; i < rows; i++) read(matrix.address() + 4L * i * matrix.rowStride(), dense[i], 0, columns);
        } else {
            float[] column = new float[rows];
            for (int j = 0; j < columns; j++) {
                read(matrix.address() + 4L * j * matrix.columnStride(), column, 0, rows);
                for (int i = 0; i < rows; i++) dense[i][j] = column[i];
            }
        }
        return dense;
    }

    /// For each k, an element of `a` times a row of `b`; the sums begin with what c holds.
    private static void chains(Product product) {
        float alpha = (float) product.alpha();
        float[][] a = rows(product.a(), product.m(), product.k());
        float[][] b = rows(product.b(), product.k(), product.n());
        for (int i = 0; i < product.m(); i++) {
            long address = product.c().address() + 4L * i * product.c().rowStride();
            float[] c = new float[product.n()];
            if (product.beta() != 0) read(address, c, 0, c.length);
            if (alpha != 1) scale(a[i], alpha);
            chain(a[i], b, c);
            write(c, address);
        }
    }

    private static void scale(float[] values, float factor) {
        for (int j = 0; j < values.length; j++) values[j] *= factor;
    }

    private static void chain(float[] a, float[][] b, float... c) {
        int k = 0;
        for (; k + 4 <= a.length; k += 4)
            add(a[k], b[k], a[k + 1], b[k + 1], a[k + 2], b[k + 2], a[k + 3], b[k + 3], c);
        for (; k < a.length; k++) add(a[k], b[k], c);
    }

    private static void add(float a, float[] b, float... c) {
        for (int j = 0; j < c.length; j++) c[j] = Math.fma(a, b[j], c[j]);
    }

    private static void add(
            float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3, float... c) {
        for (int j = 0; j < c.length; j++)
            c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }

    /// Rows of `length` floats, as `rows` of `width`, zeros behind them.
    private static float[] padded(long address, long stride, int rows, int length, int width) {
        float[] dense = new float[rows * width];
        for (int i = 0; i < rows; i++) read(address + 4L * i * stride, dense, i * width, length);
        return dense;
    }

    /// Scalar products of rows of `a` and columns of `b`, in sixteen sums that are added by a tree.
    private static void dots(Product product) {
        int width = Math.ceilDiv(product.k(), LANES) * LANES;
        float[] a = padded(product.a().address(), product.a().rowStride(), product.m(), product.k(), width);
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
