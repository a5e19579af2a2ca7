package dev.crema.tensor.backend.simd;

/// The loops of normalisation: `SimdMoments` once the JIT compiler has come to them, and until then the same to the
/// bit by floats.
final class WarmMoments {
    private static final WarmUp SQUARED_DEVIATIONS = Practice.of(Practice.Loop.SQUARED_DEVIATIONS);
    private static final WarmUp DEVIATION_PRODUCTS = Practice.of(Practice.Loop.DEVIATION_PRODUCTS);
    private static final WarmUp COMBINE = Practice.of(Practice.Loop.COMBINE);
    private static final WarmUp SCALE_EACH = Practice.of(Practice.Loop.SCALE_EACH);
    private static final WarmUp ADD_SCALED_PRODUCTS = Practice.of(Practice.Loop.ADD_SCALED_PRODUCTS);

    private WarmMoments() {}

    static double squaredDeviations(long x, float mean, long count) {
        return SQUARED_DEVIATIONS.isDone(count)
                ? SimdMoments.squaredDeviations(x, mean, count)
                : ScalarMoments.squaredDeviations(x, mean, count);
    }

    static double deviationProducts(long dy, long x, float mean, long count) {
        return DEVIATION_PRODUCTS.isDone(count)
                ? SimdMoments.deviationProducts(dy, x, mean, count)
                : ScalarMoments.deviationProducts(dy, x, mean, count);
    }

    static void combine(long dy, float scale, long x, float slope, float shift, long out, long count) {
        if (COMBINE.isDone(count)) SimdMoments.combine(dy, scale, x, slope, shift, out, count);
        else ScalarMoments.combine(dy, scale, x, slope, shift, out, count);
    }

    static void scaleEach(long x, float scale, float shift, long weight, long out, long count) {
        if (SCALE_EACH.isDone(count)) SimdMoments.scaleEach(x, scale, shift, weight, out, count);
        else ScalarMoments.scaleEach(x, scale, shift, weight, out, count);
    }

    static void addScaledProducts(long x, float scale, float shift, long dy, long out, long count) {
        if (ADD_SCALED_PRODUCTS.isDone(count)) SimdMoments.addScaledProducts(x, scale, shift, dy, out, count);
        else ScalarMoments.addScaledProducts(x, scale, shift, dy, out, count);
    }
}
