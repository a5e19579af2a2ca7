package dev.crema.nn.data;

import dev.crema.tensor.Tensor;

/// Brings columns to the range from 0 to 1, or another one: `(x − min) / (max − min)`, as in scikit-learn (a
/// constant column goes to the low end).
///
/// ```java
/// var scaler = MinMaxScaler.of(xTrain).range(-1, 1);      // learns from the training data only
/// var scaled = scaler.transform(xTest);                   // may lie outside
/// ```
public final class MinMaxScaler {
    private final Tensor low;
    private final Tensor span;
    private final Columnwise columns;

    private MinMaxScaler(Tensor low, Tensor span, double start, double end) {
        this.low = low;
        this.span = span;
        Tensor scale = Columnwise.nonZero(span).div(end - start);
        columns = new Columnwise("MinMaxScaler", low.sub(scale.mul(start)), scale);
    }

    /// A scaler by the smallest and largest value of each column of `x`, `[samples, columns]`.
    public static MinMaxScaler of(Tensor x) {
        Tensor matrix = Columnwise.matrix("MinMaxScaler", x);
        Tensor low = matrix.min(0).values();
        return new MinMaxScaler(low, matrix.max(0).values().sub(low), 0, 1);
    }

    /// The same with another range.
    public MinMaxScaler range(double start, double end) {
        if (!(start < end))
            throw new IllegalArgumentException("MinMaxScaler: the range must go up, got " + start + " to " + end);
        return new MinMaxScaler(low, span, start, end);
    }

    /// The columns brought to the range, in the type of `x`.
    public Tensor transform(Tensor x) {
        return columns.transform(x);
    }

    /// What `transform` came from.
    public Tensor inverse(Tensor scaled) {
        return columns.inverse(scaled);
    }
}
