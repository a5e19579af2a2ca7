package dev.crema.tensor.backend.onednn;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.backend.ProductKernel;

/// Products of float32 matrices by oneDNN.
public final class OneDnnProducts implements ProductKernel {
    private final OneDnn library;

    OneDnnProducts(OneDnn library) {
        this.library = library;
    }

    @Override
    public String name() {
        return "oneDNN";
    }

    /// Whether the library has products of this type.
    public static boolean handles(Product product) {
        return product.dtype() == DType.FLOAT32;
    }

    @Override
    public void multiply(Product product) {
        if (product.m() == 0 || product.n() == 0) return;
        library.useOneThread();
        Matrix a = product.a();
        Matrix b = product.b();
        library.sgemm(
                !a.isRowMajor(),
                !b.isRowMajor(),
                product.m(),
                product.n(),
                product.k(),
                (float) product.alpha(),
                a.address(),
                leading(a, product.m(), product.k()),
                b.address(),
                leading(b, product.k(), product.n()),
                (float) product.beta(),
                product.c().address(),
                leading(product.c(), product.m(), product.n()));
    }

    /// It wants a whole row (or column) even of a matrix that has only one, whose stride means nothing.
    private static long leading(Matrix matrix, int rows, int columns) {
        int whole = matrix.isRowMajor() ? columns : rows;
        return Math.max(Math.max(1, whole), matrix.leading());
    }
}
