package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The products of `SimdProducts` to the bit, the same sums in the same order, by loops over floats: for the time
/// until the JIT compiler has come to the vector kernels, which take a hundred times as long before.
///
/// Operands are copied into arrays, a row each: only over those does the JIT compiler make vectors of a loop. The
/// arrays are used again; as garbage they would be what a process takes most memory for. They may be longer than a
/// row.
final class ScalarProducts {
    /// Columns that are transposed together.
    private static final int TOGETHER = 4;

    /// Of an operand, as arrays.
    private static final int MOST_FLOATS = 1 << 20;

    /// Those whose arrays wait for the next product; the garbage collector takes them when nobody multiplies.
    private static volatile WeakReference<Queue<ScalarProducts>> idle = new WeakReference<>(null);

    private final Rows left = new Rows();
    private final Rows right = new Rows();
    private final Rows few = new Rows();
    private final Rows sums = new Rows();
    private int lanes;

    private ScalarProducts() {}

    /// A few rows and columns of c at a time: a large operand must not be on the Java heap as a whole.
    ///
    /// @param lanes of the vectors: so many sums make a scalar product
    static void multiply(Product product, int lanes) {
        Queue<ScalarProducts> idle = idle();
        ScalarProducts before = idle.poll();
        ScalarProducts kernel = before == null ? new ScalarProducts() : before;
        kernel.lanes = lanes;
        int most = Math.max(lanes, MOST_FLOATS / Math.max(1, product.k()));
        for (int row = 0; row < product.m(); row += most)
            kernel.multiplyRows(product.rows(row, Math.min(product.m(), row + most)), most);
        idle.add(kernel);
    }

    private void multiplyRows(Product product, int most) {
        for (int from = 0; from < product.n(); from += most) {
            Product part = product.columns(from, Math.min(product.n(), from + most));
            if (product.b().isRowMajor()) chains(part);
            else dots(part);
        }
    }

    private static Queue<ScalarProducts> idle() {
        @Nullable Queue<ScalarProducts> known = idle.get();
        if (known != null) return known;
        Queue<ScalarProducts> fresh = new ConcurrentLinkedQueue<>();
        idle = new WeakReference<>(fresh);
        return fresh;
    }

    /// Rows of floats that are used again.
    private static final class Rows {
        private float[][] rows = {};
        private int length;

        /// As many rows as asked for, or more, of that length, or longer; what they hold is of before.
        float[][] of(int count, int columns) {
            if (count > rows.length || columns > length) {
                length = Math.max(length, columns);
                int most = Math.max(count, rows.length);
                if ((long) most * length > MOST_FLOATS) { // of two shapes, not what holds both
                    length = columns;
                    most = count;
                }
                rows = new float[most][length];
            }
            return rows;
        }
    }

    /// Copies a matrix.
    private void copy(Matrix matrix, int rows, int columns, float[][] to) {
        if (matrix.isRowMajor()) {
            for (int i = 0; i < rows; i++) Floats.read(matrix.address() + 4L * i * matrix.rowStride(), to[i], columns);
            return;
        }
        float[][] from = few.of(TOGETHER, rows);
        for (int j = 0; j < columns; j += TOGETHER) {
            int count = Math.min(TOGETHER, columns - j);
            for (int c = 0; c < count; c++)
                Floats.read(matrix.address() + 4L * (j + c) * matrix.columnStride(), from[c], rows);
            if (count == TOGETHER) intoColumns(from, to, rows, j);
            else for (int i = 0; i < rows; i++) for (int c = 0; c < count; c++) to[i][j + c] = from[c][i];
        }
    }

    private static void intoColumns(float[][] few, float[][] dense, int rows, int column) {
        float[] c0 = few[0];
        float[] c1 = few[1];
        float[] c2 = few[2];
        float[] c3 = few[3];
        for (int i = 0; i < rows; i++) {
            float[] row = dense[i];
            row[column] = c0[i];
            row[column + 1] = c1[i];
            row[column + 2] = c2[i];
            row[column + 3] = c3[i];
        }
    }

    /// For each k, an element of `a` times a row of `b`; the sums begin with what c holds.
    private void chains(Product product) {
        float alpha = (float) product.alpha();
        int n = product.n();
        int k = product.k();
        float[][] a = left.of(product.m(), k);
        float[][] b = right.of(k, n);
        copy(product.a(), product.m(), k, a);
        copy(product.b(), k, n, b);
        float[] c = sums.of(1, n)[0];
        for (int i = 0; i < product.m(); i++) {
            long address = product.c().address() + 4L * i * product.c().rowStride();
            if (product.beta() == 0) Arrays.fill(c, 0, n, 0);
            else Floats.read(address, c, n);
            if (alpha != 1) scale(a[i], alpha, k);
            chain(a[i], k, b, 0, 1, c, n);
            Floats.write(c, n, address);
        }
    }

    private static void scale(float[] values, float factor, int count) {
        for (int j = 0; j < count; j++) values[j] *= factor;
    }

    /// Adds the terms `first`, `first + step` and so on, before `terms`.
    static void chain(float[] a, int terms, float[][] b, int first, int step, float[] c, int count) {
        int k = first;
        int l = k + step;
        int m = l + step;
        int n = m + step;
        for (; n < terms; k += 4 * step, l += 4 * step, m += 4 * step, n += 4 * step)
            add(a[k], b[k], a[l], b[l], a[m], b[m], a[n], b[n], c, count);
        for (; k < terms; k += step) add(a[k], b[k], c, count);
    }

    private static void add(float a, float[] b, float[] c, int count) {
        for (int j = 0; j < count; j++) c[j] = Math.fma(a, b[j], c[j]);
    }

    private static void add(
            float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3, float[] c, int n) {
        for (int j = 0; j < n; j++)
            c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }

    /// Scalar products of rows of `a` and columns of `b`, in as many sums as there are lanes, added by a tree: that
    /// of number `lane` has the terms whose numbers leave `lane` when divided by the lanes.
    private void dots(Product product) {
        int n = product.n();
        int k = product.k();
        int width = Math.ceilDiv(k, lanes) * lanes;
        float[][] a = left.of(product.m(), width);
        float[][] b = right.of(width, n);
        float[][] sum = sums.of(lanes, n);
        copy(product.a(), product.m(), k, a);
        copy(product.b(), k, n, b);
        for (int i = k; i < width; i++) Arrays.fill(b[i], 0, n, 0);
        for (int i = 0; i < product.m(); i++) {
            Arrays.fill(a[i], k, width, 0);
            for (int lane = 0; lane < lanes; lane++) {
                Arrays.fill(sum[lane], 0, n, 0);
                chain(a[i], width, b, lane, lanes, sum[lane], n);
            }
            for (int distance = lanes / 2; distance > 0; distance /= 2)
                for (int lane = 0; lane < distance; lane++) add(sum[lane], sum[lane + distance], n);
            long address = product.c().address() + 4L * i * product.c().rowStride();
            if (product.beta() != 0) addTo(address, (float) product.alpha(), sum[0], sum[1], n);
            Floats.write(sum[0], n, address);
        }
    }

    private static void add(float[] sums, float[] others, int count) {
        for (int j = 0; j < count; j++) sums[j] += others[j];
    }

    private static void addTo(long address, float alpha, float[] sums, float[] before, int count) {
        Floats.read(address, before, count);
        for (int j = 0; j < count; j++) sums[j] = alpha * sums[j] + before[j];
    }
}
