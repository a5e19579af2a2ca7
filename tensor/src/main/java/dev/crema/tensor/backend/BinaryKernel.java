package dev.crema.tensor.backend;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// A function of two elements, as its plain definition: in double precision, and for integers in 64 bits. Those of
/// gradients take the upstream gradient `dy` first.
public enum BinaryKernel {
    ADD((a, b) -> a + b, (a, b) -> a + b),
    SUB((a, b) -> a - b, (a, b) -> a - b),
    MUL((a, b) -> a * b, (a, b) -> a * b),
    DIV((a, b) -> a / b, BinaryKernel::floatsOnly),
    /// Rounded towards minus infinity, as `//` in Python.
    FLOOR_DIV(BinaryKernel::floorDivide, BinaryKernel::floorDiv),
    /// With the sign of the divisor, as `%` in Python.
    REMAINDER(BinaryKernel::remainder, BinaryKernel::floorMod),
    POW(BinaryKernel::power, BinaryKernel::power),
    MAXIMUM(Math::max, Math::max),
    MINIMUM(Math::min, Math::min),
    EQ((a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0),
    NE((a, b) -> a != b ? 1 : 0, (a, b) -> a != b ? 1 : 0),
    LT((a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0),
    LE((a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 1 : 0),
    GT((a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0),
    GE((a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 1 : 0),
    AND((a, b) -> a != 0 && b != 0 ? 1 : 0, (a, b) -> a != 0 && b != 0 ? 1 : 0),
    OR((a, b) -> a != 0 || b != 0 ? 1 : 0, (a, b) -> a != 0 || b != 0 ? 1 : 0),
    /// dy where the output y of relu is positive, or NaN. A NaN of dy stays in the lanes that pass.
    RELU_GRADIENT((dy, y) -> y <= 0 ? 0 : dy, BinaryKernel::floatsOnly),
    /// dy · y (1 − y), from the output y of sigmoid.
    SIGMOID_GRADIENT((dy, y) -> dy * y * (1 - y), BinaryKernel::floatsOnly),
    /// dy (1 − y²), from the output y of tanh.
    TANH_GRADIENT((dy, y) -> dy * (1 - y * y), BinaryKernel::floatsOnly);

    private static final Set<BinaryKernel> PREDICATES = EnumSet.range(EQ, OR);

    private final DoubleBinaryOperator floating;
    private final LongBinaryOperator integer;

    BinaryKernel(DoubleBinaryOperator floating, LongBinaryOperator integer) {
        this.floating = floating;
        this.integer = integer;
    }

    /// The value for two floats.
    public double apply(double a, double b) {
        return floating.applyAsDouble(a, b);
    }

    /// The value for two integers.
    public long apply(long a, long b) {
        return integer.applyAsLong(a, b);
    }

    /// Whether the result is true or false.
    public boolean isPredicate() {
        return PREDICATES.contains(this);
    }

    private static long floatsOnly(long a, long b) {
        throw new IllegalArgumentException("this operation is for floats only");
    }

    private static long floorDiv(long a, long b) {
        if (b == 0) throw new ArithmeticException("floorDiv: integer division by zero");
        return Math.floorDiv(a, b);
    }

    private static long floorMod(long a, long b) {
        if (b == 0) throw new ArithmeticException("remainder: integer division by zero");
        return Math.floorMod(a, b);
    }

    /// By way of the exact remainder, as in Python: `1 // 0.1` is 9, infinity has no quotient, and what is left of
    /// a division by infinity is -1 where the signs differ.
    private static double floorDivide(double a, double b) {
        if (b == 0) return a / b;
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (b < 0) != (rest < 0)) quotient--;
        if (quotient == 0) return Math.copySign(0, a / b);
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }

    /// As in C and PyTorch: 1 to any power is 1, even to NaN, and so is -1 to an infinite one.
    private static double power(double base, double exponent) {
        if (base == 1 || base == -1 && Double.isInfinite(exponent)) return 1;
        return StrictMath.pow(base, exponent);
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        long power = 1;
        for (long b = base, e = exponent; e > 0; e >>= 1, b *= b) if ((e & 1) == 1) power *= b;
        return power;
    }
}
