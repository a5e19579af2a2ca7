package dev.crema.tensor.backend.openblas;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.backend.ProductKernel;

/// Products by OpenBLAS, float32 and float64, on the thread that asks: several threads may ask at once. Its own
/// threads stay unused, because they wait for one another without sleeping, which takes a busy machine five times
/// as long.
public final class OpenBlasProducts implements ProductKernel {
    private final OpenBlas library;

    /// Loads the library.
    ///
    /// @throws IllegalStateException if there is none, saying what was tried
    public OpenBlasProducts() {
        library = OpenBlas.load();
        library.setThreads(1);
    }

    @Override
    public String name() {
        return "OpenBLAS (" + library.coreName() + " kernels)";
    }

    /// The file it was loaded from.
    public String file() {
        return library.name();
    }

    @Override
    public void multiply(Product product) {
        if (product.m() == 0 || product.n() == 0) return;
        Matrix a = product.a();
        Matrix b = product.b();
        int transA = a.isRowMajor() ? OpenBlas.NO_TRANSPOSE : OpenBlas.TRANSPOSE;
        int transB = b.isRowMajor() ? OpenBlas.NO_TRANSPOSE : OpenBlas.TRANSPOSE;
        int lda = leading(a, product.m(), product.k());
        int ldb = leading(b, product.k(), product.n());
        int ldc = leading(product.c(), product.m(), product.n());
        if (product.dtype() == DType.FLOAT32)
            library.sgemm(
                    transA,
                    transB,
                    product.m(),
                    product.n(),
                    product.k(),
                    (float) product.alpha(),
                    a.address(),
                    lda,
                    b.address(),
                    ldb,
                    (float) product.beta(),
                    product.c().address(),
                    ldc);
        else
            library.dgemm(
                    transA,
                    transB,
                    product.m(),
                    product.n(),
                    product.k(),
                    product.alpha(),
                    a.address(),
                    lda,
                    b.address(),
                    ldb,
                    product.beta(),
                    product.c().address(),
                    ldc);
    }

    /// BLAS wants a whole row (or column) even of a matrix that has only one, whose stride means nothing.
    private static int leading(Matrix matrix, int rows, int columns) {
        int whole = matrix.isRowMajor() ? columns : rows;
        return Math.toIntExact(Math.max(Math.max(1, whole), matrix.leading()));
    }
}
