package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// What normalises by channels (batch norm) and by rows (layer norm), on dense memory given by addresses.
public interface NormalisationKernel {
    /// Mean and variance (divided by the count) of each channel.
    void statistics(Channels shape, long x, double[] mean, double[] variance);

    /// `y = x · scale + shift`, the same for all elements of a channel.
    void scale(Channels shape, long x, double[] scale, double[] shift, long y);

    /// For each channel Σ dy and Σ dy · (x − mean).
    void gradientSums(Channels shape, long dy, long x, double[] mean, double[] sums, double[] products);

    /// `dx = dy · scale + x · slope + shift`, the same for all elements of a channel.
    void gradient(Channels shape, long dy, double[] scale, long x, double[] slope, double[] shift, long dx);

    /// The rows of a layer norm.
    ///
    /// @param mean of each row
    /// @param inverse of the standard deviation of each row
    /// @param n elements of a row
    record Rows(DType dtype, double[] mean, double[] inverse, int n) {
        /// The bytes of a row.
        public long bytes() {
            return (long) n * dtype.bytes();
        }
    }

    /// `y = (x − mean) · inverse · weight + bias` with a weight and a bias for each element of a row.
    ///
    /// @param weight 0 for none
    /// @param bias 0 for none
    void normalise(Rows rows, long x, long weight, long bias, long y);

    /// The gradient of `normalise` for x.
    ///
    /// @param weight 0 for none
    void inputGradient(Rows rows, long dy, long x, long weight, long dx);

    /// The gradient of `normalise` for the weight: Σ over rows of `dy · (x − mean) · inverse`.
    void weightGradient(Rows rows, long dy, long x, long dw);
}
