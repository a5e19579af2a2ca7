package dev.crema.tensor.backend.simd;

import jdk.incubator.vector.FloatVector;

/// The loops of `SimdMoments` over floats, to the bit: the same sums in the same order, as many at a time as a
/// vector has lanes.
final class ScalarMoments {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int BLOCK = 4096;

    private ScalarMoments() {}

    static double squaredDeviations(long x, float mean, long count) {
        float[] values = new float[most(count)];
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            sum += squares(values, mean, n);
        }
        return sum;
    }

    private static int most(long count) {
        return (int) Math.min(BLOCK, count);
    }

    private static float squares(float[] x, float mean, int count) {
        float[] sums = new float[LANES];
        for (int at = 0; at < count; at += LANES)
            for (int lane = 0; lane < Math.min(LANES, count - at); lane++) {
                float deviation = x[at + lane] - mean;
                sums[lane] = Math.fma(deviation, deviation, sums[lane]);
            }
        return ScalarReductions.tree(sums);
    }

    static double deviationProducts(long dy, long x, float mean, long count) {
        float[] first = new float[most(count)];
        float[] second = new float[first.length];
        double sum = 0;
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(dy + 4 * done, first, n);
            Floats.read(x + 4 * done, second, n);
            sum += products(first, second, mean, n);
        }
        return sum;
    }

    /// The products of the last, partial vector are rounded before they are added.
    private static float products(float[] dy, float[] x, float mean, int count) {
        float[] sums = new float[LANES];
        int at = 0;
        for (; at + LANES <= count; at += LANES)
            for (int lane = 0; lane < LANES; lane++)
                sums[lane] = Math.fma(dy[at + lane], x[at + lane] - mean, sums[lane]);
        if (at < count)
            for (int lane = 0; lane < LANES; lane++)
                sums[lane] += at + lane < count ? dy[at + lane] * (x[at + lane] - mean) : 0;
        return ScalarReductions.tree(sums);
    }

    static void combine(long dy, float scale, long x, float slope, float shift, long out, long count) {
        float[] first = new float[most(count)];
        float[] second = new float[first.length];
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(dy + 4 * done, first, n);
            Floats.read(x + 4 * done, second, n);
            for (int i = 0; i < n; i++) first[i] = Math.fma(first[i], scale, Math.fma(second[i], slope, shift));
            Floats.write(first, n, out + 4 * done);
        }
    }

    static void scaleEach(long x, float scale, float shift, long weight, long out, long count) {
        float[] values = new float[most(count)];
        float[] weights = new float[values.length];
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            Floats.read(weight + 4 * done, weights, n);
            for (int i = 0; i < n; i++) values[i] = Math.fma(values[i], scale, shift) * weights[i];
            Floats.write(values, n, out + 4 * done);
        }
    }

    static void addScaledProducts(long x, float scale, float shift, long dy, long out, long count) {
        float[] values = new float[most(count)];
        float[] upstream = new float[values.length];
        float[] sums = new float[values.length];
        for (long done = 0; done < count; done += BLOCK) {
            int n = (int) Math.min(BLOCK, count - done);
            Floats.read(x + 4 * done, values, n);
            Floats.read(dy + 4 * done, upstream, n);
            Floats.read(out + 4 * done, sums, n);
            for (int i = 0; i < n; i++) sums[i] = Math.fma(Math.fma(values[i], scale, shift), upstream[i], sums[i]);
            Floats.write(sums, n, out + 4 * done);
        }
    }
}
