package dev.crema.tensor.backend;

/// The Gauss error function, to about 1e-15: its Taylor series near 0, the continued fraction of its complement
/// further out.
final class ErrorFunction {
    static final double SQRT_HALF = Math.sqrt(0.5);
    /// The density of the standard normal distribution at 0: 1 / sqrt(2 pi).
    static final double GAUSS = 1 / Math.sqrt(2 * Math.PI);

    private static final double SERIES_LIMIT = 2.5;
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

    private ErrorFunction() {}

    static double erf(double x) {
        if (Double.isNaN(x)) return x;
        double magnitude = Math.abs(x);
        if (magnitude >= 6) return Math.signum(x);
        return magnitude < SERIES_LIMIT ? series(x) : Math.signum(x) * (1 - complement(magnitude));
    }

    /// Abramowitz and Stegun 7.1.6.
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    /// Abramowitz and Stegun 7.1.14, evaluated from the far end.
    private static double complement(double x) {
        double fraction = x;
        for (int n = 60; n > 0; n--) fraction = x + n / 2.0 / fraction;
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
    }
}
