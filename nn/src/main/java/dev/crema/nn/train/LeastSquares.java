package dev.crema.nn.train;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// Linear regression in closed form, with the table that statistics courses print.
///
/// ```java
/// LeastSquares.of(x, y).intercept(false)          // a cell shows the summary
/// double slope = LeastSquares.of(x, y).coefficients()[1];
/// var predicted = LeastSquares.of(x, y).predict(newX);
/// ```
///
/// Minimises ‖X b − y‖² by Householder's QR, in double precision (Golub and Van Loan, Matrix Computations, 5.3): σ²
/// = ‖y − X b‖² / (n − k), standard errors are the roots of the diagonal of σ² (XᵀX)⁻¹, t = b / error with n − k
/// degrees of freedom. As in statsmodels, R² and F compare with the mean if there is an intercept (or a constant
/// column), else with 0.
public final class LeastSquares {
    private static final double USUAL_LEVEL = 0.95;

    private final double[][] x; // without the column of ones
    private final double[] y;
    private final List<String> names;
    private final boolean intercept;
    private final double level;
    private @Nullable Fit fit; // made when first asked for, so that intercept(false) comes in time

    private record Fit(HouseholderQr qr, double[] coefficients, double[] residuals) {}

    private LeastSquares(double[][] x, double[] y, List<String> names, boolean intercept, double level) {
        this.x = x;
        this.y = y;
        this.names = names;
        this.intercept = intercept;
        this.level = level;
    }

    private synchronized Fit fit() {
        if (fit != null) return fit;
        double[][] design = design();
        List<String> columns = terms();
        if (y.length <= columns.size())
            throw new IllegalArgumentException("least squares: " + y.length + " samples are too few for "
                    + columns.size() + " coefficients " + columns + "; errors need at least one more");
        HouseholderQr qr = HouseholderQr.of(design, columns);
        double[] coefficients = qr.solve(y);
        double[] residuals = new double[y.length];
        for (int i = 0; i < y.length; i++) residuals[i] = y[i] - HouseholderQr.dot(design[i], coefficients);
        fit = new Fit(qr, coefficients, residuals);
        return fit;
    }

    /// Fits `y` by the columns of `x` and an intercept.
    ///
    /// @param x `[samples, columns]`, or `[samples]` for one column
    /// @param y `[samples]` or `[samples, 1]`
    /// @throws IllegalArgumentException if the sizes differ or a value is not finite; at the first question, if
    /// there are too few samples or one column depends on others
    public static LeastSquares of(Tensor x, Tensor y) {
        Tensor matrix = x.dim() == 1 ? x.unsqueeze(1) : x;
        boolean column = y.dim() == 1 || y.dim() == 2 && y.size(1) == 1;
        if (matrix.dim() != 2 || !column || matrix.size(0) != y.size(0))
            throw new IllegalArgumentException("least squares: expects x [samples, columns] and y [samples], got "
                    + x.shape() + " and " + y.shape());
        double[] values = matrix.detach().toDoubles();
        double[] target = y.detach().reshape(-1).toDoubles();
        if (DoubleStream.concat(Arrays.stream(values), Arrays.stream(target)).anyMatch(v -> !Double.isFinite(v)))
            throw new IllegalArgumentException(
                    "least squares: a value of x or y is NaN or infinite; leave those samples out");
        int columns = matrix.size(1);
        double[][] rows = new double[target.length][];
        for (int i = 0; i < rows.length; i++) rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        List<String> names =
                IntStream.rangeClosed(1, columns).mapToObj(k -> "x" + k).toList();
        return new LeastSquares(rows, target, names, true, USUAL_LEVEL);
    }

    /// With or without a constant term.
    public LeastSquares intercept(boolean wanted) {
        return new LeastSquares(x, y, names, wanted, level);
    }

    /// The names of the columns of `x`, as the table shows them.
    public LeastSquares names(String... columns) {
        if (columns.length != names.size())
            throw new IllegalArgumentException(
                    "least squares: " + names.size() + " columns need as many names, got " + Arrays.toString(columns));
        return new LeastSquares(x, y, List.of(columns), intercept, level);
    }

    /// How sure the confidence intervals are; 0.95 unless said otherwise.
    public LeastSquares confidence(double share) {
        if (!(share > 0 && share < 1))
            throw new IllegalArgumentException(
                    "least squares: the confidence must lie between 0 and 1, got " + share + "; 0.95 is usual");
        return new LeastSquares(x, y, names, intercept, share);
    }

    private double[][] design() {
        if (!intercept) return x;
        double[][] design = new double[x.length][];
        for (int i = 0; i < x.length; i++)
            design[i] =
                    DoubleStream.concat(DoubleStream.of(1), Arrays.stream(x[i])).toArray();
        return design;
    }

    /// What the coefficients belong to: `intercept` first, if there is one, then the columns.
    public List<String> terms() {
        List<String> terms = new ArrayList<>(names);
        if (intercept) terms.addFirst("intercept");
        return List.copyOf(terms);
    }

    /// The coefficients in the order of `terms`.
    public double[] coefficients() {
        return fit().coefficients.clone();
    }

    /// The standard errors of the coefficients.
    public double[] standardErrors() {
        double deviation = Math.sqrt(residualSquares() / residualDegrees());
        return Arrays.stream(fit().qr.inverseRowNorms())
                .map(norm -> deviation * norm)
                .toArray();
    }

    /// Coefficients divided by their standard errors.
    public double[] tValues() {
        double[] errors = standardErrors();
        return each(k -> fit().coefficients[k] / errors[k]);
    }

    /// The chance of such a coefficient, either way, if the true one were 0.
    public double[] pValues() {
        double[] t = tValues();
        var distribution = TDistribution.of(residualDegrees());
        return each(k -> 2 * distribution.survivalProbability(Math.abs(t[k])));
    }

    /// For each coefficient the interval `{low, high}` that holds the true one with the given confidence.
    public double[][] intervals() {
        double reach = TDistribution.of(residualDegrees()).inverseSurvivalProbability((1 - level) / 2);
        double[] errors = standardErrors();
        return IntStream.range(0, terms().size())
                .mapToObj(k -> new double[] {
                    fit().coefficients[k] - reach * errors[k], fit().coefficients[k] + reach * errors[k]
                })
                .toArray(double[][]::new);
    }

    private double[] each(java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, terms().size()).mapToDouble(value).toArray();
    }

    /// The confidence of the intervals.
    public double confidence() {
        return level;
    }

    /// The number of samples.
    public int samples() {
        return y.length;
    }

    /// Samples minus coefficients.
    public int residualDegrees() {
        return y.length - terms().size();
    }

    /// Coefficients without the constant one.
    public int modelDegrees() {
        return terms().size() - (hasConstant() ? 1 : 0);
    }

    private boolean hasConstant() {
        return intercept
                || IntStream.range(0, names.size())
                        .anyMatch(k -> Arrays.stream(x).allMatch(row -> row[k] == x[0][k] && row[k] != 0));
    }

    private double residualSquares() {
        return HouseholderQr.dot(fit().residuals, fit().residuals);
    }

    private double totalSquares() {
        double mean = hasConstant() ? Arrays.stream(y).average().orElseThrow() : 0;
        return Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    }

    /// The share of the squares of y (about the mean, if there is an intercept) that the fit explains.
    public double r2() {
        return 1 - residualSquares() / totalSquares();
    }

    /// R² that pays for each coefficient.
    public double adjustedR2() {
        double total = samples() - (hasConstant() ? 1 : 0);
        return 1 - total / residualDegrees() * (1 - r2());
    }

    /// The mean square explained over the mean square left; NaN if the model is only a constant.
    public double f() {
        double explained = totalSquares() - residualSquares();
        return explained / modelDegrees() / (residualSquares() / residualDegrees());
    }

    /// The chance of such an F if all true coefficients were 0; NaN if the model is only a constant.
    public double fP() {
        return modelDegrees() == 0
                ? Double.NaN
                : FDistribution.of(modelDegrees(), residualDegrees()).survivalProbability(f());
    }

    /// The log of the likelihood of normal residuals with the variance that fits best.
    public double logLikelihood() {
        double n = samples();
        return -n / 2 * (Math.log(2 * Math.PI) + Math.log(residualSquares() / n) + 1);
    }

    /// Akaike's criterion, 2 k − 2 log L.
    public double aic() {
        return 2.0 * terms().size() - 2 * logLikelihood();
    }

    /// The criterion of Schwarz, k log n − 2 log L.
    public double bic() {
        return Math.log(samples()) * terms().size() - 2 * logLikelihood();
    }

    /// Σ (rᵢ − rᵢ₋₁)² / Σ rᵢ²: near 2 if neighbouring residuals have nothing to do with each other.
    public double durbinWatson() {
        double[] residuals = fit().residuals;
        double sum = 0;
        for (int i = 1; i < residuals.length; i++) sum += Math.pow(residuals[i] - residuals[i - 1], 2);
        return sum / residualSquares();
    }

    /// What the fit leaves over, y − X b: float64 `[samples]`.
    public Tensor residuals() {
        return Tensor.of(DType.FLOAT64, fit().residuals);
    }

    /// What the fit says of other inputs: float64 `[samples]`.
    ///
    /// @param inputs `[samples, columns]`, or `[samples]` for one column
    public Tensor predict(Tensor inputs) {
        Tensor matrix = inputs.dim() == 1 ? inputs.unsqueeze(1) : inputs;
        if (matrix.dim() != 2 || matrix.size(1) != names.size())
            throw new IllegalArgumentException("least squares: the fit has " + names.size() + " columns " + names
                    + ", the inputs are " + inputs.shape());
        double[] coefficients = fit().coefficients;
        Tensor slopes =
                Tensor.of(DType.FLOAT64, Arrays.copyOfRange(coefficients, intercept ? 1 : 0, coefficients.length));
        return matrix.detach().to(DType.FLOAT64).matmul(slopes).add(intercept ? coefficients[0] : 0);
    }

    /// The table: a line for each coefficient under the scores of the whole fit.
    @Override
    public String toString() {
        return LeastSquaresTable.of(this);
    }
}
