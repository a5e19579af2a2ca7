package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;

/// `(x − shift) / scale`, column by column: what the scalers have in common.
///
/// @param shift float64 `[columns]`
/// @param scale float64 `[columns]`, nowhere 0
record Columnwise(String name, Tensor shift, Tensor scale) {
    static Tensor matrix(String name, Tensor x) {
        if (x.dim() != 2 || x.size(0) == 0)
            throw new IllegalArgumentException(
                    name + ": expects x [samples, columns] with at least one sample, got " + x.shape());
        return x.detach().to(DType.FLOAT64);
    }

    /// Scales of columns that do not vary become 1, so that these stay what they are.
    static Tensor nonZero(Tensor scale) {
        return Tensor.where(scale.eq(0), Tensor.onesLike(scale), scale);
    }

    Tensor transform(Tensor x) {
        return check(x).to(DType.FLOAT64).sub(shift).div(scale).to(type(x));
    }

    Tensor inverse(Tensor x) {
        return check(x).to(DType.FLOAT64).mul(scale).add(shift).to(type(x));
    }

    private static DType type(Tensor x) {
        return x.dtype().isFloating() ? x.dtype() : DType.defaultFloat();
    }

    private Tensor check(Tensor x) {
        if (x.dim() == 0 || x.size(-1) != shift.size(0))
            throw new IllegalArgumentException(name + ": fitted to " + shift.size(0) + " columns, got " + x.shape());
        return x;
    }
}
