package dev.crema.tensor.backend.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Functions of a vector that give the same bits whether they are interpreted or compiled, unlike those of the
/// Vector API itself (`lanewise(EXP)` is a library call once compiled, and `reduceLanes(ADD)` adds in any order).
/// Polynomials after Cephes by S. L. Moshier; errors below two units in the last place.
///
/// A loop calls one of them in one place only, also for the last, partial vector: for a second place the JIT compiler
/// has no room, and its vectors would be objects.
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as published
final class SimdMath {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final VectorShuffle<Float> HALF = rotation(LANES / 2);
    private static final VectorShuffle<Float> QUARTER = rotation(LANES / 4);
    private static final VectorShuffle<Float> EIGHTH = rotation(LANES / 8);
    private static final VectorShuffle<Float> SIXTEENTH = rotation(LANES / 16);

    @SuppressWarnings("unused") // written, so that what it is made of is computed
    private static volatile float touched;

    private SimdMath() {}

    /// Touches every kind of vector, mask and shuffle that our kernels use. A class of them that is loaded later
    /// undoes what the JIT compiler made of the others.
    static void touch() {
        FloatVector v = tanh(log(exp(FloatVector.zero(S))));
        VectorMask<Float> larger = v.compare(VectorOperators.GT, 0f).or(v.test(VectorOperators.IS_NAN));
        IntVector index = IntVector.zero(IntVector.SPECIES_PREFERRED).addIndex(1);
        IntVector picked = index.blend(index.add(1), larger.cast(IntVector.SPECIES_PREFERRED));
        touched = sum(v) + v.reduceLanes(VectorOperators.MAX) + picked.lane(0);
    }

    private static VectorShuffle<Float> rotation(int by) {
        return VectorShuffle.fromOp(S, lane -> (lane + by) % LANES);
    }

    /// The sum of all lanes: halves onto halves.
    static float sum(FloatVector v) {
        FloatVector halves = v.add(v.rearrange(HALF));
        FloatVector sum = halves.add(halves.rearrange(QUARTER));
        if (LANES >= 8) sum = sum.add(sum.rearrange(EIGHTH));
        if (LANES >= 16) sum = sum.add(sum.rearrange(SIXTEENTH));
        return sum.lane(0);
    }

    /// exp(x) = 2ⁿ exp(r), r within ± ln 2 / 2.
    static FloatVector exp(FloatVector x) {
        // beyond these bounds the result is 0 or infinite all the same
        FloatVector bounded = x.max(-104f).min(89f);
        FloatVector shifted = bounded.mul(ScalarMath.LOG2_E).add(ScalarMath.ROUNDER);
        FloatVector n = shifted.sub(ScalarMath.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_HIGH), bounded);
        r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_LOW), r);
        return scaled(exponential(r), shifted.reinterpretAsInts().sub(ScalarMath.ROUNDER_BITS));
    }

    private static FloatVector exponential(FloatVector r) {
        FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
        p = p.fma(r, FloatVector.broadcast(S, 1.3981999507e-3f));
        p = p.fma(r, FloatVector.broadcast(S, 8.3334519073e-3f));
        p = p.fma(r, FloatVector.broadcast(S, 4.1665795894e-2f));
        p = p.fma(r, FloatVector.broadcast(S, 1.6666665459e-1f));
        p = p.fma(r, FloatVector.broadcast(S, 5.0000001201e-1f));
        return p.fma(r.mul(r), r).add(1f);
    }

    /// `v · 2ⁿ`, in two steps: 2ⁿ alone may be out of range.
    private static FloatVector scaled(FloatVector v, IntVector n) {
        IntVector first = n.lanewise(VectorOperators.ASHR, 1);
        return v.mul(power(first)).mul(power(n.sub(first)));
    }

    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    /// log(x) = e ln 2 + log(m), m within √½ … √2.
    static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector normal = x.blend(x.mul(0x1p23f), tiny);
        IntVector bits = normal.reinterpretAsInts();
        IntVector exponent = bits.sub(ScalarMath.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector e = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
        e = e.blend(e.sub(23f), tiny);
        FloatVector z = f.mul(f);
        FloatVector y = logarithm(f).mul(f).mul(z);
        y = e.fma(FloatVector.broadcast(S, ScalarMath.LN2_LOW), y);
        y = z.fma(FloatVector.broadcast(S, -0.5f), y);
        return edges(x, e.fma(FloatVector.broadcast(S, ScalarMath.LN2_HIGH), f.add(y)));
    }

    private static FloatVector logarithm(FloatVector f) {
        FloatVector p = FloatVector.broadcast(S, 7.0376836292e-2f);
        p = p.fma(f, FloatVector.broadcast(S, -1.1514610310e-1f));
        p = p.fma(f, FloatVector.broadcast(S, 1.1676998740e-1f));
        p = p.fma(f, FloatVector.broadcast(S, -1.2420140846e-1f));
        p = p.fma(f, FloatVector.broadcast(S, 1.4249322787e-1f));
        p = p.fma(f, FloatVector.broadcast(S, -1.6668057665e-1f));
        p = p.fma(f, FloatVector.broadcast(S, 2.0000714765e-1f));
        p = p.fma(f, FloatVector.broadcast(S, -2.4999993993e-1f));
        return p.fma(f, FloatVector.broadcast(S, 3.3333331174e-1f));
    }

    /// The logarithm of 0, of infinity, and of what has none.
    private static FloatVector edges(FloatVector x, FloatVector log) {
        FloatVector some = log.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
        some = some.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
        return some.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not());
    }

    /// tanh(x): a polynomial near 0, else 1 − 2 / (exp(2 |x|) + 1) with the sign of x.
    static FloatVector tanh(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector two = FloatVector.broadcast(S, 2f);
        FloatVector far = two.div(exp(size.add(size)).add(1f)).neg().add(1f);
        FloatVector signed = far.blend(far.neg(), x.compare(VectorOperators.LT, 0f));
        return signed.blend(nearZero(x), size.compare(VectorOperators.LT, 0.625f));
    }

    private static FloatVector nearZero(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
        p = p.fma(z, FloatVector.broadcast(S, 2.06390887954e-2f));
        p = p.fma(z, FloatVector.broadcast(S, -5.37397155531e-2f));
        p = p.fma(z, FloatVector.broadcast(S, 1.33314422036e-1f));
        p = p.fma(z, FloatVector.broadcast(S, -3.33332819422e-1f));
        return p.mul(z).fma(x, x);
    }

    /// 1 / (1 + exp(−x)).
    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        return one.div(exp(x.neg()).add(one));
    }
}
