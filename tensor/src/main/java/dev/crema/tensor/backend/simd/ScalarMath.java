package dev.crema.tensor.backend.simd;

/// The functions of `SimdMath` of a single float, to the bit: the same operations in the same order.
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as published
final class ScalarMath {
    /// Adding this number rounds to whole ones, and leaves them in the low bits.
    static final float ROUNDER = 0x1.8p23f;

    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final int SQRT_HALF_BITS = 0x3f3504f3;

    private ScalarMath() {}

    static float exp(float x) {
        float bounded = Math.min(Math.max(x, -104f), 89f);
        float shifted = bounded * LOG2_E + ROUNDER;
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, bounded);
        r = Math.fma(n, -LN2_LOW, r);
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = exponent >> 1;
        return exponential(r) * power(half) * power(exponent - half);
    }

    private static float exponential(float r) {
        float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
        p = Math.fma(p, r, 8.3334519073e-3f);
        p = Math.fma(p, r, 4.1665795894e-2f);
        p = Math.fma(p, r, 1.6666665459e-1f);
        p = Math.fma(p, r, 5.0000001201e-1f);
        return Math.fma(p, r * r, r) + 1f;
    }

    private static float power(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }

    static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * 0x1p23f : x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
        float e = tiny ? exponent - 23f : exponent;
        float z = f * f;
        float y = logarithm(f) * f * z;
        y = Math.fma(e, LN2_LOW, y);
        y = Math.fma(z, -0.5f, y);
        if (!(x >= 0)) return Float.NaN;
        if (x == 0) return Float.NEGATIVE_INFINITY;
        return x == Float.POSITIVE_INFINITY ? x : Math.fma(e, LN2_HIGH, f + y);
    }

    private static float logarithm(float f) {
        float p = Math.fma(7.0376836292e-2f, f, -1.1514610310e-1f);
        p = Math.fma(p, f, 1.1676998740e-1f);
        p = Math.fma(p, f, -1.2420140846e-1f);
        p = Math.fma(p, f, 1.4249322787e-1f);
        p = Math.fma(p, f, -1.6668057665e-1f);
        p = Math.fma(p, f, 2.0000714765e-1f);
        p = Math.fma(p, f, -2.4999993993e-1f);
        return Math.fma(p, f, 3.3333331174e-1f);
    }

    static float tanh(float x) {
        float size = Math.abs(x);
        if (size < 0.625f) return nearZero(x);
        float far = -(2f / (exp(size + size) + 1f)) + 1f;
        return x < 0 ? -far : far;
    }

    private static float nearZero(float x) {
        float z = x * x;
        float p = Math.fma(-5.70498872745e-3f, z, 2.06390887954e-2f);
        p = Math.fma(p, z, -5.37397155531e-2f);
        p = Math.fma(p, z, 1.33314422036e-1f);
        p = Math.fma(p, z, -3.33332819422e-1f);
        return Math.fma(p * z, x, x);
    }

    static float sigmoid(float x) {
        return 1f / (exp(-x) + 1f);
    }
}
