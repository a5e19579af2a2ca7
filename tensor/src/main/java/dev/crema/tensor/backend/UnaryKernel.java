package dev.crema.tensor.backend;

import java.util.function.DoubleUnaryOperator;

/// A function of one element, as its plain definition in double precision. Faster backends have kernels of their
/// own for some; all must agree with this one within rounding. Integers go through the same definition, which is
/// exact for those that accept them.
public enum UnaryKernel {
    NEG(v -> -v),
    ABS(Math::abs),
    /// -1, 0 or 1; 0 for NaN, as in PyTorch.
    SIGN(v -> v > 0 ? 1 : v < 0 ? -1 : 0),
    RECIPROCAL(v -> 1 / v),
    SQRT(Math::sqrt),
    SQUARE(v -> v * v),
    EXP(StrictMath::exp),
    LOG(StrictMath::log),
    LOG1P(StrictMath::log1p),
    SIN(StrictMath::sin),
    COS(StrictMath::cos),
    TANH(StrictMath::tanh),
    SIGMOID(v -> v >= 0 ? 1 / (1 + StrictMath.exp(-v)) : StrictMath.exp(v) / (1 + StrictMath.exp(v))),
    RELU(v -> v < 0 ? 0 : v),
    GELU(v -> 0.5 * v * (1 + ErrorFunction.erf(v * ErrorFunction.SQRT_HALF))),
    /// The derivative of GELU.
    GELU_SLOPE(v -> 0.5 * (1 + ErrorFunction.erf(v * ErrorFunction.SQRT_HALF))
            + v * ErrorFunction.GAUSS * StrictMath.exp(-0.5 * v * v)),
    /// log(1 + exp(v)) without overflow.
    SOFTPLUS(v -> Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)))),
    FLOOR(Math::floor),
    CEIL(Math::ceil),
    /// To the nearest integer, halves to the even one, as PyTorch does.
    ROUND(Math::rint),
    NOT(v -> v == 0 ? 1 : 0),
    IS_NAN(v -> Double.isNaN(v) ? 1 : 0),
    IS_FINITE(v -> Double.isFinite(v) ? 1 : 0),
    /// The value itself: a copy, a conversion to another type, a change of layout.
    COPY(v -> v);

    private final DoubleUnaryOperator function;

    UnaryKernel(DoubleUnaryOperator function) {
        this.function = function;
    }

    /// The value for an integer, in 64 bits; for functions whose value is an integer again.
    public long apply(long value) {
        return switch (this) {
            case NEG -> -value;
            case ABS -> Math.abs(value);
            case SIGN -> Long.signum(value);
            case SQUARE -> value * value;
            case RELU -> Math.max(value, 0);
            case COPY, FLOOR, CEIL, ROUND -> value;
            default -> (long) apply((double) value);
        };
    }

    /// The value for one element.
    public double apply(double value) {
        return function.applyAsDouble(value);
    }
}
