package dev.crema.nn.train;

import java.util.Arrays;
import java.util.List;

/// A tall matrix as the product of reflections and an upper triangle, A = Q R.
///
/// @param reflections row i, column k: the k-th reflection's vector from the diagonal on down
/// @param r the triangle, `[columns][columns]`
record HouseholderQr(double[][] reflections, double[][] r) {
    private static final double DEPENDENT = 1e-11;

    /// Factors the rows of a matrix with at least as many rows as columns.
    ///
    /// @throws IllegalArgumentException naming the column that depends on those before it
    static HouseholderQr of(double[][] rows, List<String> names) {
        int columns = names.size();
        double[][] a = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        double[][] r = new double[columns][columns];
        for (int k = 0; k < columns; k++) {
            double whole = norm(rows, k, 0);
            double length = norm(a, k, k);
            if (length <= DEPENDENT * whole)
                throw new IllegalArgumentException("least squares: the column \"" + names.get(k) + "\" depends on "
                        + (k == 0 ? "nothing: it is 0" : "the columns before it, " + names.subList(0, k))
                        + "; leave it out" + (names.contains("intercept") ? ", or use intercept(false)" : ""));
            double diagonal = a[k][k] > 0 ? -length : length; // away from the pivot, so that nothing cancels
            a[k][k] -= diagonal;
            double scale = norm(a, k, k);
            for (int i = k; i < a.length; i++) a[i][k] /= scale;
            for (int j = k + 1; j < columns; j++) reflect(a, k, j);
            r[k][k] = diagonal;
            for (int j = k + 1; j < columns; j++) r[k][j] = a[k][j];
        }
        return new HouseholderQr(a, r);
    }

    private static void reflect(double[][] a, int vector, int column) {
        double dot = 0;
        for (int i = vector; i < a.length; i++) dot += a[i][vector] * a[i][column];
        for (int i = vector; i < a.length; i++) a[i][column] -= 2 * dot * a[i][vector];
    }

    private static double norm(double[][] a, int column, int from) {
        double sum = 0;
        for (int i = from; i < a.length; i++) sum += a[i][column] * a[i][column];
        return Math.sqrt(sum);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// The b that minimises ‖A b − y‖.
    double[] solve(double... y) {
        double[] rotated = y.clone();
        for (int k = 0; k < r.length; k++) {
            double dot = 0;
            for (int i = k; i < rotated.length; i++) dot += reflections[i][k] * rotated[i];
            for (int i = k; i < rotated.length; i++) rotated[i] -= 2 * dot * reflections[i][k];
        }
        return back(Arrays.copyOf(rotated, r.length));
    }

    /// Solves R b = right.
    private double[] back(double... right) {
        double[] b = right.clone();
        for (int k = r.length - 1; k >= 0; k--) {
            for (int j = k + 1; j < r.length; j++) b[k] -= r[k][j] * b[j];
            b[k] /= r[k][k];
        }
        return b;
    }

    /// The lengths of the rows of R⁻¹: the roots of the diagonal of (AᵀA)⁻¹.
    double[] inverseRowNorms() {
        double[] squares = new double[r.length];
        for (int column = 0; column < r.length; column++) {
            double[] unit = new double[r.length];
            unit[column] = 1;
            double[] inverse = back(unit);
            for (int row = 0; row < r.length; row++) squares[row] += inverse[row] * inverse[row];
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }
}
