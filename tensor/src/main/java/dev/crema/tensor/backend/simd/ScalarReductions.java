package dev.crema.tensor.backend.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The loops of `SimdReductions` over floats, to the bit: the same sums in the same order, as many at a time as a
/// vector has lanes.
final class ScalarReductions {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int BLOCK = 4096;

    private ScalarReductions() {}

    static double sum(long x, long count) {
        float[] values = new float[(int) Math.min(BLOCK, count) + LANES];
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            sum += sumBlock(values, n);
        }
        return sum;
    }

    private static float sumBlock(float[] values, int count) {
        float[] first = new float[LANES];
        float[] second = new float[LANES];
        int at = 0;
        for (; at + 2 * LANES <= count; at += 2 * LANES) {
            add(values, at, first);
            add(values, at + LANES, second);
        }
        if (at + LANES <= count) {
            add(values, at, first);
            at += LANES;
        }
        if (at < count) {
            Arrays.fill(values, count, at + LANES, 0);
            add(values, at, second);
        }
        add(second, 0, first);
        return tree(first);
    }

    private static void add(float[] values, int from, float[] sums) {
        for (int lane = 0; lane < LANES; lane++) sums[lane] += values[from + lane];
    }

    /// The sum of all lanes: halves onto halves.
    static float tree(float[] lanes) {
        for (int distance = LANES / 2; distance > 0; distance /= 2)
            for (int lane = 0; lane < distance; lane++) lanes[lane] += lanes[lane + distance];
        return lanes[0];
    }

    static double squaredDistance(long x, long y, long count) {
        float[] first = new float[(int) Math.min(BLOCK, count) + LANES];
        float[] second = new float[first.length];
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, first, n);
            Floats.read(y + 4 * done, second, n);
            Arrays.fill(first, n, n + LANES, 0);
            Arrays.fill(second, n, n + LANES, 0);
            sum += distanceBlock(first, second, n);
        }
        return sum;
    }

    private static float distanceBlock(float[] x, float[] y, int count) {
        float[] sums = new float[LANES];
        for (int at = 0; at < count; at += LANES)
            for (int lane = 0; lane < LANES; lane++) {
                float difference = x[at + lane] - y[at + lane];
                sums[lane] = Math.fma(difference, difference, sums[lane]);
            }
        return tree(sums);
    }

    static void sumRows(long x, long rowBytes, long rows, long columns, long out) {
        int most = (int) Math.min(BLOCK, columns);
        float[] row = new float[most];
        float[] sums = new float[most];
        float[] some = new float[most];
        for (long done = 0; done < columns; done += BLOCK) {
            int n = (int) Math.min(BLOCK, columns - done);
            Arrays.fill(sums, 0);
            for (long from = 0; from < rows; from += BLOCK) {
                Arrays.fill(some, 0);
                for (long i = from; i < Math.min(rows, from + BLOCK); i++) {
                    Floats.read(x + i * rowBytes + 4 * done, row, n);
                    addTo(some, row, n);
                }
                addTo(sums, some, n);
            }
            Floats.write(sums, n, out + 4 * done);
        }
    }

    private static void addTo(float[] sums, float[] terms, int count) {
        for (int j = 0; j < count; j++) sums[j] += terms[j];
    }

    static float max(long x, long count) {
        float[] values = new float[(int) Math.min(BLOCK, count)];
        float most = Float.NEGATIVE_INFINITY;
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            for (int i = 0; i < n; i++) most = Math.max(most, values[i]);
        }
        return most;
    }

    static float exponentials(long x, float shift, long out, long count) {
        float[] values = new float[(int) Math.min(BLOCK, count)];
        float[] sums = new float[LANES];
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            exponentials(values, shift, n, sums);
            Floats.write(values, n, out + 4 * done);
        }
        return tree(sums);
    }

    private static void exponentials(float[] values, float shift, int count, float[] sums) {
        for (int at = 0; at < count; at += LANES)
            for (int lane = 0; lane < Math.min(LANES, count - at); lane++) {
                float e = ScalarMath.exp(values[at + lane] - shift);
                values[at + lane] = e;
                sums[lane] += e;
            }
    }

    static void scale(long x, float factor, float term, long out, long count) {
        float[] values = new float[(int) Math.min(BLOCK, count)];
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            for (int i = 0; i < n; i++) values[i] = Math.fma(values[i], factor, term);
            Floats.write(values, n, out + 4 * done);
        }
    }
}
