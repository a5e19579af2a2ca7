package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.layout.Broadcast;
import dev.crema.tensor.layout.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Products of matrices, of batches of them, and of vectors.
public final class MatrixProduct {
    private MatrixProduct() {}

    /// The product by the rules of PyTorch's `matmul`: vectors, matrices, and batches with broadcasting.
    public static Tensor matmul(Tensor a, Tensor b) {
        if (a.dim() == 0 || b.dim() == 0)
            throw new IllegalArgumentException(
                    "matmul: " + a.layout() + " x " + b.layout() + ": a scalar has no product of matrices; use mul");
        if (a.dim() == 1 && b.dim() == 1) {
            checkInner("matmul", a.size(0), b.size(0), a, b);
            Tensor terms = a.mul(b);
            return terms.sum().to(terms.dtype());
        }
        if (a.dim() == 1) return matmul(a.unsqueeze(0), b).squeeze(-2);
        if (b.dim() == 1) return matmul(a, b.unsqueeze(1)).squeeze(-1);
        checkInner("matmul", a.size(-1), b.size(-2), a, b);
        DType dtype = Arithmetic.promoted(a, b);
        if (a.dim() > 2 && b.dim() == 2 && a.layout().isContiguous()) return flattened(a.to(dtype), b.to(dtype));
        return Op.apply(new Matmul(a.to(dtype), b.to(dtype)));
    }

    /// A batch times one matrix is one product of a tall matrix.
    private static Tensor flattened(Tensor a, Tensor b) {
        int[] sizes = a.layout().sizes().clone();
        sizes[sizes.length - 1] = b.size(1);
        int rows = 1;
        for (int d = 0; d < a.dim() - 1; d++) rows *= a.size(d);
        return Op.apply(new Matmul(a.reshape(rows, a.size(-1)), b)).view(sizes);
    }

    static void checkInner(String op, int inner, int other, Tensor a, Tensor b) {
        if (inner != other)
            throw new IllegalArgumentException(op + ": inner dimensions differ: " + a.layout() + " x " + b.layout()
                    + " (" + inner + " != " + other + "); transpose one of them with t(), or flatten(1) first");
    }

    /// `c = alpha · a · b + beta · c` for matrices of one type; operands that lie badly are copied first.
    static void into(Tensor c, Tensor a, Tensor b, double alpha, double beta) {
        if (a.size(1) == 0 && beta == 0) Kernels.fill(c, 0);
        if (a.size(1) == 0 || c.numel() == 0) return;
        Operand left = Operand.of(a, 0);
        Operand right = Operand.of(b, 0);
        @Nullable Matrix target = Matrix.of(c.storage(), c.layout(), 0);
        if (target == null || !target.isRowMajor())
            throw new IllegalStateException("product into a matrix that is not row-major");
        Product product =
                new Product(c.dtype(), a.size(0), b.size(1), a.size(1), left.matrix, right.matrix, target, alpha, beta);
        Kernels.multiply(product, c, left.owner, right.owner);
    }

    private record Operand(Matrix matrix, Tensor owner) {
        static Operand of(Tensor tensor, long batchOffset) {
            @Nullable Matrix matrix = Matrix.of(tensor.storage(), tensor.layout(), batchOffset);
            if (matrix != null) return new Operand(matrix, tensor);
            Tensor dense = Copying.copy(tensor.detach());
            return new Operand(new Matrix(dense.storage().address(), Math.max(1, dense.size(-1)), 1), dense);
        }
    }

    private static final class Matmul extends Op {
        Matmul(Tensor a, Tensor b) {
            super(FIRST + SECOND, a, b);
        }

        @Override
        public String name() {
            return "matmul";
        }

        @Override
        protected Tensor forward() {
            Tensor a = input(0);
            Tensor b = input(1);
            if (a.dim() == 2 && b.dim() == 2) {
                Tensor c = Kernels.allocate(name(), a.dtype(), Layout.matrix(a.size(0), b.size(1)));
                into(c, a, b, 1, 0);
                return c;
            }
            return batched(a, b);
        }

        private Tensor batched(Tensor a, Tensor b) {
            int[] batch = Broadcast.sizes(name(), batchOf(a), batchOf(b));
            int[] sizes = Arrays.copyOf(batch, batch.length + 2);
            sizes[batch.length] = a.size(-2);
            sizes[batch.length + 1] = b.size(-1);
            Tensor c = Kernels.allocate(name(), a.dtype(), Layout.contiguous(sizes));
            Tensor left = flat(a, batch);
            Tensor right = flat(b, batch);
            Tensor target = c.view(count(batch), a.size(-2), b.size(-1));
            for (int i = 0; i < target.size(0); i++) into(target.at(i), left.at(i), right.at(i), 1, 0);
            return c;
        }

        private static Layout batchOf(Tensor x) {
            return Layout.contiguous(Arrays.copyOf(x.layout().sizes(), x.dim() - 2));
        }

        /// All matrices of `x`, its batch sizes broadcast, as `[batch, rows, columns]`.
        private static Tensor flat(Tensor x, int... batch) {
            int[] sizes = Arrays.copyOf(batch, batch.length + 2);
            sizes[batch.length] = x.size(-2);
            sizes[batch.length + 1] = x.size(-1);
            return Arithmetic.stretch(x.detach(), sizes).reshape(count(batch), x.size(-2), x.size(-1));
        }

        private static int count(int... batch) {
            int count = 1;
            for (int size : batch) count *= size;
            return count;
        }

        @Override
        protected Tensor gradient(int input, Tensor dy) {
            Tensor a = input(0);
            Tensor b = input(1);
            return input == 0
                    ? Arithmetic.sumTo(matmul(dy, b.transpose(-2, -1)), a)
                    : Arithmetic.sumTo(matmul(a.transpose(-2, -1), dy), b);
        }
    }
}
