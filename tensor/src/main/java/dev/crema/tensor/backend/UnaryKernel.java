package dev.crema.tensor.backend;

/// A function of one element, as its plain definition in double precision. Faster backends have kernels of their
/// own for some; all must agree with this one within rounding. Integers go through the same definition, which is
/// exact for those that accept them.
public enum UnaryKernel {
    NEG,
    ABS,
    /// -1, 0 or 1; 0 for NaN, as in PyTorch.
    SIGN,
    RECIPROCAL,
    SQRT,
    SQUARE,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    SIN,
    COS,
    TANH,
    SIGMOID,
    RELU,
    GELU,
    /// The derivative of GELU.
    GELU_SLOPE,
    /// log(1 + exp(v)) without overflow.
    SOFTPLUS,
    FLOOR,
    CEIL,
    /// To the nearest integer, halves to the even one, as PyTorch does.
    ROUND,
    NOT,
    IS_NAN,
    IS_FINITE,
    /// The value itself: a copy, a conversion to another type, a change of layout.
    COPY;

    /// The value for one element.
    public double apply(double v) {
        return switch (this) {
            case NEG -> -v;
            case ABS -> Math.abs(v);
            case SIGN -> v > 0 ? 1 : v < 0 ? -1 : 0;
            case RECIPROCAL -> 1 / v;
            case SQRT -> Math.sqrt(v);
            case SQUARE -> v * v;
            case EXP -> StrictMath.exp(v);
            case EXPM1 -> StrictMath.expm1(v);
            case LOG -> StrictMath.log(v);
            case LOG1P -> StrictMath.log1p(v);
            case SIN -> StrictMath.sin(v);
            case COS -> StrictMath.cos(v);
            case TANH -> StrictMath.tanh(v);
            case SIGMOID -> v >= 0 ? 1 / (1 + StrictMath.exp(-v)) : StrictMath.exp(v) / (1 + StrictMath.exp(v));
            case RELU -> v < 0 ? 0 : v;
            case GELU -> 0.5 * v * (1 + ErrorFunction.erf(v * ErrorFunction.SQRT_HALF));
            case GELU_SLOPE ->
                0.5 * (1 + ErrorFunction.erf(v * ErrorFunction.SQRT_HALF))
                        + v * ErrorFunction.GAUSS * StrictMath.exp(-0.5 * v * v);
            case SOFTPLUS -> Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
            case FLOOR -> Math.floor(v);
            case CEIL -> Math.ceil(v);
            case ROUND -> Math.rint(v);
            case NOT -> v == 0 ? 1 : 0;
            case IS_NAN -> Double.isNaN(v) ? 1 : 0;
            case IS_FINITE -> Double.isFinite(v) ? 1 : 0;
            case COPY -> v;
        };
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
}
