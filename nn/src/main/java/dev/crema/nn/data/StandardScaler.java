package dev.crema.nn.data;

import dev.crema.tensor.Tensor;

/// Brings columns to mean 0 and deviation 1: `(x − mean) / deviation`, as in scikit-learn (the deviation divides by
/// n; a constant column is only shifted).
///
/// ```java
/// var scaler = StandardScaler.of(xTrain);                 // learns from the training data only
/// var scaled = scaler.transform(xTest);
/// ```
public final class StandardScaler {
    private final Columnwise columns;

    private StandardScaler(Columnwise columns) {
        this.columns = columns;
    }

    /// A scaler by the mean and deviation of each column of `x`, `[samples, columns]`.
    public static StandardScaler of(Tensor x) {
        Tensor matrix = Columnwise.matrix("StandardScaler", x);
        Tensor deviation = matrix.var(0, false, false).sqrt();
        return new StandardScaler(new Columnwise("StandardScaler", matrix.mean(0), Columnwise.nonZero(deviation)));
    }

    /// The mean of each column, float64 `[columns]`.
    public Tensor mean() {
        return columns.shift();
    }

    /// What each column is divided by, float64 `[columns]`.
    public Tensor scale() {
        return columns.scale();
    }

    /// `(x − mean) / deviation`, in the type of `x`.
    public Tensor transform(Tensor x) {
        return columns.transform(x);
    }

    /// What `transform` came from.
    public Tensor inverse(Tensor scaled) {
        return columns.inverse(scaled);
    }
}
