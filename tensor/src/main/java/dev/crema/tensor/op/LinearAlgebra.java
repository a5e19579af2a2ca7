package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import org.jspecify.annotations.Nullable;

/// Norms, inverses, diagonals: built from other operations where the gradient follows by itself.
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /// `x` if it has so many dimensions.
    public static Tensor rank(String op, Tensor x, int rank) {
        if (x.dim() != rank)
            throw new IllegalArgumentException(
                    op + ": needs a tensor of " + rank + (rank == 1 ? " dimension" : " dimensions") + ", got "
                            + x.layout() + "; matmul takes other ranks, view changes them");
        return x;
    }

    /// Products of two batches of matrices of the same number.
    public static Tensor bmm(Tensor a, Tensor b) {
        rank("bmm", a, 3);
        rank("bmm", b, 3);
        if (a.size(0) != b.size(0))
            throw new IllegalArgumentException("bmm: the batches differ: " + a.layout() + " x " + b.layout() + " ("
                    + a.size(0) + " != " + b.size(0) + "); expand one of them");
        return MatrixProduct.matmul(a, b);
    }

    /// A matrix times a vector.
    public static Tensor mv(Tensor matrix, Tensor vector) {
        MatrixProduct.checkInner(
                "mv", rank("mv", matrix, 2).size(1), rank("mv", vector, 1).size(0), matrix, vector);
        return MatrixProduct.matmul(matrix, vector);
    }

    /// The scalar product of two vectors.
    public static Tensor dot(Tensor a, Tensor b) {
        if (rank("dot", a, 1).size(0) != rank("dot", b, 1).size(0))
            throw new IllegalArgumentException("dot: the vectors differ in length: " + a.layout() + " and " + b.layout()
                    + "; take the same number of elements of both, as in x.at(\":" + Math.min(a.size(0), b.size(0))
                    + "\")");
        return MatrixProduct.matmul(a, b);
    }

    /// Every element brought between two numbers, of which one may be missing; the gradient stops outside.
    public static Tensor clamp(Tensor x, @Nullable Number min, @Nullable Number max) {
        if (min == null && max == null)
            throw new IllegalArgumentException("clamp: neither a smallest nor a largest number; give at least one");
        DType dtype = x.dtype();
        if (min != null) dtype = dtype.promote(min);
        if (max != null) dtype = dtype.promote(max);
        return Op.apply(new Clamp(x.to(dtype), bound(dtype, min), bound(dtype, max)));
    }

    private static @Nullable Number bound(DType dtype, @Nullable Number given) {
        return given == null || !dtype.isFloating() ? given : (Number) dtype.rounded(given.doubleValue());
    }

    /// (Σ |x|^p)^(1/p) over all elements.
    public static Tensor norm(Tensor x, double p) {
        return Norm.of(x.reshape(-1), p, 0, false);
    }

    /// (Σ |x|^p)^(1/p) along one dimension.
    public static Tensor norm(Tensor x, double p, int dim, boolean keepDim) {
        return Norm.of(x, p, dim, keepDim);
    }

    /// log Σ exp(x), with the largest element taken out first.
    public static Tensor logSumExp(Tensor x, int dim, boolean keepDim) {
        if (!x.dtype().isFloating()) return logSumExp(x.to(DType.defaultFloat()), dim, keepDim);
        int d = x.layout().dim("logsumexp", dim);
        if (x.dim() > 0 && x.size(d) == 0) return x.sum(d, keepDim).log(); // of nothing: log 0
        Tensor largest = x.detach().max(d, true).values();
        Tensor shift = largest.maskedFill(largest.isFinite().not(), 0);
        Tensor result = x.sub(shift).exp().sum(d, true).log().add(shift);
        return keepDim ? result : result.squeeze(d);
    }

    /// A matrix from its diagonal, or the diagonal of a matrix.
    public static Tensor diag(Tensor x) {
        if (x.dim() == 1) return View.placed(x, LinearAlgebra::diagonal, x.size(0), x.size(0));
        return View.part(rank("diag", x, 2), "diag", LinearAlgebra::diagonal);
    }

    private static Layout diagonal(Layout matrix) {
        int length = Math.min(matrix.size(0), matrix.size(1));
        return Layout.of(new int[] {length}, new long[] {matrix.stride(0) + matrix.stride(1)}, matrix.offset());
    }

    /// The inverse of each square matrix in the last two dimensions.
    public static Tensor inverse(Tensor x) {
        if (x.dim() < 2 || x.size(-1) != x.size(-2) || !x.dtype().isFloating())
            throw new IllegalArgumentException(
                    "inverse: needs a square float matrix, got " + x.dtype() + " " + x.layout());
        return Op.apply(new Inverse(x.contiguous()));
    }

    private static final class Clamp extends Op {
        private final @Nullable Number min;
        private final @Nullable Number max;

        Clamp(Tensor x, @Nullable Number min, @Nullable Number max) {
            super(FIRST, x);
            this.min = min;
            this.max = max;
        }

        @Override
        public String name() {
            return "clamp";
        }

        @Override
        protected Tensor forward() {
            Tensor raised = min == null ? input(0).detach() : input(0).detach().maximum(min);
            Tensor between = max == null ? raised : raised.minimum(max);
            return between.to(input(0).dtype());
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor x = input(0);
            Tensor raised = min == null ? dy : dy.maskedFill(x.ge(min).not(), 0);
            return max == null ? raised : raised.maskedFill(x.le(max).not(), 0);
        }
    }

    private static final class Inverse extends Op {
        Inverse(Tensor x) {
            super(OUTPUT, x);
        }

        @Override
        public String name() {
            return "inverse";
        }

        @Override
        protected Tensor forward() {
            Tensor x = input(0);
            int n = x.size(-1);
            double[] values = x.toDoubles();
            double[] inverses = new double[values.length];
            for (int start = 0; start < values.length; start += n * n) invert(values, inverses, start, n);
            return Tensor.of(DType.FLOAT64, inverses).view(x.layout().sizes()).to(x.dtype());
        }

        /// Gauss and Jordan with the largest pivot of each column.
        private static void invert(double[] a, double[] inverse, int start, int n) {
            for (int i = 0; i < n; i++) inverse[start + i * n + i] = 1;
            for (int column = 0; column < n; column++) {
                int pivot = column;
                for (int row = column + 1; row < n; row++)
                    if (Math.abs(a[start + row * n + column]) > Math.abs(a[start + pivot * n + column])) pivot = row;
                if (a[start + pivot * n + column] == 0)
                    throw new ArithmeticException("inverse: the matrix [" + n + ", " + n + "] is singular: column "
                            + column + " depends on the others");
                swapRows(a, start, n, column, pivot);
                swapRows(inverse, start, n, column, pivot);
                double largest = a[start + column * n + column];
                for (int row = 0; row < n; row++) {
                    double factor =
                            a[start + row * n + column] / largest; // exactly 1 for equal rows, which leave zeros
                    if (row == column || factor == 0) continue;
                    for (int j = 0; j < n; j++) {
                        a[start + row * n + j] -= factor * a[start + column * n + j];
                        inverse[start + row * n + j] -= factor * inverse[start + column * n + j];
                    }
                    a[start + row * n + column] = 0; // whatever rounding left
                }
            }
            for (int row = 0; row < n; row++)
                for (int j = 0; j < n; j++) inverse[start + row * n + j] /= a[start + row * n + row];
        }

        private static void swapRows(double[] matrix, int start, int n, int first, int second) {
            if (first == second) return;
            for (int j = 0; j < n; j++) {
                double value = matrix[start + first * n + j];
                matrix[start + first * n + j] = matrix[start + second * n + j];
                matrix[start + second * n + j] = value;
            }
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor transposed = output().transpose(-2, -1);
            return transposed.matmul(dy).matmul(transposed).neg();
        }
    }
}
