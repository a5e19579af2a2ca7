package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// Products by the definition, accumulated in double precision.
public final class ReferenceProducts implements ProductKernel {
    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public void multiply(Product product) {
        DType dtype = product.dtype();
        for (int i = 0; i < product.m(); i++)
            for (int j = 0; j < product.n(); j++) {
                double sum = 0;
                for (int k = 0; k < product.k(); k++)
                    sum += Elements.get(dtype, address(product.a(), i, k, dtype))
                            * Elements.get(dtype, address(product.b(), k, j, dtype));
                long cell = address(product.c(), i, j, dtype);
                double old = product.beta() == 0 ? 0 : product.beta() * Elements.get(dtype, cell);
                Elements.set(dtype, cell, product.alpha() * sum + old);
            }
    }

    private static long address(Matrix matrix, int row, int column, DType dtype) {
        return matrix.address() + (row * matrix.rowStride() + column * matrix.columnStride()) * dtype.bytes();
    }
}
