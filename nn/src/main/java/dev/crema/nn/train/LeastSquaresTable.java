package dev.crema.nn.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// A fit as text.
final class LeastSquaresTable {
    private static final String RULE = "-".repeat(86) + "\n";

    private LeastSquaresTable() {}

    static String of(LeastSquares fit) {
        var text = new StringBuilder();
        line(text, "Least squares, %d samples, %d degrees of freedom%n", fit.samples(), fit.residualDegrees());
        line(text, "R² %.3f, adjusted %.3f    F %.4g, p %.3g%n", fit.r2(), fit.adjustedR2(), fit.f(), fit.fP());
        line(text, "log L %.2f    AIC %.1f    BIC %.1f", fit.logLikelihood(), fit.aic(), fit.bic());
        line(text, "    Durbin-Watson %.3f%n", fit.durbinWatson()).append(RULE);
        int width =
                Math.max(12, fit.terms().stream().mapToInt(String::length).max().orElse(0));
        String low = "[" + share((1 - fit.confidence()) / 2);
        String high = share((1 + fit.confidence()) / 2) + "]";
        line(text, "%-" + width + "s %12s %12s %10s %8s", "", "coefficient", "std error", "t", "P>|t|");
        line(text, " %12s %12s%n", low, high).append(RULE);
        for (int k = 0; k < fit.terms().size(); k++) {
            line(text, "%-" + width + "s %12s", fit.terms().get(k), number(fit.coefficients()[k]));
            line(text, " %12s %10.3f", number(fit.standardErrors()[k]), fit.tValues()[k]);
            double[] interval = fit.intervals()[k];
            line(text, " %8.3f %12s %12s%n", fit.pValues()[k], number(interval[0]), number(interval[1]));
        }
        return text.append(RULE).toString();
    }

    /// As in 0.025, without the dust of its binary form.
    private static String share(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /// Four decimals, or scientific where those would hide the number.
    private static String number(double value) {
        double size = Math.abs(value);
        boolean plain = value == 0 || size >= 1e-3 && size < 1e7 || !Double.isFinite(value);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.4e", value);
    }

    private static StringBuilder line(StringBuilder text, String format, Object... values) {
        return text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
