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
    /// Columns that are transposed together.
    private static final int TOGETHER = 4;

    /// Of the right operand, as arrays.
    private static final int MOST_FLOATS = 1 << 20;

    private ScalarProducts() {}

    /// A few columns of c at a time: a large weight must not be on the Java heap as a whole.
    static void multiply(Product product) {
        int width = Math.max(LANES, MOST_FLOATS / Math.max(1, product.k()));
        for (int from = 0; from < product.n(); from += width) {
            Product part = product.columns(from, Math.min(product.n(), from + width));
            if (product.b().isRowMajor()) chains(part);
            else dots(part);
        }
    }

    private static void read(long address, float... into) {
        MemorySegment.copy(NativeMemory.slice(address, 4L * into.length), FLOAT, 0, into, 0, into.length);
    }

    private static void write(float[] values, long address) {
        MemorySegment.copy(values, 0, NativeMemory.slice(address, 4L * values.length), FLOAT, 0, values.length);
    }

    /// The rows of a matrix, each an array of its own: only over those does the JIT compiler make vectors of a
    /// loop.
    private static float[][] rows(Matrix matrix, int rows, int columns) {
        float[][] dense = new float[rows][columns];
        if (matrix.isRowMajor()) {
            for (int i = 0; i < rows; i++) read(matrix.address() + 4L * i * matrix.rowStride(), dense[i]);
        } else {
            float[][] few = new float[TOGETHER][rows];
            for (int j = 0; j < columns; j += TOGETHER) {
                int count = Math.min(TOGETHER, columns - j);
                for (int c = 0; c < count; c++) read(matrix.address() + 4L * (j + c) * matrix.columnStride(), few[c]);
                if (count == TOGETHER) intoColumns(few, dense, j);
                else for (int i = 0; i < rows; i++) for (int c = 0; c < count; c++) dense[i][j + c] = few[c][i];
            }
        }
        return dense;
    }

    private static void intoColumns(float[][] few, float[][] dense, int column) {
        float[] c0 = few[0];
        float[] c1 = few[1];
        float[] c2 = few[2];
        float[] c3 = few[3];
        for (int i = 0; i < dense.length; i++) {
            float[] row = dense[i];
            row[column] = c0[i];
            row[column + 1] = c1[i];
            row[column + 2] = c2[i];
            row[column + 3] = c3[i];
        }
    }

    /// For each k, an element of `a` times a row of `b`; the sums begin with what c holds.
    private static void chains(Product product) {
        float alpha = (float) product.alpha();
        float[][] a = rows(product.a(), product.m(), product.k());
        float[][] b = rows(product.b(), product.k(), product.n());
        for (int i = 0; i < product.m(); i++) {
            long address = product.c().address() + 4L * i * product.c().rowStride();
            float[] c = new float[product.n()];
            if (product.beta() != 0) read(address, c);
            if (alpha != 1) scale(a[i], alpha);
            chain(a[i], b, 0, 1, c);
            write(c, address);
        }
    }

    private static void scale(float[] values, float factor) {
        for (int j = 0; j < values.length; j++) values[j] *= factor;
    }

    /// Adds the terms `first`, `first + step` and so on.
    private static void chain(float[] a, float[][] b, int first, int step, float... c) {
        int k = first;
        int l = k + step;
        int m = l + step;
        int n = m + step;
        for (; n < a.length; k += 4 * step, l += 4 * step, m += 4 * step, n += 4 * step)
            add(a[k], b[k], a[l], b[l], a[m], b[m], a[n], b[n], c);
        for (; k < a.length; k += step) add(a[k], b[k], c);
    }

    private static void add(float a, float[] b, float... c) {
        for (int j = 0; j < c.length; j++) c[j] = Math.fma(a, b[j], c[j]);
    }

    private static void add(
            float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3, float... c) {
        for (int j = 0; j < c.length; j++)
            c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }

    /// Scalar products of rows of `a` and columns of `b`, in sixteen sums that are added by a tree: that of number
    /// `lane` has the terms whose numbers leave `lane` when divided by sixteen.
    private static void dots(Product product) {
        int n = product.n();
        int width = Math.ceilDiv(product.k(), LANES) * LANES;
        float[][] a = rows(product.a(), product.m(), product.k());
        float[][] b = Arrays.copyOf(rows(product.b(), product.k(), n), width);
        Arrays.fill(b, product.k(), width, new float[n]);
        float[][] sums = new float[LANES][n];
        for (int i = 0; i < product.m(); i++) {
            float[] row = Arrays.copyOf(a[i], width);
            for (int lane = 0; lane < LANES; lane++) {
                Arrays.fill(sums[lane], 0);
                chain(row, b, lane, LANES, sums[lane]);
            }
            for (int distance = LANES / 2; distance > 0; distance /= 2)
                for (int lane = 0; lane < distance; lane++) add(sums[lane], sums[lane + distance]);
            long address = product.c().address() + 4L * i * product.c().rowStride();
            if (product.beta() != 0) addTo(address, (float) product.alpha(), sums[0]);
            write(sums[0], address);
        }
    }

    private static void add(float[] sums, float... others) {
        for (int j = 0; j < sums.length; j++) sums[j] += others[j];
    }

    private static void addTo(long address, float alpha, float... sums) {
        float[] before = new float[sums.length];
        read(address, before);
        for (int j = 0; j < sums.length; j++) sums[j] = alpha * sums[j] + before[j];
    }
}
