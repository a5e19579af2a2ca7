package dev.crema.viz;

import dev.crema.viz.mark.Band;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Points;
import dev.crema.viz.mark.ReferenceLine;
import dev.crema.viz.mark.Style;
import dev.crema.viz.scale.Decimals;
import dev.crema.viz.write.Dash;
import java.util.List;

/// The least-squares line of points, its 95 % confidence band, and what it leaves over.
///
/// With `n` points, means `x̄ ȳ` and `Sxx = Σ(x − x̄)²`: slope `Σ(x − x̄)(y − ȳ) / Sxx`, and the band at `x` is `±
/// t · s · √(1/n + (x − x̄)²/Sxx)` with `s² = Σ residual² / (n − 2)` and the 97.5 % quantile `t` of Student's
/// distribution. Source: Draper and Smith, Applied Regression Analysis (1998), chapter 1.
final class Regression {
    private static final int STEPS = 60;

    private final double[] x;
    private final double[] y;
    private double slope;
    private double intercept;
    private double meanX;
    private double spreadX;
    private double error;
    private double explained;
    private int count;

    private Regression(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        solve();
    }

    /// Points, line and band.
    static Panel fit(double[] x, double[] y) {
        var fit = new Regression(x, y);
        var points = new Points(x, y, null, Style.AUTO.withColor("C0").withAlpha(x.length > 60 ? 0.8 : 1));
        if (fit.count < 2 || fit.spreadX == 0)
            return Panel.of(points)
                    .withWords(
                            new Panel.Words(null, "no data", List.of("no line: fewer than two different values of x")));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            if (!Double.isFinite(value)) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double[] at = new double[STEPS + 1];
        double[] line = new double[STEPS + 1];
        double[] lower = new double[STEPS + 1];
        double[] upper = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            at[i] = low + (high - low) * i / STEPS;
            line[i] = fit.at(at[i]);
            double half = fit.halfWidth(at[i]);
            lower[i] = line[i] - half;
            upper[i] = line[i] + half;
        }
        Style red = Style.AUTO.withColor("C1").withDash(Dash.SOLID);
        String sign = fit.intercept < 0 ? " \u2212 " : " + ";
        String formula = "y = " + Decimals.significant(fit.slope, 4) + " x" + sign
                + Decimals.significant(Math.abs(fit.intercept), 4);
        String quality = "R² " + Decimals.fixed(fit.explained, 3);
        var ends = new Line(new double[] {low, high}, new double[] {fit.at(low), fit.at(high)}, red.withLabel(formula));
        String summary = "Line fit through " + fit.count + " points: " + formula + ", " + quality;
        if (fit.count < 3) return Panel.of(List.of(points, ends)).withSummary(summary);
        var band = new Band(at, lower, upper, red.withLabel("95 % band"));
        return Panel.of(List.of(band, points, ends)).withSummary(summary + ", with its 95 % confidence band");
    }

    /// What the line leaves over, at each x.
    static Panel residuals(double[] x, double[] y) {
        var fit = new Regression(x, y);
        double[] left = new double[x.length];
        for (int i = 0; i < x.length; i++) left[i] = fit.count < 2 ? Double.NaN : y[i] - fit.at(x[i]);
        Style style = Style.AUTO.withColor("C0").withAlpha(x.length > 60 ? 0.8 : 1);
        var marks = List.of(new ReferenceLine(0, false, Style.AUTO.withColor("C1")), new Points(x, left, null, style));
        return Panel.of(marks)
                .withLabels("x", "residual")
                .withSummary("Residuals of a line fit through " + fit.count + " points, standard error "
                        + Decimals.significant(fit.error, 3));
    }

    private void solve() {
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) continue;
            sumX += x[i];
            sumY += y[i];
            count++;
        }
        meanX = sumX / count;
        double meanY = sumY / count;
        double product = 0;
        double spreadY = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) continue;
            spreadX += (x[i] - meanX) * (x[i] - meanX);
            spreadY += (y[i] - meanY) * (y[i] - meanY);
            product += (x[i] - meanX) * (y[i] - meanY);
        }
        slope = spreadX == 0 ? 0 : product / spreadX;
        intercept = meanY - slope * meanX;
        double rest = Math.max(0, spreadY - slope * product);
        error = count > 2 ? Math.sqrt(rest / (count - 2)) : 0;
        explained = spreadY == 0 ? 1 : 1 - rest / spreadY;
    }

    private double at(double value) {
        return intercept + slope * value;
    }

    private double halfWidth(double value) {
        double distance = (value - meanX) * (value - meanX) / spreadX;
        return student(count - 2) * error * Math.sqrt(1.0 / count + distance);
    }

    /// The 97.5 % quantile of Student's distribution: exact for up to four degrees of freedom, else by the series
    /// of Abramowitz and Stegun, 26.7.5, right to four digits from 5 on.
    static double student(int freedom) {
        if (freedom == 1) return 12.706204736;
        if (freedom == 2) return 4.302652730;
        if (freedom == 3) return 3.182446305;
        if (freedom == 4) return 2.776445105;
        double z = 1.959963985;
        double z2 = z * z;
        double n = freedom;
        return z
                + z * (z2 + 1) / (4 * n)
                + z * (5 * z2 * z2 + 16 * z2 + 3) / (96 * n * n)
                + z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / (384 * n * n * n)
                + z
                        * (79 * z2 * z2 * z2 * z2 + 776 * z2 * z2 * z2 + 1482 * z2 * z2 - 1920 * z2 - 945)
                        / (92160 * n * n * n * n);
    }
}
