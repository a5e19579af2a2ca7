package dev.crema.tensor;

/// The type of a tensor's elements. The order is that of promotion: of two types in one operation, floats win over
/// integers, integers over booleans, and within a kind the wider wins.
public enum DType {
    /// True or false, a byte each.
    BOOL(1, Kind.BOOLEAN),
    /// 0 to 255.
    UINT8(1, Kind.INTEGER),
    /// 32-bit integers.
    INT32(4, Kind.INTEGER),
    /// 64-bit integers: classes, indices, counts.
    INT64(8, Kind.INTEGER),
    /// 32-bit floats, the default.
    FLOAT32(4, Kind.FLOATING),
    /// 64-bit floats.
    FLOAT64(8, Kind.FLOATING);

    private enum Kind {
        BOOLEAN,
        INTEGER,
        FLOATING
    }

    private static volatile DType defaultFloat = FLOAT32;

    private final int bytes;
    private final Kind kind;

    DType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// Whether this is float32 or float64. Only these have gradients.
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /// What an operation on both types gives. uint8 counts as the narrowest integer.
    public static DType promote(DType a, DType b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// What an operation on a tensor of this type and a Java number gives: a decimal lifts integers to the default
    /// float type, an integer lifts booleans to int64, everything else stays.
    public DType promote(Number scalar) {
        boolean decimal = scalar instanceof Double || scalar instanceof Float || scalar instanceof java.math.BigDecimal;
        if (decimal) return isFloating() ? this : defaultFloat;
        return this == BOOL ? INT64 : this;
    }

    /// A number as an element of this type: float32 rounds, uint8 and int32 keep the low bits. Operations with a
    /// number compute with this, so that `x.eq(0.1)` finds the 0.1 of a float32 tensor.
    public double rounded(double scalar) {
        return switch (this) {
            case FLOAT32 -> (float) scalar;
            case UINT8 -> (long) scalar & 0xFF;
            case INT32 -> (int) (long) scalar;
            case INT64, BOOL, FLOAT64 -> scalar;
        };
    }

    /// The type of tensors made from decimals where none is named: float32 unless changed.
    public static DType defaultFloat() {
        return defaultFloat;
    }

    /// Makes float32 or float64 the type of tensors made from decimals.
    public static void defaultFloat(DType dtype) {
        if (!dtype.isFloating())
            throw new IllegalArgumentException(
                    "default dtype: " + dtype + " is not a float type; use FLOAT32 or FLOAT64");
        defaultFloat = dtype;
    }

    /// The name as PyTorch writes it: `float32`.
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
